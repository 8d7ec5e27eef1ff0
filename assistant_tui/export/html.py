"""Key figures as one HTML file: no script, nothing from elsewhere, good on paper; bars drawn in the table."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, TextIO

from assistant_tui.export.keyfigures import headings, is_number, key_cells, shown
from assistant_tui.i18n import _, language

if TYPE_CHECKING:
    from assistant_tui.export.tabular import Cells

_BARRED = {"visits": "#2b6cb0", "wait_mean_min": "#b7791f", "wait_p90_min": "#c05621"}
_BAR = 80  # pixels of the longest
_STYLE = """
body { margin: 2em; color: #1a202c;
  font: 14px/1.4 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif }
h1 { font-size: 1.3em }
table { border-collapse: collapse }
th, td { padding: .25em .7em; border-bottom: 1px solid #cbd5e0; text-align: left; white-space: nowrap }
th { border-bottom: 2px solid #4a5568; white-space: normal; word-break: keep-all; vertical-align: bottom }
.number { text-align: right; font-variant-numeric: tabular-nums }
svg { margin-left: .5em; vertical-align: middle }
@page { size: A4 landscape; margin: 12mm }
@media print {
  body { margin: 0; font-size: 9pt; line-height: 1.25 } h1 { margin: 0 0 .5em }
  th, td { padding: .15em .7em } thead { display: table-header-group } tr { break-inside: avoid }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
"""


def write_html(rows: Iterable[Cells], stream: TextIO, *, names: tuple[str, ...], span: str) -> None:
    """Write the page about the days `span`; all rows are read before the first, for the bars' lengths."""
    heads = headings(names)
    cells = list(key_cells(rows, names))
    title = escape(_("Figures of {days}", days=span))
    spoken = language().replace("_", "-")
    stream.write(f'<!DOCTYPE html>\n<html lang="{spoken}">\n<head>\n<meta charset="utf-8">\n')
    stream.write(f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n")
    stream.write(f"<body>\n<h1>{title}</h1>\n<table>\n")
    right = [all(is_number(row[place]) for row in cells) and bool(cells) for place in range(len(heads))]
    head = "".join(
        _tag("th", escape(text), right=flag) for text, flag in zip(heads.values(), right, strict=True)
    )
    stream.write(f"<thead><tr>{head}</tr></thead>\n<tbody>\n")
    most = [max((_size(row[place]) for row in cells), default=0.0) for place in range(len(heads))]
    for row in cells:
        line = "".join(
            _tag("td", escape(shown(name, value)) + _bar(_BARRED.get(name), value, longest), right=flag)
            for name, value, longest, flag in zip(heads, row, most, right, strict=True)
        )
        stream.write(f"<tr>{line}</tr>\n")
    stream.write("</tbody>\n</table>\n</body>\n</html>\n")


def _tag(name: str, content: str, *, right: bool) -> str:
    kind = ' class="number"' if right else ""
    return f"<{name}{kind}>{content}</{name}>"


def _size(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _bar(colour: str | None, value: object, longest: float) -> str:
    """A bar as long as the value, beside it; nothing where the column has none. Its text is the number."""
    if colour is None:
        return ""
    width = _BAR * _size(value) / longest if longest else 0
    return (
        f'<svg width="{_BAR}" height="10" aria-hidden="true">'
        f'<rect width="{width:.1f}" height="10" fill="{colour}"/></svg>'
    )
