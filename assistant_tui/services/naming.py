"""How an export of this file names people."""

from __future__ import annotations

from assistant_tui.domain.naming import Names, Naming, Pseudonyms
from assistant_tui.services.post import Post


def naming(post: Post, *, identifiers: bool = False, key: bytes | None = None) -> Naming:
    """Openly, by pseudonyms under this key, or, without either, by the file's own numbers."""
    assert not (identifiers and key), "openly and by pseudonyms at once"
    if key is not None:
        from assistant_tui.store.queries.visitexport import file_identity  # noqa: PLC0415 - with its read models

        return Naming(Names.PSEUDONYMS, Pseudonyms(key, file_identity(post.reading)))
    return Naming(Names.IDENTIFIERS if identifiers else Names.NUMBERS)
