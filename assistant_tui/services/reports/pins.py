"""The doctors' PINs: set, changed, taken away, tried. Each is on record, the PIN itself is not."""

from __future__ import annotations

import secrets

from assistant_tui.domain import pins as rules
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, MissingError, RuleError, say
from assistant_tui.domain.text import clean, clean_prose
from assistant_tui.services.post import Post
from assistant_tui.store.journal import note
from assistant_tui.store.queries import pins as queries


def doctors(post: Post) -> tuple[str, ...]:
    """The clinic's doctors, the room's own first."""
    names = list(queries.doctors(post.reading))
    return tuple(sorted(names, key=lambda name: name != post.doctor_name))


def has_pin(post: Post, doctor: str) -> bool:
    """Whether this is one of the clinic's doctors, and one with a PIN."""
    number = queries.doctors(post.reading).get(clean(doctor))
    return number is not None and queries.pin_of(post.reading, number) is not None


def set_pin(post: Post, doctor: str, pin: str, *, current: str = "") -> None:
    """Give the doctor a PIN, or another one than the `current`.

    Raises MissingError for a name that is no doctor's, InputError for what can be no PIN or a wrong current
    one.
    """
    number = doctor_number(post, doctor)
    chosen = rules.typed_pin(pin)
    if queries.pin_of(post.reading, number) is not None:
        require_pin(post, doctor, current)
    kept = rules.keep(chosen, secrets.token_bytes(rules.SALT_BYTES))
    with post.work(Deed.SET_PIN, reason=doctor) as work:
        queries.keep_pin(post.reading, number, kept)
        work.commit()


def forget_pin(post: Post, doctor: str, reason: str) -> None:
    """Take a forgotten PIN away without knowing it, which is on record with the reason.

    Raises MissingError for a name that is no doctor's, InputError without a reason, RuleError if there is no
    PIN.
    """
    number = doctor_number(post, doctor)
    why = clean_prose(reason)
    if not why:
        raise InputError(say("A reason is needed"))
    if queries.pin_of(post.reading, number) is None:
        raise RuleError(say("{doctor} has no PIN", doctor=doctor))
    with post.work(Deed.FORGET_PIN, reason=f"{clean(doctor)}: {why}") as work:
        queries.keep_pin(post.reading, number, None)
        work.commit()


def doctor_number(post: Post, doctor: str) -> int:
    """The doctor's number. Raises MissingError, naming the doctors there are."""
    known = queries.doctors(post.reading)
    try:
        return known[clean(doctor)]
    except KeyError:
        names = ", ".join(known)
        raise MissingError(
            say("{name} is none of the doctors here: {known}", name=clean(doctor), known=names)
        ) from None


def require_pin(post: Post, doctor: str, pin: str) -> None:
    """Let the doctor pass who knows the PIN; a wrong one is put on record.

    Raises InputError for a wrong one and after too many of them, RuleError for a doctor without.
    """
    kept = queries.pin_of(post.reading, doctor_number(post, doctor))
    if kept is None:
        raise RuleError(say("{doctor} has no PIN yet: set one, or sign on paper", doctor=doctor))
    if not pin:
        raise InputError(say("Type the PIN"))
    now = post.now()
    if queries.wrong_tries(post.reading, clean(doctor), now - rules.TRIES_WITHIN) >= rules.WRONG_TRIES:
        raise InputError(say("Too many wrong PINs. Wait a minute, then try again"))
    if not rules.fits(rules.typed_pin(pin), kept):
        note(post.reading, post.heading(Deed.WRONG_PIN, reason=clean(doctor)))
        raise InputError(say("This is not the PIN of {doctor}", doctor=doctor))
