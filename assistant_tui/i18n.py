"""The user's language: gettext catalogues, chosen once at start and switchable while running.

English sentences are the keys. `_` translates at the moment of showing, so nothing that is kept
(bindings, sayings, read models) is ever in one language only.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assistant_tui.domain.saying import Saying
from assistant_tui.domain.words import Words

LANGUAGES = ("zh_CN", "en")
_FOLDER = Path(__file__).parent / "locale"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Speak this language from now on: `zh_CN` or `en`; anything else falls back to English."""
    global _catalogue, _language  # noqa: PLW0603 - one process speaks one language to one user
    _language = language if language in LANGUAGES else "en"
    _catalogue = _catalogue_of(_language)


def language() -> str:
    """The language in use: `zh_CN` or `en`."""
    return _language


def system_language() -> str:
    """What the environment asks for: `zh_CN` for any Chinese locale, otherwise `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh_CN" if value.lower().startswith("zh") else "en"
    return "zh_CN" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def _(text: str, /, **values: object) -> str:
    """Translate an English sentence and fill its `{named}` gaps; what is a saying or words is spoken too."""
    return _said(text, values, _catalogue, _language)


def spoken(text: Saying | Words) -> str:
    """Put a rule's sentence, or what content is called, into the user's language."""
    return text.said_in(_language) if isinstance(text, Words) else _(text.template, **text.values)


def in_both(saying: Saying) -> Words:
    """A rule's sentence in both languages: for what is to be read as it is now, whatever becomes of us."""
    chinese, english = (
        _said(saying.template, saying.values, _catalogue_of(language), language) for language in LANGUAGES
    )
    return Words(chinese, english)


def _said(text: str, values: Mapping[str, object], catalogue: gettext.NullTranslations, language: str) -> str:
    words = catalogue.gettext(text) if text else text
    if not values:
        return words
    return words.format(**{name: _value_said(value, catalogue, language) for name, value in values.items()})


def _value_said(value: object, catalogue: gettext.NullTranslations, language: str) -> object:
    if isinstance(value, Words):
        return value.said_in(language)
    return _said(value.template, value.values, catalogue, language) if isinstance(value, Saying) else value


@cache
def _catalogue_of(language: str) -> gettext.NullTranslations:
    return gettext.translation("assistant_tui", _FOLDER, [language], fallback=True)
