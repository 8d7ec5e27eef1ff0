"""Read models out to files: CSV and JSON. Knows read models, never tables, screens or services."""
