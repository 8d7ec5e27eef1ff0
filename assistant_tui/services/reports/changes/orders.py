"""Words for what stands in the file of slips and their items."""

from __future__ import annotations

from collections.abc import Mapping

from assistant_tui.domain.catalogue import CATEGORY_WORDS
from assistant_tui.domain.orders import RESULT_WORDS
from assistant_tui.domain.saying import say
from assistant_tui.services.reports.changes.kinds import Column, Kind
from assistant_tui.services.reports.changes.values import among, flag, moment, money, place

KINDS: Mapping[str, Kind] = {
    "order_slip": Kind(
        say("Slip {name}"),
        say("Slips"),
        {
            "day": Column(say("day")),
            "category": Column(say("kind"), among(CATEGORY_WORDS)),
            "drafted_at": Column(say("drafted"), moment),
            "drafted_by": Column(say("drafted by")),
            "note": Column(say("note")),
        },
    ),
    "order_item": Kind(
        say("Item {name}"),
        say("Items"),
        {
            "day": Column(say("day")),
            "quantity": Column(say("quantity")),
            "price": Column(say("price"), money),
            "amount": Column(say("amount"), money),
            "dosage": Column(say("dosage")),
            "note": Column(say("note")),
            "location": Column(say("location"), place),
            "drafted_at": Column(say("drafted"), moment),
            "signed_at": Column(say("signed"), moment),
            "signed_by": Column(say("signed by")),
            "on_paper": Column(say("signed on paper"), flag),
            "paid_at": Column(say("paid"), moment),
            "paid_by": Column(say("payment taken down by")),
            "started_at": Column(say("begun"), moment),
            "started_by": Column(say("begun by")),
            "performed_at": Column(say("done"), moment),
            "performed_by": Column(say("done by")),
            "override_reason": Column(say("let pass because")),
            "result": Column(say("result"), among(RESULT_WORDS)),
            "result_text": Column(say("result in words")),
            "resulted_at": Column(say("result back"), moment),
            "resulted_by": Column(say("result taken down by")),
            "read_at": Column(say("result read"), moment),
            "read_by": Column(say("result read by")),
            "refused_at": Column(say("refused"), moment),
            "refused_by": Column(say("refusal taken down by")),
            "refusal_form": Column(say("refusal form signed"), flag),
            "refusal_reason": Column(say("reason for refusing")),
            "void_at": Column(say("made void"), moment),
            "void_by": Column(say("made void by")),
            "void_reason": Column(say("reason for making void")),
            "refunded_at": Column(say("given back"), moment),
            "refunded_by": Column(say("given back by")),
        },
    ),
}
