"""The styles of a widget's components, worked out once per theme.

Textual composes a style from all ancestors each time that it is asked: too dear for every cell of a table.
"""

from __future__ import annotations

from rich.style import Style
from textual.color import Color
from textual.widget import Widget


class ComponentStyles:
    """Complete styles, ground included, by the name of a component class without its `prefix`."""

    def __init__(self, widget: Widget, prefix: str) -> None:
        self._widget = widget
        self._prefix = prefix
        self._kept: dict[str, Style] = {}
        self._ground: Color | None = None

    def of(self, name: str) -> Style:
        """The style of this component; of the widget itself for an empty name."""
        style = self._kept.get(name)
        if style is None:
            style = self._widget.rich_style
            if name:
                style += self._widget.get_component_rich_style(f"{self._prefix}--{name}", partial=True)
            self._kept[name] = style
        return style

    @property
    def ground(self) -> Color:
        """The colour behind the widget's text."""
        if self._ground is None:
            self._ground = self._widget.background_colors[1]
        return self._ground

    def forget(self) -> None:
        """Work them out anew: to be called from the widget's `notify_style_update`."""
        self._kept.clear()
        self._ground = None
