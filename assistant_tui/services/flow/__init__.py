"""Event logs: taken in as past visits, handed out for process mining, and the figures of each activity.

`importing` brings SQLModel; `exporting` and `figures` only read.
"""
