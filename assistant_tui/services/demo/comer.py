"""Who comes to the demo's clinic, somebody new or somebody known, and how the front desk enters her."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime

from assistant_tui.domain.acuity import FIRST_SERVED, Acuity
from assistant_tui.pack.model import VisitKind
from assistant_tui.services.demo.cast import Cast, Person
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.registration import Registration

_WITH_FAMILY = 0.2


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody with a history; `age` in years."""

    patient_id: int
    sex: str
    age: int


def entered(
    cast: Cast,
    rng: random.Random,
    comer: Person | Known,
    kind: VisitKind,
    *,
    slot_at: datetime | None = None,
    acuity: Acuity = Acuity.ROUTINE,
) -> Registration:
    """What is entered when she comes: some bring family, all have a complaint."""
    known = comer if isinstance(comer, Known) else None
    facts = comer.facts if isinstance(comer, Person) else PatientFacts(sex=comer.sex)
    family = rng.random() < _WITH_FAMILY
    return Registration(
        facts,
        known.patient_id if known else None,
        kind.code,
        cast.complaint(kind, known=known is not None, urgent=acuity in FIRST_SERVED),
        slot_at,
        acuity,
        relation=cast.relation(facts.sex or "female", comer.age) if family else "",
    )
