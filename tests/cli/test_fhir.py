"""`export fhir`, and what exports tell of people, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import NINE, Program

HEAVY = "textual sqlalchemy sqlmodel pydantic openpyxl"
SECRETS = ("王芳", "欧阳若兰", "Anna Smith", "13800001111", "13900002222")
RUN = """
import sys
from assistant_tui.cli.app import run
code = run(sys.argv[2:])
loaded = {name.partition(".")[0] for name in sys.modules}
print(code, sorted(loaded & set(sys.argv[1].split())), file=sys.stderr)
"""


def bundle(program: Program, *words: str) -> dict[str, Any]:
    answer = program("export", "fhir", *words)
    assert answer.code == 0, answer.err
    read: dict[str, Any] = json.loads(answer.out)
    return read


def of(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["resource"] for one in document["entry"] if one["resource"]["resourceType"] == kind]


def key_file(program: Program) -> Path:
    return program.folder / "pseudonyms.key"


def test_today_goes_out_without_names_and_loads_nothing_heavy(busy: Program) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, HEAVY, "export", "fhir", "--pseudonymise", "--now", NINE],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **busy.environ},
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "0 []"
    assert len(of(json.loads(done.stdout), "Encounter")) == 3


@pytest.mark.parametrize(
    "kind", [("fhir",), ("flow",), ("flow", "--wide"), ("orders",), ("flow", "--format", "xes")]
)
@pytest.mark.parametrize("pseudonyms", [(), ("--pseudonymise",)])
def test_no_export_names_anybody_unasked(
    busy: Program, kind: tuple[str, ...], pseudonyms: tuple[str, ...]
) -> None:
    busy("orders", "add", "A001", "xcg")
    answer = busy("export", *kind, *pseudonyms)
    assert answer.code == 0
    assert answer.out
    hidden = (*SECRETS, "王主任", "A001") if pseudonyms else SECRETS
    assert [secret for secret in hidden if secret in answer.out] == []


def test_the_flag_names_them_and_goes_on_record(busy: Program) -> None:
    people = of(bundle(busy, "--identifiers"), "Patient")
    assert {one["name"][0]["text"] for one in people} == set(SECRETS[:3])
    newest = json.loads(busy("journal", "list", "--json").out)[0]
    assert (newest["action"], newest["reason"]) == ("export", "fhir 2026-11-21..2026-11-21, with identifiers")


def test_openly_and_by_pseudonyms_at_once_is_refused_before_anything_is_read(busy: Program) -> None:
    before = busy.journal_length()
    answer = busy("export", "fhir", "--identifiers", "--pseudonymise")
    assert (answer.code, answer.out) == (2, "")
    assert "contradict each other" in answer.err
    assert busy.journal_length() == before
    assert not key_file(busy).exists()


def test_the_same_person_has_one_pseudonym_in_all_exports(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg")
    document = bundle(busy, "--pseudonymise")
    (order,) = json.loads(busy("export", "orders", "--pseudonymise", "--json").out)
    cases = {row["case"] for row in csv.DictReader(io.StringIO(busy("export", "flow", "--pseudonymise").out))}
    patients = {one["identifier"][0]["value"] for one in of(document, "Patient")}
    visits = {one["identifier"][0]["value"] for one in of(document, "Encounter")}
    assert order["patient_id"] in patients
    assert order["ticket"] in visits
    assert cases == visits
    (request,) = of(document, "ServiceRequest")
    assert order["slip"] == request["requisition"]["value"]


def test_without_its_key_the_pseudonyms_are_others(busy: Program) -> None:
    first = busy("export", "flow", "--pseudonymise").out
    assert busy("export", "flow", "--pseudonymise").out == first
    key_file(busy).unlink()
    assert busy("export", "flow", "--pseudonymise").out != first


def test_reasons_that_may_name_somebody_stay_here(busy: Program) -> None:
    busy("orders", "add", "A001", "xcg")
    busy("orders", "refuse", "1", "--reason", "王芳不同意", "--form")
    assert "王芳不同意" in busy("export", "orders").out
    assert "王芳" not in busy("export", "orders", "--pseudonymise").out


def test_a_key_that_others_can_read_is_not_used(busy: Program) -> None:
    busy("export", "flow", "--pseudonymise")
    key_file(busy).chmod(0o644)
    answer = busy("export", "flow", "--pseudonymise")
    assert (answer.code, answer.out) == (1, "")
    assert "chmod 600" in answer.err


def test_a_range_into_a_file_and_days_that_cannot_be(busy: Program) -> None:
    target = busy.folder / "range.json"
    words = ("--from", "2026-11-01", "--to", "2026-11-21", "-o", str(target))
    assert busy("export", "fhir", *words).code == 0
    assert len(of(json.loads(target.read_text(encoding="utf-8")), "Encounter")) == 3
    assert busy("export", "fhir", "--date", "2026-11-22").code == 4
    assert busy("export", "fhir", "--date", "2026-11-21", "--from", "2026-11-01").code == 4
    assert busy("export", "flow", "--wide", "--format", "xes").code == 2
