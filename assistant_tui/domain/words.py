"""What content is called: the same words in both languages of the program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages; the fields are named like the languages of `assistant_tui.i18n`."""

    zh_CN: str  # noqa: N815 - the language's code
    en: str

    def said_in(self, language: str) -> str:
        """The words in `zh_CN` or, for anything else, in English."""
        return self.zh_CN if language == "zh_CN" else self.en

    def __str__(self) -> str:
        """The English words, for logs and tests."""
        return self.en
