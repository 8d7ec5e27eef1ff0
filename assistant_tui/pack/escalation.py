"""`escalation.toml`: whom to call for support."""

from __future__ import annotations

from assistant_tui.domain.incidents import Contact, IncidentKind
from assistant_tui.pack.parts import choices, entries, used_once, words
from assistant_tui.toml import Table


def read_contacts(top: Table) -> tuple[Contact, ...]:
    """The contacts in the order of the file."""
    found = entries(top, "contact", _contact)
    used_once("code", ((table, contact.code) for table, contact in found))
    return tuple(contact for _, contact in found)


def _contact(table: Table) -> Contact:
    return Contact(
        code=table.code("code"),
        name=words(table, "name"),
        number=table.text("number", "", blank=True).strip(),
        kinds=frozenset(choices(table, "first_for", IncidentKind)) if "first_for" in table else frozenset(),
    )
