"""Keeps the catalogues: collects the sentences, and compiles what the program reads.

    python tools/translations.py            collect and compile
    python tools/translations.py --check    only say what is missing, stale or unused; exit 1 if anything is

English sentences are the keys: `_("...")` in front ends, `say("...")` in rules.
"""

from __future__ import annotations

import argparse
import ast
import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "assistant_tui"
LOCALE = PACKAGE / "locale"
CHINESE = LOCALE / "zh_CN" / "LC_MESSAGES" / "assistant_tui.po"
KEYWORDS = {"_", "say"}


def collected() -> Catalog:
    """All sentences of the source, by file, without line numbers: they would change with every edit."""
    catalog = Catalog()
    for file in sorted(PACKAGE.rglob("*.py")):
        for sentence in sentences(file.read_text(encoding="utf-8")):
            catalog.add(sentence, locations=[(file.relative_to(PACKAGE).as_posix(), 0)])
    return catalog


def sentences(source: str) -> Iterator[str]:
    """The first arguments of `_` and `say`; by syntax tree, for Babel sees none in f-strings before 3.12."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                yield first.value


def read(path: Path) -> Catalog:
    """A catalogue from its file; an empty one if there is none yet."""
    if not path.exists():
        return Catalog(locale="zh_CN")
    with path.open("rb") as file:
        return read_po(file, locale="zh_CN")


def updated(present: Catalog, source: Catalog) -> Catalog:
    """The source's sentences with the translations there are; what the source no longer says is dropped."""
    catalog = _empty()
    for message in sorted(source, key=lambda one: str(one.id)):
        if message.id:
            known = present.get(message.id)
            translation = known.string if known and "fuzzy" not in known.flags else ""
            files = sorted({file for file, _line in message.locations})
            catalog.add(message.id, translation, locations=[(file, 0) for file in files])
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """The catalogue as text for translators."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, omit_header=False, sort_output=True, include_lineno=False)
    return buffer.getvalue()


def _empty() -> Catalog:
    # A fixed date: the same sentences give the same file.
    return Catalog(
        locale="zh_CN", project="assistant-tui", fuzzy=False, creation_date=_DATE, revision_date=_DATE
    )


_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def as_mo(catalog: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    plain = _empty()
    for message in catalog:
        if message.id and message.string:
            plain.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, plain)
    return buffer.getvalue()


def gaps(text: str) -> set[str]:
    """The names of the `{gaps}` in a sentence."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def problems(catalog: Catalog) -> list[str]:
    """What a reader of Chinese would stumble over."""
    return [found for message in catalog if message.id and (found := _problem(message))]


def _problem(message: Message) -> str | None:
    source, translation = str(message.id), str(message.string)
    if not translation:
        return f"not translated: {source}"
    if gaps(source) != gaps(translation):
        return f"other gaps than the English: {source}"
    return None


def main() -> int:
    """Collect, or check."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    catalog = updated(read(CHINESE), collected())
    files = {CHINESE: as_po(catalog), CHINESE.with_suffix(".mo"): as_mo(catalog)}
    found = problems(catalog)
    for path, content in files.items():
        if check and (not path.exists() or path.read_bytes() != content):
            found.append(f"{path.name} is not current: run python tools/translations.py")
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
