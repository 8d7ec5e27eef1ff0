"""Who acts, where, at what time and with which pack: handed to every service."""

from __future__ import annotations

from dataclasses import dataclass

from assistant_tui.pack.model import Pack
from assistant_tui.services.post import Post


@dataclass(frozen=True, slots=True)
class Context(Post):
    """One workstation at work: its post, and the pack that it works with."""

    pack: Pack

    @classmethod
    def at(cls, post: Post, pack: Pack) -> Context:
        """At work there, with this pack."""
        return cls(
            database=post.database,
            clock=post.clock,
            zone=post.zone,
            room_id=post.room_id,
            room_name=post.room_name,
            doctor_id=post.doctor_id,
            doctor_name=post.doctor_name,
            actor=post.actor,
            pack=pack,
        )
