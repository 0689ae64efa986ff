"""Makes assets/sounds/*.wav: sums of decaying sines, the same bytes on every machine.

`sounds.py` writes them; `sounds.py --check` says whether they are what this program makes.
"""

from __future__ import annotations

import array
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.hardware.sound import mulaw
from kiosk.hardware.sound.protocol import Clip
from kiosk.hardware.sound.wave_file import write

RATE = 16_000
_ATTACK = 0.004
"""Seconds in which a note grows, so that it does not click."""
_OVERTONES = ((1, 1.0), (2, 0.32), (3, 0.12))
"""Multiples of the frequency and their amplitudes: a soft bell."""

Note = tuple[float, float, float, float]
"""Frequency in Hz, beginning and length in seconds, amplitude 0–1."""

C5, E5, G5, A5, C6, E6, B4, F4 = 523.25, 659.26, 783.99, 880.0, 1046.5, 1318.5, 493.88, 349.23
SOUNDS: dict[str, Sequence[Note]] = {
    "key": ((1400.0, 0.0, 0.045, 0.5),),
    "card": ((G5, 0.0, 0.25, 0.5), (C6, 0.14, 0.4, 0.5)),
    "money": ((E6, 0.0, 0.2, 0.45), (1567.98, 0.09, 0.45, 0.45)),
    "paper": ((C5, 0.0, 0.25, 0.45), (E5, 0.13, 0.25, 0.45), (G5, 0.26, 0.5, 0.45)),
    "error": ((B4, 0.0, 0.22, 0.55), (F4, 0.2, 0.5, 0.55)),
    "alarm": tuple((freq, start, 0.16, 0.6) for start in (0.0, 0.5) for freq in (A5, 1108.73))
    + tuple((1108.73, start, 0.2, 0.6) for start in (0.2, 0.7)),
}
"""Chimes rise, trouble falls, the alarm repeats: they differ without pitch being remembered."""


def samples_of(notes: Sequence[Note]) -> bytes:
    """16-bit samples of the notes together."""
    length = round(max(begin + seconds for _, begin, seconds, _ in notes) * RATE)
    wave = [0.0] * length
    for frequency, begin, seconds, amplitude in notes:
        first, count = round(begin * RATE), round(seconds * RATE)
        for number in range(min(count, length - first)):
            at = number / RATE
            envelope = min(1.0, at / _ATTACK) * math.exp(-5.0 * at / seconds) * (1 - number / count)
            tone = sum(part * math.sin(2 * math.pi * frequency * times * at) for times, part in _OVERTONES)
            wave[first + number] += amplitude * envelope * tone / 1.44
    # Rounded coarsely: the last bit of a sine is not the same in every C library.
    values = (max(-32_767, min(32_767, round(value * 30_000 / 16) * 16)) for value in wave)
    pcm = array.array("h", values)
    if sys.byteorder == "big":
        pcm.byteswap()
    return pcm.tobytes()


def main(arguments: Sequence[str]) -> int:
    """Write or compare every sound; 1 when one differs."""
    folder = Path(__file__).resolve().parent.parent / "assets" / "sounds"
    differ = []
    for name, notes in SOUNDS.items():
        data = write(Clip(mulaw.encode(samples_of(notes)), RATE))
        path = folder / f"{name}.wav"
        if "--check" in arguments:
            differ += [] if path.is_file() and path.read_bytes() == data else [path.name]
        else:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if differ:
        sys.stderr.write(f"not what tools/sounds.py makes: {', '.join(differ)}\n")
    return 1 if differ else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
