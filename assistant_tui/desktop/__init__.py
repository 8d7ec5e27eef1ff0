"""What the computer itself can do to get attention: a message on its desktop, a tone from its speakers."""

from assistant_tui.desktop.desktop import Desktop
from assistant_tui.desktop.programs import System

__all__ = ["Desktop", "System"]
