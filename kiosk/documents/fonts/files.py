"""The font files of certificates, receipts and screens, and how to find them. Opens none of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.resources import assets

FONTS_VARIABLE = "KIOSK_FONTS"
"""Environment variable with a folder that is searched before the system's."""

_SYSTEM_FOLDERS = tuple(
    Path("/usr/share/fonts") / folder
    for folder in (
        "truetype/ipamj",
        "truetype/bizud-gothic",
        "opentype/ipamj",
        "truetype",
        "opentype",
    )
)


class FontNotFound(LookupError):
    """A font file is not installed. The message names the file and its Debian package."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font's file name and the Debian package that installs it."""

    name: str
    package: str

    def licence_file(self) -> Path:
        """Return the path of the licence, which exists only where the Debian package is installed."""
        return Path("/usr/share/doc") / self.package / "copyright"


MINCHO = FontFile("ipamjm.ttf", "fonts-ipamj-mincho")
"""IPAmj明朝: every character of 戸籍統一文字 and 住民基本台帳ネットワーク統一文字, by Moji_Joho sequences."""
GOTHIC = FontFile("BIZUDPGothic-Regular.ttf", "fonts-morisawa-bizud-gothic")
GOTHIC_BOLD = FontFile("BIZUDPGothic-Bold.ttf", "fonts-morisawa-bizud-gothic")
FONT_FILES = (MINCHO, GOTHIC, GOTHIC_BOLD)


def find_font(font: FontFile, folder: Path | None = None) -> Path:
    """Return the path of a font file.

    Search order: `folder`, the folder in the environment variable KIOSK_FONTS, the program's own
    assets, Debian's font folders. Raises FontNotFound.
    """
    for place in _folders(folder):
        path = place / font.name
        if path.is_file():
            return path.resolve()
    raise FontNotFound(f"font {font.name} not found: install the Debian package {font.package}")


def _folders(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
    if named := os.environ.get(FONTS_VARIABLE):
        yield Path(named)
    yield assets() / "fonts"
    yield from _SYSTEM_FOLDERS
