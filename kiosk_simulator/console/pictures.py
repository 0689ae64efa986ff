"""Pictures of printed sheets (by poppler) and slips. Nothing is written to disk."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import threading
from collections.abc import Iterable
from io import BytesIO

from PIL import Image

from kiosk_simulator.page_printer.jobs import Sheet

_PROGRAM = "pdftoppm"
_SECONDS = 20.0


class PictureFailed(RuntimeError):
    """A page could not be rendered."""


def can_draw() -> bool:
    """True when poppler is installed; otherwise only the PDF can be offered."""
    return shutil.which(_PROGRAM) is not None


def sheet_id(sheet: Sheet) -> str:
    """Identifier of a sheet in URLs: job and number."""
    return f"{sheet.job}-{sheet.number}"


def slip_id(index: int, slip: Image.Image) -> str:
    """Identifier of a slip in URLs: its position in the outlet and a digest of its content."""
    return f"{index}-{hashlib.sha256(slip.tobytes()).hexdigest()[:16]}"


def png_of_slip(slip: Image.Image) -> bytes:
    """The slip as PNG."""
    stream = BytesIO()
    slip.save(stream, "PNG")
    return stream.getvalue()


class SheetPictures:
    """Renders each sheet once and forgets it when it is taken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drawn: dict[tuple[str, int], bytes] = {}

    def png(self, sheet: Sheet, dots_per_inch: int) -> bytes:
        """The sheet's page as PNG. Raises PictureFailed."""
        key = (sheet_id(sheet), dots_per_inch)
        with self._lock:
            if key not in self._drawn:
                self._drawn[key] = _draw(sheet.pdf, sheet.number, dots_per_inch)
            return self._drawn[key]

    def keep_only(self, sheets: Iterable[Sheet]) -> None:
        """Forget the pictures of all other sheets."""
        kept = {sheet_id(sheet) for sheet in sheets}
        with self._lock:
            self._drawn = {key: png for key, png in self._drawn.items() if key[0] in kept}


def _draw(pdf: bytes, page: int, dots_per_inch: int) -> bytes:
    command = [
        _PROGRAM,
        "-png",
        "-r",
        str(dots_per_inch),
        "-f",
        str(page),
        "-l",
        str(page),
        "-singlefile",
        "-",
    ]
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise PictureFailed(f"{_PROGRAM} did not draw page {page}") from error
    if not done.stdout.startswith(b"\x89PNG"):
        raise PictureFailed(f"{_PROGRAM} drew no PNG of page {page}")
    return done.stdout
