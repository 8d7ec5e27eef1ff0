"""`init`: a new database with its room and doctor, and the settings of this workstation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui import settings
from assistant_tui.cli.asking import ask
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.session import Session, session_of
from assistant_tui.domain.clock import Clock, SystemClock
from assistant_tui.i18n import _, language

if TYPE_CHECKING:
    from assistant_tui.pack.model import Pack


def add_to(group: Group) -> None:
    """Add `init`."""
    add_verb(
        group,
        "init",
        init,
        _("What is not given is asked for."),
        "assistant-tui init",
        "assistant-tui init --pack gynecology --room 妇科一诊室 --doctor 王主任 --assistant 李敏",
        "assistant-tui init --db trial.db --demo --pack dental --room 1 --doctor Wang --assistant Li",
    )


def init(
    ctx: typer.Context,
    *,
    pack: Annotated[
        str, typer.Option("--pack", metavar=_("PACK"), help=_("The specialty: a pack's name or folder"))
    ] = "",
    room: Annotated[
        str, typer.Option("--room", metavar=_("NAME"), help=_("The consulting room's name"))
    ] = "",
    doctor: Annotated[str, typer.Option("--doctor", metavar=_("NAME"), help=_("The doctor's name"))] = "",
    assistant: Annotated[str, typer.Option("--assistant", metavar=_("NAME"), help=_("Your name"))] = "",
    demo: Annotated[
        bool, typer.Option("--demo", help=_("A database to try things on; the settings stay as they are"))
    ] = False,
) -> None:
    from assistant_tui.services.setup import Desk, set_up  # noqa: PLC0415

    session = session_of(ctx)
    _require_no_database(session)
    chosen = _chosen_pack(session, pack)
    desk = Desk(
        room or ask(session, _("The consulting room's name"), option="--room"),
        doctor or ask(session, _("The doctor's name"), option="--doctor"),
        assistant or ask(session, _("Your name"), option="--assistant"),
    ).checked()
    path = session.resolved.database_path
    clock: Clock = session.clock if demo else SystemClock()
    context = set_up(path, desk, chosen, clock=clock, zone=session.zone, demo=demo)
    context.database.close()
    if not demo:
        _save_settings(session, pack=_pack_setting(chosen), assistant=desk.assistant)
    if session.out.json:
        session.out.document({"database": str(path), "pack": chosen.code, "room": desk.room, "demo": demo})
    else:
        session.out.line(str(path))
        session.out.note(_("The database is ready. Open it with: assistant-tui"))


def _require_no_database(session: Session) -> None:
    """Before anything is asked: raises StoreError when there is a file already."""
    from assistant_tui.domain.saying import say  # noqa: PLC0415
    from assistant_tui.store.failures import StoreError  # noqa: PLC0415

    path = session.resolved.database_path
    if path.exists():
        raise StoreError(say("There is a file at {path} already. It was left as it is", path=path))


def _chosen_pack(session: Session, given: str) -> Pack:
    from assistant_tui import pack as packs  # noqa: PLC0415

    search = packs.pack_folders()
    if not given:
        session.out.note(_("Packs: {names}", names=", ".join(packs.available(search))))
        given = ask(session, _("The specialty's pack"), option="--pack", usual=session.resolved.settings.pack)
    return packs.load(packs.find(given, search))


def _pack_setting(chosen: Pack) -> str:
    """The pack's name, or its folder where the name would not find it again."""
    from assistant_tui import pack as packs  # noqa: PLC0415

    found = packs.available(packs.pack_folders()).get(chosen.folder.name)
    same = found is not None and found.resolve() == chosen.folder.resolve()
    return chosen.folder.name if same else str(chosen.folder.resolve())


def _save_settings(session: Session, *, pack: str, assistant: str) -> None:
    resolved = session.resolved
    from assistant_tui.services.setup import ROOM_CODE  # noqa: PLC0415

    changes: dict[str, Any] = {"pack": pack, "assistant": assistant, "room": ROOM_CODE}
    if resolved.sources["database"] is settings.Origin.COMMAND_LINE:
        changes["database"] = str(resolved.database_path)
    if resolved.sources["language"] is settings.Origin.COMMAND_LINE:
        changes["language"] = settings.Language(language())
    settings.save(resolved.config_path, resolved.settings.with_(**changes))
