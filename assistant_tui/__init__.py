"""The consulting-room assistant's workstation."""

__version__ = "0.1.0"
