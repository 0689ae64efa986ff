"""The child process that speaks Japanese: run as a file, it needs nothing of ours; see `engines.OpenJtalk`.

A process of its own, because the library brings numpy and a dictionary of 100 MB, and holds the interpreter
while it synthesises, which a touch would feel. Its dictionary and its voice ("Mei", CC BY 3.0) are files of
the package: nothing is downloaded.
"""

from __future__ import annotations

import resource
import sys
from typing import BinaryIO

RATE = 16_000
_EVERY = 3
"""The voice has 48,000 samples a second, of which speech needs a third."""
_TAPS = 31


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer each line with a clip, until the input ends. Raises ImportError without pyopenjtalk."""
    import numpy as np
    import pyopenjtalk

    # A windowed sinc below the new Nyquist frequency: without it every s would fold into noise.
    at = np.arange(_TAPS) - _TAPS // 2
    low_pass = np.sinc(at / _EVERY) * np.hamming(_TAPS)
    low_pass /= low_pass.sum()
    for line in asked:
        wave, _rate = pyopenjtalk.tts(line.decode().strip() or "、")
        # A text of punctuation alone has no sound.
        samples = np.convolve(wave, low_pass, mode="same")[::_EVERY] if len(wave) else wave
        pcm = np.clip(samples, -32768, 32767).astype("<i2").tobytes()
        answers.write(RATE.to_bytes(4, "little") + len(pcm).to_bytes(4, "little") + pcm)
        answers.flush()


def main() -> None:
    """Serve standard input and output. No core dump may hold a name."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # the library prints warnings
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
