"""`phrases.toml`: what to say to a patient, her family or another department."""

from __future__ import annotations

from string import Formatter

from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.saying import say
from assistant_tui.pack.model import Audience, Phrase
from assistant_tui.pack.parts import entries, used_once, words
from assistant_tui.toml import Table

GAPS = frozenset({"ticket", "name", "room", "location", "low", "high", "minutes"})
"""What a phrase may leave open: `low`, `high` and `minutes` are whole minutes, the others words."""

KNOWN = {
    "call": frozenset({"ticket", "room"}),
    "tell_wait": frozenset({"low", "high"}),
    "missed_call": frozenset({"ticket"}),
    "invite_family": frozenset({"room"}),
}
"""The phrases that the program itself shows, so that every pack has them, and the gaps each must have."""


def read_phrases(top: Table) -> tuple[Phrase, ...]:
    """The phrases in the order of the file."""
    found = entries(top, "phrase", _phrase)
    used_once("code", ((table, phrase.code) for table, phrase in found))
    codes = {phrase.code for _, phrase in found}
    for code in KNOWN:
        if found and code not in codes:
            top.wrong(None, say("The phrase {code} is missing", code=code))
    return tuple(phrase for _, phrase in found)


def _phrase(table: Table) -> Phrase:
    phrase = Phrase(
        code=table.code("code"),
        audience=table.choice("audience", Audience),
        name=words(table, "name"),
        text=words(table, "text"),
        incident=table.choice("incident", IncidentKind) if "incident" in table else None,
    )
    if inner := table.table("text"):
        _check_gaps(inner, "zh_CN", phrase.text.zh_CN, phrase.code)
        _check_gaps(inner, "en", phrase.text.en, phrase.code)
    return phrase


def _check_gaps(texts: Table, language: str, text: str, code: str) -> None:
    if not text:  # missing, which has been noted
        return
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        texts.wrong(language, say("The braces of the text do not match"))
        return
    allowed = ", ".join(f"{{{name}}}" for name in sorted(GAPS))
    used = set()
    for _, gap, format_spec, conversion in parts:
        if gap is None:
            continue
        used.add(gap)
        if gap not in GAPS or format_spec or conversion:
            reason = say("The gap {gap} is not one of {allowed}", gap=f"{{{gap}}}", allowed=allowed)
            texts.wrong(language, reason)
    for gap in sorted(KNOWN.get(code, frozenset()) - used):
        texts.wrong(language, say("The text needs the gap {gap}", gap=f"{{{gap}}}"))
