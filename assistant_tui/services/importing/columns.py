"""Which column holds what: recognised by its heading in either language, or told with `--map`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean
from assistant_tui.services.importing.sheets import SheetRow


class Field(StrEnum):
    """What a column can say about a patient."""

    NAME = "name"
    SEX = "sex"
    BORN = "born"
    AGE = "age"
    PHONE = "phone"
    CARD = "card"
    ID = "id"
    NOTE = "note"


HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.NAME: (
        "姓名",
        "名字",
        "患者",
        "患者姓名",
        "病人姓名",
        "name",
        "full name",
        "patient",
        "patient name",
    ),
    Field.SEX: ("性别", "sex", "gender"),
    Field.BORN: (
        *("出生日期", "出生年月日", "出生年月", "出生", "生日"),
        *("born", "birth date", "birthdate", "date of birth", "dob", "birthday"),
    ),
    Field.AGE: ("年龄", "岁数", "age"),
    Field.PHONE: (
        *("电话", "电话号码", "联系电话", "联系方式", "手机", "手机号", "手机号码"),
        *("phone", "phone number", "telephone", "tel", "mobile", "mobile phone", "mobile number"),
    ),
    Field.CARD: (
        *("卡号", "就诊卡", "就诊卡号", "医保卡号", "社保卡号", "病历号", "病案号"),
        *("card", "card number", "card no", "mrn", "record number"),
    ),
    Field.ID: ("身份证", "身份证号", "身份证号码", "id number", "national id", "identity number"),
    Field.NOTE: ("备注", "说明", "note", "notes", "remark", "remarks", "comment", "comments"),
}
"""Headings as they are recognised; case, spaces, `_ - * :` and what stands in brackets do not matter."""

_BRACKETS = re.compile(r"[(\[【（].*?[)\]】）]")
_UNHEEDED = re.compile(r"[\s_\-*:.]")
_HEADER_WITHIN = 10  # rows: a title may stand above the header
_SHOWN = 12


def _plain(heading: str) -> str:
    return _UNHEEDED.sub("", _BRACKETS.sub("", clean(heading)).casefold())


_KNOWN = {_plain(heading): field for field, headings in HEADINGS.items() for heading in headings}


@dataclass(frozen=True, slots=True)
class Columns:
    """The header: for each field its columns (from 0; the first filled counts), and the unused ones."""

    of: Mapping[Field, tuple[int, ...]]
    unused: tuple[str, ...]
    width: int

    def values(self, cells: Sequence[str]) -> dict[Field, str]:
        """What a row says: only the fields that are not blank."""
        found: dict[Field, str] = {}
        for field, places in self.of.items():
            for place in places:
                if place < len(cells) and cells[place].strip():
                    found.setdefault(field, cells[place])
        return found


def find_header(rows: Iterable[SheetRow], told: Sequence[tuple[str, str]]) -> Columns:
    """Read rows up to the header: the first of ten in which a column is the name.

    `told` are (field, heading or column number) pairs that go before what is recognised. Raises InputError,
    naming the columns there are, when there is no header or a column that was told of is not in it.
    """
    fields = [(_field(name), heading) for name, heading in told]
    first: SheetRow | None = None
    for row, _ in zip(rows, range(_HEADER_WITHIN), strict=False):
        first = first or row
        columns = _columns(row, fields)
        if columns is not None:
            return columns
    if first is None or first.fault:
        raise InputError(say("The file has no header: its first row must name the columns"))
    _require_told(first, fields)
    raise InputError(
        say(
            "No column is the name. Say which: --map name=COLUMN. The columns are: {columns}",
            columns=_listed(first.cells),
        )
    )


def _columns(row: SheetRow, told: Sequence[tuple[Field, str]]) -> Columns | None:
    places: dict[Field, list[int]] = {}
    for field, heading in told:
        at = _place(row.cells, heading)
        if at is None:
            return None
        places.setdefault(field, []).append(at)
    taken = {at for several in places.values() for at in several}
    own = set(places)
    for at, heading in enumerate(row.cells):
        field_found = _KNOWN.get(_plain(heading))
        if field_found is not None and field_found not in own and at not in taken:
            places.setdefault(field_found, []).append(at)
            taken.add(at)
    if Field.NAME not in places:
        return None
    unused = tuple(clean(heading) for at, heading in enumerate(row.cells) if at not in taken)
    return Columns(
        {field: tuple(several) for field, several in places.items()},
        tuple(heading for heading in unused if heading),
        len(row.cells),
    )


def _field(name: str) -> Field:
    try:
        return Field(clean(name).lower())
    except ValueError:
        fields = ", ".join(Field)
        raise InputError(
            say("There is no field {name}. The fields are: {fields}", name=clean(name), fields=fields)
        ) from None


def _place(cells: Sequence[str], heading: str) -> int | None:
    wanted = clean(heading)
    for at, cell in enumerate(cells):
        if clean(cell) == wanted:
            return at
    for at, cell in enumerate(cells):
        if _plain(cell) and _plain(cell) == _plain(wanted):
            return at
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(cells):
        return int(wanted) - 1
    return None


def _require_told(header: SheetRow, told: Sequence[tuple[Field, str]]) -> None:
    for _, heading in told:
        if _place(header.cells, heading) is None:
            raise InputError(
                say(
                    "There is no column {column}. The columns are: {columns}",
                    column=clean(heading),
                    columns=_listed(header.cells),
                )
            )


def _listed(cells: Sequence[str]) -> str:
    names = [name for cell in cells if (name := clean(cell, limit=40))]
    return ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
