"""The commands of the first level: which file has each, and what it does in one line.

A file is loaded, by `root`, when its command is typed: thirty commands are not built to run one.
"""

from __future__ import annotations

from typing import NamedTuple

from assistant_tui.i18n import _


class Entry(NamedTuple):
    """A command, the file of this package that has it, and its line in the help."""

    name: str
    file: str
    words: str


def contents() -> tuple[Entry, ...]:
    """All commands in the order of the help."""
    return (
        Entry("demo", "demo", _("Open a throw-away day in the middle of its morning.")),
        Entry("simulate", "simulate", _("Make a database with many invented clinic days.")),
        Entry("init", "init", _("Make a new database, and note pack and names in the settings.")),
        Entry("queue", "queue", _("Register, call, and see who waits and why in this order.")),
        Entry("where", "where", _("Show where everybody is, or where one patient was and what was done.")),
        Entry("move", "where", _("Note that a patient goes to a location.")),
        Entry("depart", "where", _("Note that a patient leaves the clinic.")),
        Entry("orders", "orders", _("Slips: draft, sign, pay, perform, results, refusals.")),
        Entry("fees", "fees", _("The fee check: what is due, paid, open and to be given back.")),
        Entry("watch", "watch", _("Who is observed after surgery or a drip: rounds, doctor, discharge.")),
        Entry("triage", "triage", _("How urgent somebody is: vital signs, NEWS2, level, red flags.")),
        Entry("catalogue", "catalogue", _("What can be ordered: find it, list it, retire it.")),
        Entry("checklist", "checklist", _("Duties of the day: tick, begin, end, skip; the closing sweep.")),
        Entry("supplies", "supplies", _("Supplies: count sheet, restock list, usage by day.")),
        Entry(
            "incidents",
            "incidents",
            _("Damage, loss, complaints, errors: note, report, follow up."),
        ),
        Entry("report", "report", _("The day's report: read it, remark, sign, see what was changed since.")),
        Entry("print", "printing", _("Slips, forms, itinerary, summary and ticket on paper.")),
        Entry("alerts", "alerts", _("What is due or late now, or as it comes, for other programs.")),
        Entry("patients", "patients", _("Find people, read a record, merge two records of one person.")),
        Entry(
            "import",
            "importing",
            _("Take in patients or prices from a list, or past visits from an event log."),
        ),
        Entry(
            "export", "exporting", _("Hand out figures, the catalogue, and event logs for process mining.")
        ),
        Entry("journal", "journal", _("What was done, by whom and why; and taking it back.")),
        Entry("check", "checking", _("Check the database: file, references, rules, search and journal.")),
        Entry("backup", "backups", _("Make a verified copy of the database.")),
        Entry("restore", "backups", _("Put a backup in the place of the database.")),
        Entry("config", "config", _("Where the settings are, and what counts.")),
        Entry("packs", "packs", _("The packs: what a specialty's clinic works with.")),
    )
