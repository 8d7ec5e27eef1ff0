"""`packs`: which packs there are, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.session import session_of
from assistant_tui.i18n import _, language


def add_to(group: Group) -> None:
    """Add `packs`."""
    noun = add_noun(group, "packs")
    add_verb(
        noun,
        "list",
        list_packs,
        _("Show the packs there are and where they lie."),
        "assistant-tui packs list",
    )
    add_verb(
        noun,
        "check",
        check,
        _("Read a pack and name every mistake with file, line and reason."),
        "assistant-tui packs check ./my-pack",
    )


def list_packs(ctx: typer.Context) -> None:
    from assistant_tui import pack as packs  # noqa: PLC0415
    from assistant_tui.toml import FileError  # noqa: PLC0415

    session = session_of(ctx)
    rows: list[tuple[str, str, Path]] = []
    for name, folder in packs.available(packs.pack_folders()).items():
        try:
            words = packs.load(folder).name.said_in(language())
        except FileError:
            words = _("has mistakes: assistant-tui packs check {name}", name=name)
        rows.append((name, words, folder))
    if session.out.json:
        session.out.document(
            [{"pack": name, "name": words, "folder": str(path)} for name, words, path in rows]
        )
    else:
        session.out.table(
            (_("Pack"), _("Specialty"), _("Folder")), [(name, words, str(path)) for name, words, path in rows]
        )


def check(
    ctx: typer.Context,
    path: Annotated[str, typer.Argument(metavar=_("PATH"), help=_("A pack's folder or name"))],
) -> None:
    from assistant_tui import pack as packs  # noqa: PLC0415

    session = session_of(ctx)
    folder = Path(path).expanduser()
    folder = folder if folder.is_dir() else packs.find(path, packs.pack_folders())
    pack = packs.load(folder, whole=True)
    facts = {
        "pack": pack.code,
        "locations": len(pack.locations),
        "visit_kinds": len(pack.visit_kinds),
        "series": len(pack.series),
        "phrases": len(pack.phrases),
        "services": len(pack.catalogue.services),
        "sets": len(pack.catalogue.sets),
    }
    if session.out.json:
        session.out.document(facts)
    else:
        session.out.line(
            _(
                "{pack} is sound: locations {locations}, visit kinds {visit_kinds}, ticket series {series},"
                " phrases {phrases}, services {services}, sets {sets}",
                **facts,
            )
        )
