"""Scans, photographs and PDF files as pictures, and the symbols in them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from kiosk.documents.proof.page_marks import code_of_mark
from kiosk.documents.proof.symbols import Symbol, SymbolError

DPI = 200
"""Dots per inch at which a page of a PDF file is drawn; its modules then have four pixels."""
MOST_PIXELS = 80_000_000
"""An A4 page at 800 dpi; a picture with more is refused, so that a small file cannot fill the memory."""
MOST_PAGES = 100
Point = tuple[float, float]
Channel = Literal["L", "R"]


class NotAScan(ValueError):
    """The file is no PDF, PNG or JPEG, or too large. The message names the file."""


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A corner mark of a front with the page's printed code; its corners in pixels, from the upper left as it
    stands, clockwise."""

    code: str
    corners: tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Scan:
    """One picture: `name` says which, for people. It may show a front, a back, or several of them.

    `page` is its place, from 1, in a file of several, and 0 in a file of its own.
    """

    name: str
    picture: Image.Image = field(repr=False)
    symbols: tuple[Symbol, ...] = field(repr=False)
    marks: tuple[FoundMark, ...] = field(repr=False)
    file: str = ""
    page: int = 0


def read_scans(name: str, data: bytes, channel: Channel = "L") -> Iterator[Scan]:
    """Yield the pictures of a file, in order, with the symbols found in them.

    `channel` is L for grey, or R to see cyan ink as black. Raises NotAScan.
    """
    if data.startswith(b"%PDF"):
        yield from (
            _scan(f"{name}, page {number}", each, name, number)
            for number, each in enumerate(_pages(name, data, channel), 1)
        )
        return
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAScan(f"{name} is too large")
            upright = _only(ImageOps.exif_transpose(picture), channel)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        if isinstance(error, NotAScan):
            raise
        raise NotAScan(f"{name} is not a PDF, PNG or JPEG that can be read") from None
    yield _scan(name, upright, name, 0)


def read_files(paths: list[Path]) -> Iterator[Scan]:
    """Yield the pictures of all files. Raises NotAScan."""
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise NotAScan(f"{path.name} cannot be read: {error.strerror}") from None
        yield from read_scans(path.name, data)


def _pages(name: str, data: bytes, channel: Channel) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            if len(document) > MOST_PAGES:
                raise NotAScan(f"{name} has more than {MOST_PAGES} pages")
            for page in document:
                width, height = page.get_size()
                if width * height * (DPI / 72) ** 2 > MOST_PIXELS:
                    raise NotAScan(f"{name} is too large")
                yield _only(page.render(scale=DPI / 72, grayscale=channel == "L").to_pil(), channel)
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        raise NotAScan(f"{name} is a PDF that cannot be read") from None


def _only(picture: Image.Image, channel: Channel) -> Image.Image:
    return picture.convert("L") if channel == "L" else picture.convert("RGB").getchannel(channel)


def _scan(name: str, picture: Image.Image, file: str, page: int) -> Scan:
    symbols: dict[bytes, Symbol] = {}
    marks: list[FoundMark] = []
    for barcode in zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        try:
            symbols.setdefault(barcode.bytes, Symbol.from_bytes(barcode.bytes))
            continue
        except SymbolError:
            pass
        if code := code_of_mark(barcode.text):
            at = barcode.position
            corners = tuple(
                (float(point.x), float(point.y))
                for point in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            )
            marks.append(FoundMark(code, corners))  # type: ignore[arg-type]
    return Scan(name, picture, tuple(symbols.values()), tuple(marks), file, page)
