"""A scanned front beside what the centre signed: the record drawn anew, and where the two differ.

The scan is laid over the drawing by the marks in its corners. What counts is ink: darkness beside its
surroundings, so that neither the ground pattern nor uneven light matters. Each square centimetre may lie up
to half a millimetre beside its place, as on a bent sheet, but what is in it must agree to an
eighth of a millimetre. It finds added, removed and exchanged characters, and no difference smaller than that.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.proof.page_marks import CORNERS, SIDE
from kiosk.rules.record import CertificateRecord
from kiosk.verifier.plane import Plane, fit_plane
from kiosk.verifier.scans import FoundMark, Scan

DPI = 200
_MM = DPI / 25.4
SIZE = (round(210 * _MM), round(297 * _MM))
FEWEST_MARKS = 3
COARSEST = 180
"""Dots per inch below which thin strokes are lost, and differences would be seen where there are none."""
_SURROUNDINGS = 10
"""Radius in pixels of what ink is darker than."""
_PLAIN, _FAINT = 60, 24
"""Levels (of 255) by which ink that must be seen, and ink that may be, is darker than its surroundings."""
_MOST_GAIN, _MOST_GROWTH = 3.0, 1.3
"""Up to which the scan's ink is made darker; from which its area says that strokes have become wider."""
_TOLERANCE, _GROWN_TOLERANCE = 3, 5
"""Pixels: side of the square in which ink counts as being in the same place, ±0.13 and ±0.25 mm."""
_SHIFTS = tuple((x, y) for x in range(-4, 5, 2) for y in range(-4, 5, 2))
"""Pixels by which a block may lie beside its place."""
_CELL, _BLOCK = 8, 10
"""Pixels of the side of a cell (1 mm), and cells of the side of a block."""
_NEIGHBOURS = ImageFilter.Kernel((3, 3), [1] * 9, scale=1)
"""Adds up a cell and those around it, so that a figure that lies across cells is counted whole."""
_MOST_SPECKS = 11
"""Differing pixels in nine cells that are taken for dirt: an altered figure of 10 points has more."""
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The front as drawn and as scanned, at DPI, and the boxes in pixels where they differ."""

    drawn: Image.Image = field(repr=False)
    scanned: Image.Image = field(repr=False)
    differences: tuple[Box, ...]

    def picture(self) -> Image.Image:
        """Return both beside each other, differences framed in red."""
        width, height = self.drawn.size
        both = Image.new("RGB", (2 * width, height), "white")
        both.paste(self.drawn, (0, 0))
        both.paste(self.scanned, (width, 0))
        pen = ImageDraw.Draw(both)
        for left, top, right, bottom in self.differences:
            for shift in (0, width):
                pen.rectangle((left + shift, top, right + shift, bottom), outline="red", width=3)
        return both


def draw_fronts(record: CertificateRecord, fonts: Fonts) -> list[Image.Image]:
    """Draw all fronts of a record, in grey at DPI. Raises as `documents.document.render`."""
    document = pypdfium2.PdfDocument(io.BytesIO(render(record, fonts).pdf))
    try:
        return [each.render(scale=DPI / 72, grayscale=True).to_pil().resize(SIZE) for each in document]
    finally:
        document.close()


def compare(drawn: Image.Image, scan: Scan, code: str) -> Comparison | None:
    """Compare a scan's front that bears `code` with its drawing; None where it cannot be laid over it."""
    scanned = lay_over(scan, code)
    return None if scanned is None else Comparison(drawn, scanned, _differences(drawn, scanned))


def lay_over(scan: Scan, code: str) -> Image.Image | None:
    """Return the page with this code in its corners as if it had been drawn, at DPI.

    None when too few marks were found, or the scan has less than COARSEST dots per inch.
    """
    plane = _plane([mark for mark in scan.marks if mark.code == code])
    if plane is None or _resolution(plane) < COARSEST:
        return None
    return scan.picture.transform(
        SIZE, Image.Transform.PERSPECTIVE, plane.coefficients, Image.Resampling.BICUBIC, fillcolor=255
    )


def _plane(marks: list[FoundMark]) -> Plane | None:
    """Return where in the scan the drawing's pixels are; None for too few marks, or those of two sheets."""
    if not FEWEST_MARKS <= len(marks) <= len(CORNERS):
        return None
    pairs = []
    for found, (x, y) in zip(marks, _places(marks), strict=True):
        drawn = ((x, y), (x + SIDE, y), (x + SIDE, y + SIDE), (x, y + SIDE))
        pairs += [
            ((across * _MM, down * _MM), seen)
            for (across, down), seen in zip(drawn, found.corners, strict=True)
        ]
    # Seen from three corners the fourth is a guess; flat on a scanner it is not.
    return fit_plane(pairs, flat=len(marks) < len(CORNERS))


