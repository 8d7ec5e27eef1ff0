"""What all resources of a bundle share: their ids, how times are written, and who and where they refer to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cached_property
from uuid import NAMESPACE_URL, UUID, uuid5

from assistant_tui.domain.naming import Kind, Naming
from assistant_tui.export.fhir.parts import HL7, OURS, Json, element, identifier, in_order
from assistant_tui.readmodels.visitexport import PlaceFacts

_VERSION_8 = 0x8 << 76, 0xF << 76  # RFC 9562, 5.8: a UUID whose content is the program's own affair
_VARIANT = 0b10 << 62, 0b11 << 62


@dataclass
class Frame:
    """One bundle being written. `file` tells the clinic's file from others.

    Staff and places that are referred to for the first time are in `waiting`, to be written too; there are
    few of them however long the range.
    """

    file: str
    zone: tzinfo
    naming: Naming
    waiting: list[Json] = field(default_factory=list)
    _places: dict[str, PlaceFacts] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)
    _ids: dict[str, str] = field(default_factory=dict)

    def know(self, places: Iterable[PlaceFacts]) -> None:
        """The names of places that stays may name by their codes, and of rooms."""
        self._places.update({_place_key(one.code, one.room_id): one for one in places})

    def uuid(self, kind: str, identity: object) -> str:
        """The same for the same thing of the same file in every export.

        Version 5 in the file's own namespace; with pseudonyms version 8, made with the clinic's key, so that
        nobody without it can try which patient it is.
        """
        name = f"{kind}/{identity}"
        if name not in self._ids:
            self._ids[name] = str(self._made(name))
        return self._ids[name]

    def written(self) -> list[Json]:
        """Those that waited, now that what refers to them is written; ids are worked out anew after it."""
        waiting, self.waiting = self.waiting, []
        self._ids.clear()
        return waiting

    @cached_property
    def _namespace(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"{OURS}:file:{self.file}")

    def _made(self, name: str) -> UUID:
        if self.naming.pseudonyms is None:
            return uuid5(self._namespace, name)
        bits = int.from_bytes(self.naming.pseudonyms.digest(name)[:16])
        for value, mask in (_VERSION_8, _VARIANT):
            bits = bits & ~mask | value
        return UUID(int=bits)

    def resource(self, kind: str, identity: object, **fields: object) -> Json:
        """A resource of this type under its id."""
        return {"resourceType": kind, "id": self.uuid(kind, identity), **element(**fields)}

    def reference(self, kind: str, identity: object) -> Json:
        """To a resource of this bundle."""
        return {"reference": f"urn:uuid:{self.uuid(kind, identity)}"}

    def at(self, moment: datetime | None) -> str | None:
        """An instant in the clinic's time zone, to the millisecond."""
        return None if moment is None else moment.astimezone(self.zone).isoformat(timespec="milliseconds")

    def period(self, start: datetime | None, end: datetime | None) -> Json:
        """From start to end; open where an end is not known."""
        until = end if start is None else in_order(start, end)
        return element(start=self.at(start), end=self.at(until))

    def organization(self) -> Json:
        """To the clinic."""
        return self.reference("Organization", "clinic")

    def staff(self, name: str) -> Json | None:
        """To somebody who works here, by the name on record; None for nobody."""
        if not name:
            return None
        if self._is_new(f"staff/{name}"):
            self.waiting.append(_practitioner(self, name))
        return self.reference("Practitioner", name)

    def place(self, code: str, room_id: int | None = None) -> Json:
        """To a location, or to the room where a stay was in one."""
        key = _place_key(code, room_id)
        if self._is_new(f"place/{key}"):
            self.waiting.append(_location(self, key, code, self._places.get(key)))
        return self.reference("Location", key)

    def _is_new(self, key: str) -> bool:
        new = key not in self._known
        self._known.add(key)
        return new


def _place_key(code: str, room_id: int | None) -> str:
    return code if room_id is None else f"room {room_id}"


def _practitioner(frame: Frame, name: str) -> Json:
    pseudonyms = frame.naming.pseudonyms
    known_by = [] if pseudonyms is None else [identifier("staff", pseudonyms.of(Kind.STAFF, name))]
    names = [{"text": name}] if pseudonyms is None else []
    return frame.resource("Practitioner", name, identifier=known_by, name=names)


def _location(frame: Frame, key: str, code: str, place: PlaceFacts | None) -> Json:
    """A place that neither the pack nor the file names any more is called by its code."""
    room = place is not None and place.room_id is not None
    names = (place.name.zh_CN, place.name.en) if place else (code, code)
    return frame.resource(
        "Location",
        key,
        identifier=[identifier("room" if room else "location", place.code if place else code)],
        status="active",
        name=names[0],
        alias=[names[1]] if names[1] != names[0] else [],
        mode="instance",
        physicalType=element(
            coding=[{"system": f"{HL7}/location-physical-type", "code": "ro", "display": "Room"}]
        )
        if room
        else None,
        managingOrganization=frame.organization(),
    )
