"""The file: schema, connection, unit of work, journal and queries.

Reading (`connect`, `queries`) is plain sqlite3 and costs nothing to import; writing (`tables`, `work`,
`undo`) brings SQLModel and is imported when the first action needs it.
"""