def _places(marks: list[FoundMark]) -> list[tuple[float, float]]:
    """Return which of CORNERS each mark is: a mark that stands upright says where right and below are."""
    (left_x, left_y), (right_x, right_y), _, (low_x, low_y) = marks[0].corners
    across = [_along(mark, right_x - left_x, right_y - left_y) for mark in marks]
    down = [_along(mark, low_x - left_x, low_y - left_y) for mark in marks]
    middle_x, middle_y = (max(across) + min(across)) / 2, (max(down) + min(down)) / 2
    return [CORNERS[(x > middle_x) + 2 * (y > middle_y)] for x, y in zip(across, down, strict=True)]


def _along(mark: FoundMark, x: float, y: float) -> float:
    """Return how far a mark's first corner lies in a direction."""
    return mark.corners[0][0] * x + mark.corners[0][1] * y


def _resolution(plane: Plane) -> float:
    """Return the scan's dots per inch, along its coarser edge."""
    width, height = SIZE
    origin, right, down = plane.map((0, 0)), plane.map((width, 0)), plane.map((0, height))
    return min(math.dist(origin, right) / width, math.dist(origin, down) / height) * DPI


def _contrast(picture: Image.Image) -> Image.Image:
    """Return how much darker than its surroundings each pixel is."""
    smooth = picture.filter(ImageFilter.GaussianBlur(1))
    return ImageChops.subtract(smooth.filter(ImageFilter.GaussianBlur(_SURROUNDINGS)), smooth)


def _gain(drawn: Image.Image, scanned: Image.Image) -> float:
    """Return how much fainter ink is in the scan, on the whole: printer, scanner and blur take from it."""
    ink = drawn.point(lambda level: 255 * (level > _PLAIN))
    here, there = (ImageStat.Stat(each, ink).mean[0] for each in (drawn, scanned))
    return min(_MOST_GAIN, max(1.0, here / there)) if there else 1.0


def _differences(drawn: Image.Image, scanned: Image.Image) -> tuple[Box, ...]:
    one, other = _contrast(drawn), _contrast(scanned)
    gain = _gain(one, other)
    other = other.point(lambda level: min(255, round(level * gain)))
    plain_one, plain_other = (each.point(lambda level: 255 * (level > _PLAIN)) for each in (one, other))
    # Dots gain on paper: where strokes are wider throughout, what is added must be farther from them.
    has_grown = ImageStat.Stat(plain_other).sum[0] > _MOST_GROWTH * ImageStat.Stat(plain_one).sum[0]
    near_one = _near(one, _GROWN_TOLERANCE if has_grown else _TOLERANCE)
    near_other = _near(other, _TOLERANCE)
    shifted = []
    for x, y in _SHIFTS:
        missing = ImageChops.subtract(plain_one, ImageChops.offset(near_other, x, y))
        added = ImageChops.subtract(ImageChops.offset(plain_other, x, y), near_one)
        odd = ImageChops.lighter(missing, added)
        for corner in CORNERS:  # only a sheet with symbols has marks, so the drawing has none
            odd.paste(0, _around_mark(corner))
        shifted.append(odd.reduce(_CELL).filter(_NEIGHBOURS))
    return tuple(_boxes(_odd_cells(shifted)))


def _near(contrast: Image.Image, tolerance: int) -> Image.Image:
    """Return 255 where there is ink, however faint, in the square of `tolerance` pixels."""
    ink = contrast.point(lambda level: 255 * (level > _FAINT))
    return ink.filter(ImageFilter.MaxFilter(tolerance))


def _around_mark(corner: tuple[float, float]) -> Box:
    x, y = corner
    left, top, right, bottom = (round(each * _MM) for each in (x - 4, y - 4, x + SIDE + 4, y + SIDE + 4))
    return left, top, right, bottom


def _odd_cells(shifted: list[Image.Image]) -> set[tuple[int, int]]:
    """Return the cells that differ, each block where it fits best. One pixel of an image is one cell."""
    columns, rows = shifted[0].size
    most = _MOST_SPECKS * 255 / _CELL**2
    cells = set()
    for top in range(0, rows, _BLOCK):
        for left in range(0, columns, _BLOCK):
            box = (left, top, min(left + _BLOCK, columns), min(top + _BLOCK, rows))
            best = min((each.crop(box).tobytes() for each in shifted), key=sum)
            width = box[2] - box[0]
            cells |= {
                (left + place % width, top + place // width)
                for place, level in enumerate(best)
                if level > most
            }
    return cells


def _boxes(cells: set[tuple[int, int]]) -> list[Box]:
    """Join neighbouring cells to boxes."""
    boxes = []
    while cells:
        group, edge = set(), {cells.pop()}
        while edge:
            x, y = edge.pop()
            group.add((x, y))
            near = {(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & cells
            cells -= near
            edge |= near
        xs, ys = [x for x, _ in group], [y for _, y in group]
        boxes.append((min(xs) * _CELL, min(ys) * _CELL, (max(xs) + 1) * _CELL, (max(ys) + 1) * _CELL))
    return sorted(boxes, key=lambda box: (box[1], box[0]))
