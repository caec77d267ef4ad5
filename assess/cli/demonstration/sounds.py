"""A short sound: four soft chimes, as a local radio station plays them before a message."""

import io
import math
import struct
import wave

RATE = 11_025
SECONDS = 4.0
LOUDNESS = 9_000
NOTES = ((523.25, 0.0), (659.25, 0.45), (783.99, 0.9), (1046.5, 1.5))
"""Each note's pitch in hertz and when it is struck."""

PARTIALS = ((1.0, 1.0, 2.2), (2.0, 0.35, 3.4), (3.01, 0.12, 5.0))
"""What makes it a chime: multiples of the pitch, how loud, and how fast each dies away."""


def make_chime() -> bytes:
    samples = [_at(place / RATE) for place in range(int(RATE * SECONDS))]
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return made.getvalue()


def _at(moment: float) -> int:
    strength = sum(
        part * math.exp(-decay * since) * math.sin(2 * math.pi * pitch * multiple * since)
        for pitch, struck in NOTES
        if (since := moment - struck) >= 0
        for multiple, part, decay in PARTIALS
    )
    fade = min(1.0, (SECONDS - moment) * 4)
    return int(LOUDNESS * fade * math.tanh(strength / 1.5))
