"""The font files of certificates, receipts and screens, and how to find them. Opens none of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from kiosk.resources import assets
from kiosk.structs import Struct

FONTS_VARIABLE = "KIOSK_FONTS"
"""Environment variable with a folder that is searched before the system's."""

_SYSTEM_FOLDERS = tuple(
    Path("/usr/share/fonts") / folder
    for folder in (
        "truetype/ipamj",
        "truetype/bizud-gothic",
        "opentype/ipamj",
        "opentype/noto",
        "truetype",
        "opentype",
    )
)


class Script(StrEnum):
    """Whose shapes the characters have that Chinese, Korean and Japanese share."""

    JAPANESE = "japanese"
    CHINESE = "chinese"
    KOREAN = "korean"


class FontNotFound(LookupError):
    """A font file is not installed. The message names the file and its Debian package."""


class FontFile(Struct):
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
SANS = FontFile("NotoSansCJK-Regular.ttc", "fonts-noto-cjk")
"""Noto Sans CJK, for the Chinese and Korean screens."""
SANS_INDEX = {Script.KOREAN: 1, Script.CHINESE: 2}
"""Indices of the faces in the collections of Noto Sans CJK: JP, KR, SC, TC, HK."""
SANS_BOLD = FontFile("NotoSansCJK-Bold.ttc", "fonts-noto-cjk")
DOCUMENT_FONTS = (MINCHO, GOTHIC, GOTHIC_BOLD)
"""What certificates and receipts are set in."""
FONT_FILES = (*DOCUMENT_FONTS, SANS, SANS_BOLD)


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
