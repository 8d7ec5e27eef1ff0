"""The rules of the consulting room: pure functions of state, instant and random source.

Nothing here knows a database, a screen, a file or the clock on the wall.
"""
