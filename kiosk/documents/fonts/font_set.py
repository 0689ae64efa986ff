"""The three opened fonts of certificates and receipts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.documents.fonts.cid_font import CIDFont
from kiosk.documents.fonts.files import FONT_FILES, find_font


@dataclass(frozen=True, slots=True)
class Fonts:
    """Mincho for content, gothic for labels, bold gothic for receipts and marks."""

    mincho: CIDFont
    gothic: CIDFont
    gothic_bold: CIDFont

    @classmethod
    def load(cls, folder: Path | None = None) -> Fonts:
        """Open the three fonts, from `folder` first when given. Raises FontNotFound."""
        return cls(*(CIDFont.open(find_font(font, folder)) for font in FONT_FILES))

    def label(self, text: str) -> CIDFont:
        """The font for a label: gothic, or Mincho when only it has the characters."""
        return self.gothic if self.gothic.supports(text) else self.mincho
