"""Who a row is: somebody known already, somebody new, or nobody can tell.

A card number names its holder. Else the telephone number together with the name does, else the name with the
birth date. What is known of a person only ever grows during an import, so that importing the same file again
finds everybody that the first time has added.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.services.people import PatientFacts

FULL_DATE = len("1990-05-21")
_WORDS = {
    "name": say("name"),
    "sex": say("sex"),
    "born": say("birth date"),
    "phone": say("telephone"),
    "card": say("card number"),
    "note": say("note"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """The record that a row is about: the gaps it can fill, and in what it contradicts the record."""

    patient_id: int
    gaps: dict[str, str] = field(default_factory=dict)
    differs: tuple[Saying, ...] = ()


class KnownPeople:
    """The records that the rows of an import may be about, and those that it has added."""

    def __init__(self) -> None:
        self._facts: dict[int, PatientFacts] = {}
        self._by_card: dict[str, set[int]] = defaultdict(set)
        self._by_phone: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._by_name: dict[str, set[tuple[int, str | None]]] = defaultdict(set)

    def learn(self, patient_id: int, facts: PatientFacts) -> None:
        """A record has been added, or has these facts now."""
        self._facts[patient_id] = facts
        self._index(patient_id, facts)

    def learn_former(self, patient_id: int, facts: PatientFacts) -> None:
        """This record was known by these facts before another one was merged with it."""
        self._index(patient_id, facts)

    def fill(self, match: Match) -> None:
        """The gaps of a record have been filled."""
        self.learn(match.patient_id, replace(self._facts[match.patient_id], **match.gaps))

    def match(self, facts: PatientFacts) -> Match | None:
        """The record that the facts are about, None for somebody new.

        Raises InputError when several fit, or nothing but the name does, and nothing tells who it is.
        """
        found = sorted(self._candidates(facts))
        for patient_id in found:
            if _holds(self._facts[patient_id], facts):
                return Match(patient_id)
        if not found:
            return None
        if facts.born is None and not facts.phone and not facts.card:
            raise InputError(
                say(
                    "There is a {name} already: add a telephone, card or birth date to tell who this is",
                    name=facts.name,
                )
            )
        if len(found) > 1:
            if self._is_new_by_number(facts):
                return None
            raise InputError(
                say("Several records fit {name}: merge them, or add a card number", name=facts.name)
            )
        return _compared(found[0], self._facts[found[0]], facts)

    def _index(self, patient_id: int, facts: PatientFacts) -> None:
        name = _key(facts.name)
        if facts.card:
            self._by_card[_key(facts.card)].add(patient_id)
        if facts.phone:
            self._by_phone[facts.phone, name].add(patient_id)
        self._by_name[name].add((patient_id, facts.born))

    def _candidates(self, facts: PatientFacts) -> set[int]:
        name = _key(facts.name)
        if facts.card and (holders := self._by_card.get(_key(facts.card))):
            return holders
        if facts.phone and (owners := self._by_phone.get((facts.phone, name))):
            return owners
        namesakes = self._by_name.get(name, set())
        if facts.born is None:
            return set() if facts.phone or facts.card else {patient_id for patient_id, _ in namesakes}
        same_age = {one for one, born in namesakes if born is not None and born.startswith(facts.born)}
        if len(facts.born) == FULL_DATE:
            return same_age
        # Many are called alike and born in the same year: another number means another person.
        return {one for one in same_age if _may_be(self._facts[one], facts)}

    def _is_new_by_number(self, facts: PatientFacts) -> bool:
        """A number that nobody has yet, and no more than a year or month of birth to go by."""
        if not (facts.phone or facts.card) or len(facts.born or "") == FULL_DATE:
            return False
        return not (
            (facts.card and self._by_card.get(_key(facts.card)))
            or (facts.phone and self._by_phone.get((facts.phone, _key(facts.name))))
        )


def _key(text: str) -> str:
    return text.casefold()


def _may_be(record: PatientFacts, facts: PatientFacts) -> bool:
    return not any(
        getattr(record, name) and getattr(facts, name) and getattr(record, name) != getattr(facts, name)
        for name in ("phone", "card")
    )


def _holds(record: PatientFacts, facts: PatientFacts) -> bool:
    """Whether the row says nothing that the record does not."""
    return all(_agrees(name, getattr(record, name), getattr(facts, name)) for name in _WORDS)


def _agrees(name: str, kept: str | None, told: str | None) -> bool:
    if not told:
        return True
    if name == "born":  # 1990 agrees with 1990-05-21
        return (kept or "").startswith(told)
    if name == "note":
        return told in (kept or "")
    return _key(kept or "") == _key(told)


def _compared(patient_id: int, record: PatientFacts, facts: PatientFacts) -> Match:
    gaps: dict[str, str] = {}
    differs: list[Saying] = []
    for name, word in _WORDS.items():
        kept, told = getattr(record, name), getattr(facts, name)
        if _agrees(name, kept, told):
            continue
        if kept in {None, "", "unknown"}:
            gaps[name] = told
        elif name == "note":
            differs.append(say("another note"))
        else:
            differs.append(say("{field} {told} here, {kept} in the record", field=word, told=told, kept=kept))
    if _key(record.name) != _key(facts.name):
        gaps = {}  # the same card under another name may be another person's
    return Match(patient_id, gaps, tuple(differs))
