"""TOML that people edit by hand: read with every mistake named by file, line and reason.

`read` parses a file, `Table` hands out checked values and notes what is wrong, `Mistakes` collects the
notes; packs and settings are both read through it. Knows nothing of either.
"""

from assistant_tui.toml.mistakes import FileError, Mistake, Mistakes
from assistant_tui.toml.reading import Source, parse, read
from assistant_tui.toml.table import Shape, Table

__all__ = ["FileError", "Mistake", "Mistakes", "Shape", "Source", "Table", "parse", "read"]
