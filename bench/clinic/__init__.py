"""The file that is measured on: a clinic of ten rooms with years behind it and a full queue today.

Seeded and cached: the same seed and size, made by the same program, give the same file.
"""

from bench.clinic.making import FULL, NOW, QUICK, SMALL, ZONE, Size, clinic_file, make_clinic

__all__ = ["FULL", "NOW", "QUICK", "SMALL", "ZONE", "Size", "clinic_file", "make_clinic"]
