"""An empty Textual app."""

from textual.app import App

App[None]().run()
