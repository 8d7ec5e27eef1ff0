"""The tone of an alert: two soft notes, made here, so that no file of anybody's is needed."""

from __future__ import annotations

import io
import math
import struct
import wave

RATE = 22_050
"""Samples a second."""
_NOTES = (
    (880.0, 0.16),
    (1174.7, 0.30),
)  # a fifth above concert pitch's octave, then its fourth: hertz, seconds
_LOUD = 0.35
_FADE = 0.02
"""Seconds in which a note swells, and at least fades: without, it clicks."""


def tone() -> bytes:
    """A WAV file: 16 bit, one channel, half a second."""
    samples = [sample for hertz, seconds in _NOTES for sample in _note(hertz, seconds)]
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return file.getvalue()


def _note(hertz: float, seconds: float) -> list[int]:
    count = round(RATE * seconds)
    return [round(32_767 * _LOUD * _swell(n / RATE, seconds) * math.sin(2 * math.pi * hertz * n / RATE))
            for n in range(count)]  # fmt: skip


def _swell(at: float, seconds: float) -> float:
    """How loud the note is at this instant of it, 0 to 1: up at once, then slowly away."""
    return min(1.0, at / _FADE) * (1 - at / seconds)
