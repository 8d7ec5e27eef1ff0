"""The user's language: gettext catalogues, chosen once at start and switchable while running.

English sentences are the keys. `_` translates at the moment of showing, so nothing that is kept
(bindings, sayings, read models) is ever in one language only.
"""

from __future__ import annotations

import gettext
import locale
import os
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
    _catalogue = gettext.translation("assistant_tui", _FOLDER, [_language], fallback=True)


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
    words = _catalogue.gettext(text) if text else text
    return words.format(**{name: _spoken_value(value) for name, value in values.items()}) if values else words


def spoken(saying: Saying) -> str:
    """Put a rule's sentence into the user's language."""
    return _(saying.template, **saying.values)


def _spoken_value(value: object) -> object:
    if isinstance(value, Words):
        return value.said_in(_language)
    return spoken(value) if isinstance(value, Saying) else value
