"""Reads: plain SQL on the sqlite3 connection into frozen read models, a constant number of queries each."""
