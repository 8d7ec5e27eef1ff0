"""How good the wait estimate is: past sessions told again, patient by patient, against simple rivals.

Run it with `python -m bench.wait`; what its figures mean is in `docs/performance.md`.
"""
