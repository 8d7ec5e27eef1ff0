"""The pack's locations and visit kinds: found by what people type, and named for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant_tui.domain.saying import InputError, MissingError, say
from assistant_tui.domain.text import clean
from assistant_tui.i18n import language

if TYPE_CHECKING:
    from assistant_tui.pack.model import Location, Pack


def find_location(pack: Pack, typed: str) -> Location:
    """The location with this code, key or name (in either language), or the only one that begins like it.

    Raises MissingError, naming the locations there are, and InputError when several begin so.
    """
    wanted = clean(typed).casefold()
    for location in pack.locations:
        if wanted in _names(location):
            return location
    begun = [one for one in pack.locations if wanted and any(name.startswith(wanted) for name in _names(one))]
    if len(begun) == 1:
        return begun[0]
    listed = ", ".join(f"{one.code} ({one.name.said_in(language())})" for one in begun or pack.locations)
    if begun:
        raise InputError(say("“{typed}” may be any of: {listed}", typed=clean(typed), listed=listed))
    raise MissingError(
        say("There is no location “{typed}”. There are: {listed}", typed=clean(typed), listed=listed)
    )


def location_name(pack: Pack, code: str) -> str:
    """The location in the language in use; a code that the pack no longer has speaks for itself."""
    return next((one.name.said_in(language()) for one in pack.locations if one.code == code), code)


def kind_name(pack: Pack, code: str) -> str:
    """The visit kind in the language in use; a code that the pack no longer has speaks for itself."""
    return next((one.name.said_in(language()) for one in pack.visit_kinds if one.code == code), code)


def _names(location: Location) -> list[str]:
    names = (location.code, location.key or "", location.name.zh_CN, location.name.en)
    return [clean(name).casefold() for name in names if name]
