"""What the program is measured against: the smallest Textual apps, and a command line in another Typer.

Each is run as a script, in a process of its own.
"""
