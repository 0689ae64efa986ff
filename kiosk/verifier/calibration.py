"""Reads a scan of the calibration page: which coarse dot looks as dark as the fine ones on this printer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageStat

from kiosk.documents.calibration_page import CODE, HALF, HEIGHT, PAPER, Place, patches
from kiosk.documents.pdf.background import GroundPattern
from kiosk.verifier.comparison import DPI, lay_over
from kiosk.verifier.scans import Scan

_MM = DPI / 25.4
_RIM = 2.0
"""Millimetres at a patch's edge that are not measured: the halves bleed into each other."""
_LEAST_INK = 2.0
"""Levels (of 255) by which the fine dots must be darker than paper, or they were not printed at all."""


class NotCalibrated(ValueError):
    """The scan does not say which dot is right; the message says why."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One patch: how much darker the coarse half is than the fine one, in levels of 255."""

    pattern: GroundPattern
    darker: float


def measure(scans: Iterable[Scan]) -> tuple[Measured, ...]:
    """Measure all patches, the smallest dot first. Raises NotCalibrated."""
    scan = next((each for each in scans if any(mark.code == CODE for mark in each.marks)), None)
    if scan is None:
        raise NotCalibrated("no calibration page was found: scan all of it")
    page = lay_over(scan, CODE)
    if page is None:
        raise NotCalibrated("the corners cannot be read, or the scan has less than 180 dpi")
    found = [(pattern, _level(page, fine), _level(page, coarse)) for pattern, fine, coarse in patches()]
    paper = _level(page, PAPER)
    if any(paper - fine < _LEAST_INK for _, fine, _ in found):
        raise NotCalibrated("the fine dots are not on the scan")
    return tuple(Measured(pattern, fine - coarse) for pattern, fine, coarse in found)


def _level(page: Image.Image, place: Place) -> float:
    """Return the mean level of half a patch."""
    left, top = ((each + _RIM) * _MM for each in place)
    right, bottom = left + (HALF - 2 * _RIM) * _MM, top + (HEIGHT - 2 * _RIM) * _MM
    return ImageStat.Stat(page.crop((round(left), round(top), round(right), round(bottom)))).mean[0]


def best(measured: tuple[Measured, ...]) -> GroundPattern:
    """Return the pattern whose halves look most alike.

    Raises NotCalibrated when all coarse dots are lighter than the fine ones, or all darker.
    """
    if measured[-1].darker < 0 or measured[0].darker > 0:
        raise NotCalibrated("no dot on the page is as dark as the fine ones")
    return min(measured, key=lambda each: abs(each.darker)).pattern
