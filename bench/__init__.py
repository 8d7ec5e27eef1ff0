"""Measurements of the program, run by hand: not part of it, and not part of the tests."""
