"""Which encoding a text file is in, found by trying strictly.

A byte order mark decides. Without one, UTF-8 is tried first, for text in another encoding is hardly ever
valid UTF-8 by accident; GB18030 (and with it GBK and GB2312, what Excel saves as CSV in China) comes last,
for it takes almost anything. UTF-16 without a mark is known by its zero bytes: half of every comma, digit and
line end, always on the same side.
"""

from __future__ import annotations

import codecs

from assistant_tui.domain.saying import InputError, say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 65_536  # bytes
_FEWEST_ZEROS = 1 / 16
_SAME_SIDE = 0.9  # some Chinese characters have a zero byte too, on the other side


def decoded(data: bytes) -> str:
    """The text. Raises InputError when it is in no encoding that is known here."""
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(say("The file is no text in UTF-8, GB18030 or UTF-16. Save it as CSV in UTF-8"))


def _encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (encoding,)
    return (*_utf_16_without_mark(data[:_LOOKED_AT]), "utf-8", "gb18030")


def _utf_16_without_mark(start: bytes) -> tuple[str, ...]:
    zeros = start.count(0)
    if zeros <= len(start) * _FEWEST_ZEROS:
        return ()
    if start[1::2].count(0) >= zeros * _SAME_SIDE:
        return ("utf-16-le",)
    if start[0::2].count(0) >= zeros * _SAME_SIDE:
        return ("utf-16-be",)
    return ()
