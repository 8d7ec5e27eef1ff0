"""Draws docs/assistant-tui.svg, the README's picture: the demo day at 10:42, in Chinese.

The day, the clock and the size are fixed, so the same program draws the same picture.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from html import escape, unescape
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from assistant_tui import pack as packs
from assistant_tui import paths
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.typedtimes import instant_typed
from assistant_tui.i18n import language, use_language
from assistant_tui.services.context import Context
from assistant_tui.services.demo import USUAL_TIME, make_demo
from assistant_tui.settings import Resolved, Settings

PICTURE = Path(__file__).parent.parent / "docs" / "assistant-tui.svg"
SIZE = (110, 24)
DAY = date(2026, 11, 21)
ZONE = ZoneInfo("Asia/Shanghai")
TITLE = "assistant-tui demo"

CELL = 12.2
"""The width of a terminal cell in the exported picture, in its units."""
FONTS = (
    'Menlo, Consolas, "DejaVu Sans Mono", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", '
    '"Noto Sans SC", monospace'
)
_TEXT = re.compile(
    r'<text class="(?P<style>[^"]*)" x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" '
    r'textLength="[^"]*" clip-path="(?P<clip>[^"]*)">(?P<text>[^<]*)</text>'
)


def drawn() -> str:
    """The picture, as SVG."""
    before = language()
    use_language("zh_CN")
    try:
        with tempfile.TemporaryDirectory() as folder:
            return in_cells(asyncio.run(_exported(Path(folder))))
    finally:
        use_language(before)


async def _exported(folder: Path) -> str:
    at = instant_typed(USUAL_TIME, DAY, ZONE)
    pack = packs.load(paths.data_folder() / "packs" / "general")
    ctx = make_demo(folder / "demo.db", pack, language=language(), at=at, zone=ZONE, clock=FixedClock(at))
    try:
        app = Workstation(_settings(ctx, folder), ctx, ctx.clock)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await pilot.press("down", "down")  # to one with a companion, a promise and a past visit
            await pilot.pause()
            return app.export_screenshot(title=TITLE)
    finally:
        ctx.database.close()


def _settings(ctx: Context, folder: Path) -> Resolved:
    return Resolved(
        settings=Settings().with_(bell=False),
        config_path=folder / "settings.toml",
        database_path=ctx.database.path,
        backups_path=folder / "backups",
        language=language(),
        sources={},
    )


def in_cells(svg: str) -> str:
    """The exported picture with every character in its cells, whatever fonts the viewer has.

    Rich stretches a text to as many cells as it has characters, which squeezes Chinese, and asks for a web
    font that pictures may not load.
    """
    svg = re.sub(r"@font-face \{.*?\n    \}\n", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code, monospace;", f"font-family: {FONTS};")
    svg = re.sub(r"\n\s*font-variant-east-asian: full-width;", "", svg)
    svg = _TEXT.sub(lambda match: "".join(_placed(match)), svg)
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE).rstrip() + "\n"


def _placed(match: re.Match[str]) -> Iterator[str]:
    """The text as runs of narrow words, stretched to their cells, and wide characters one by one."""
    left, text = float(match["x"]), unescape(match["text"])
    shared = f'class="{match["style"]}" y="{match["y"]}" clip-path="{match["clip"]}"'
    for piece in re.finditer(r"[^\s\u1100-\uffff]+|[^\s]", text):
        x, width = left + cell_len(text[: piece.start()]) * CELL, cell_len(piece[0]) * CELL
        yield f'<text {shared} x="{x:g}" textLength="{width:g}">{escape(piece[0])}</text>'


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
