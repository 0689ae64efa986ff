"""The peers: each library in a Python environment that is made for one run and thrown away with it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.paper.sample import Sample

WORKER = Path(__file__).with_name("worker.py")
PACKAGES = {
    "reportlab": ("reportlab==5.1.0", "rl_accel==0.9.0"),
    "fpdf2": ("fpdf2==2.8.9", "uharfbuzz==0.57.0"),
    "weasyprint": ("weasyprint==70.0",),
    "typst": ("typst==0.15.2",),
}
INSTALL_SECONDS = 300


class Drawn(NamedTuple):
    """What one document cost: processor seconds of the whole process, and bytes of PDF."""

    cpu: float
    size: int


class Peer:
    """One library in its own process, ready to draw."""

    def __init__(self, python: str, library: str, sample: Path) -> None:
        self._process = subprocess.Popen(
            [python, str(WORKER), library, str(sample)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def draw(self, number: str) -> Drawn:
        """Draw the sample under another document number. Raises RuntimeError when the process has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(number + "\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:  # ValueError: it was closed
            raise RuntimeError("the peer has ended") from error
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the peer has ended")
        return Drawn(**json.loads(answer))

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def peers(sample: Sample) -> Iterator[tuple[dict[str, Peer], dict[str, str]]]:
    """The peers that can be installed here, each having drawn once, and for each other one the reason."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-bench-"))
    try:
        file = folder / "sample.json"
        file.write_text(json.dumps(sample))
        with ExitStack() as stack:
            found: dict[str, Peer] = {}
            missing: dict[str, str] = {}
            for library, packages in PACKAGES.items():
                try:
                    peer = Peer(_installed(folder / library, packages), library, file)
                    stack.callback(peer.close)
                    peer.draw("WARM-0000-0000")
                except (RuntimeError, OSError, subprocess.SubprocessError) as error:
                    missing[library] = str(error) or type(error).__name__
                else:
                    found[library] = peer
            yield found, missing
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _installed(folder: Path, packages: tuple[str, ...]) -> str:
    """Make an environment with these packages and what they need; return its Python."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=INSTALL_SECONDS)
    if done.returncode:
        raise RuntimeError(f"{packages[0]} cannot be installed here")
    return python


def own(library: str, sample: Path) -> Peer:
    """A peer of a library that this Python has itself."""
    return Peer(sys.executable, library, sample)
