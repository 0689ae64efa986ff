"""Finds BIZ UDPGothic and measures text."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from kiosk.documents.fonts.files import FONTS_VARIABLE, GOTHIC, FontNotFound, find_font

REGULAR, BOLD = "BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf"
_KEPT_SIZES = 64


class FontsMissing(RuntimeError):
    """The typeface is not installed; the message says what to install."""


class Typeface:
    """BIZ UDPGothic in two weights, opened once for each size."""

    def __init__(self, folder: Path) -> None:
        """Raises FontsMissing unless `folder` holds both weights."""
        self.paths = {False: folder / REGULAR, True: folder / BOLD}
        for path in self.paths.values():
            if not path.is_file():
                raise FontsMissing(
                    f"{path.name} is missing: install the Debian package {GOTHIC.package} "
                    f"or name a folder with its files in {FONTS_VARIABLE}"
                )
        self.font = lru_cache(maxsize=_KEPT_SIZES)(self._open)
        self.advance = lru_cache(maxsize=4096)(self._advance)

    def _open(self, pixels: int, bold: bool) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(self.paths[bold]), pixels, layout_engine=ImageFont.Layout.BASIC)

    def _advance(self, text: str, pixels: int, bold: bool) -> float:
        return float(self.font(pixels, bold).getlength(text))


def font_folder() -> Path:
    """The folder with both weights, searched as for certificates: KIOSK_FONTS, the bundle, Debian's path."""
    try:
        return find_font(GOTHIC).parent
    except FontNotFound as error:
        raise FontsMissing(str(error)) from error


@lru_cache(maxsize=1)
def typeface() -> Typeface:
    """The one typeface of the program; raises FontsMissing."""
    return Typeface(font_folder())
