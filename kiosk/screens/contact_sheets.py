"""Contact sheets: many pictures of screens small on one page, to be looked over at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

_COLUMNS, _ROWS = 4, 4
_WIDTH = 480
_CAPTION, _GAP = 22, 8
_GROUND, _INK = "#8c8c8c", "#000000"


def write_sheets(pictures: Sequence[Path], folder: Path, stem: str) -> list[Path]:
    """Write the pictures, in their order and with their names, onto PNG sheets in `folder`."""
    per_sheet = _COLUMNS * _ROWS
    written = []
    for number, start in enumerate(range(0, len(pictures), per_sheet), 1):
        path = folder / f"{stem}-{number:02d}.png"
        _sheet(pictures[start : start + per_sheet]).save(path, optimize=True)
        written.append(path)
    return written


def _sheet(pictures: Sequence[Path]) -> Image.Image:
    small: list[tuple[str, Image.Image]] = []
    for path in pictures:
        with Image.open(path) as shot:
            height = round(shot.height * _WIDTH / shot.width)
            small.append((path.stem, shot.convert("RGB").resize((_WIDTH, height))))
    tall = max(picture.height for _, picture in small) + _CAPTION + _GAP
    rows = -(-len(small) // _COLUMNS)
    sheet = Image.new("RGB", (_COLUMNS * (_WIDTH + _GAP) + _GAP, rows * tall + _GAP), _GROUND)
    draw = ImageDraw.Draw(sheet)
    for number, (name, picture) in enumerate(small):
        x = _GAP + number % _COLUMNS * (_WIDTH + _GAP)
        y = _GAP + number // _COLUMNS * tall
        draw.text((x + 2, y + 4), name, fill=_INK)
        sheet.paste(picture, (x, y + _CAPTION))
    return sheet
