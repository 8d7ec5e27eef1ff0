"""Who acts, where, at what time and with which pack: handed to every service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from assistant_tui.domain.goals import NO_AIMS, Aims
from assistant_tui.pack.model import Pack
from assistant_tui.services.post import Post


@dataclass(frozen=True, slots=True)
class Context(Post):
    """One workstation at work: its post, the pack that it works with, and what the clinic has set itself."""

    pack: Pack
    aims: Aims = NO_AIMS

    @property
    def wait_target(self) -> timedelta:
        """The wait that none should be longer than: the clinic's own, or else the pack's maximum wait."""
        return self.aims.wait_target or self.pack.queue.max_wait

    @classmethod
    def at(cls, post: Post, pack: Pack, aims: Aims = NO_AIMS) -> Context:
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
            aims=aims,
        )
