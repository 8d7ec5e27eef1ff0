"""The three themes: light and dark, calm as a clinic's walls, and one of high contrast.

The colours are measured, not felt: text on any ground of ours has a contrast of at least 4.5 to 1, in the
contrast theme 7 to 1 (WCAG 2.2, criteria 1.4.3 and 1.4.6), and a test computes them all.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

LIGHT = Theme(
    name="light",
    dark=False,
    background="#F6F9F8",
    surface="#FFFFFF",
    panel="#E1EBEA",
    foreground="#1C2B30",
    primary="#0F5F6B",
    secondary="#3D5A66",
    accent="#0A5A86",
    success="#1B6238",
    warning="#7A4900",
    error="#A81E1E",
    variables={
        "foreground-muted": "#4A5B61",
        "text-muted": "#4A5B61",
        "block-cursor-background": "#0F5F6B",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-blurred-background": "#C9DBDB",
        "block-cursor-blurred-foreground": "#1C2B30",
        "scrollbar": "#A9BFC0",
        "scrollbar-background": "#E1EBEA",
    },
)

DARK = Theme(
    name="dark",
    dark=True,
    background="#11181B",
    surface="#161F23",
    panel="#1F2B30",
    foreground="#DBE4E5",
    primary="#5FB3BF",
    secondary="#8FA9B3",
    accent="#7CC4E8",
    success="#7FCB95",
    warning="#E5B567",
    error="#FF9489",
    variables={
        "foreground-muted": "#9AAAB0",
        "text-muted": "#9AAAB0",
        "block-cursor-background": "#1E5C66",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-blurred-background": "#2B3B41",
        "block-cursor-blurred-foreground": "#DBE4E5",
        "scrollbar": "#47606A",
        "scrollbar-background": "#1F2B30",
    },
)

CONTRAST = Theme(
    name="contrast",
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#1C1C1C",
    foreground="#FFFFFF",
    primary="#00D7FF",
    secondary="#D0D0D0",
    accent="#6FDCFF",
    success="#7CFF9B",
    warning="#FFD75F",
    error="#FFA8A8",
    variables={
        "foreground-muted": "#D0D0D0",
        "text-muted": "#D0D0D0",
        "block-cursor-background": "#FFFF00",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#4A4A4A",
        "block-cursor-blurred-foreground": "#FFFFFF",
        "scrollbar": "#D0D0D0",
        "scrollbar-background": "#1C1C1C",
    },
)

THEMES = (LIGHT, DARK, CONTRAST)


def register_themes(app: App[Any]) -> None:
    """Make the themes known to the app; which one is shown is the user's setting."""
    for theme in THEMES:
        app.register_theme(theme)


def next_theme(name: str) -> str:
    """The theme after this one, for the key that switches; the first for a name that is not ours."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
