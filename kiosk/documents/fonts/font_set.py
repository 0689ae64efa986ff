"""The fonts of certificates and receipts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.documents.fonts.cid_font import CIDFont
from kiosk.documents.fonts.files import DOCUMENT_FONTS, find_font


@dataclass(frozen=True, slots=True)
class Fonts:
    """Mincho for content, gothic for labels, bold gothic for receipts and marks."""

    mincho: CIDFont
    gothic: CIDFont
    gothic_bold: CIDFont

    @classmethod
    def load(cls, folder: Path | None = None) -> Fonts:
        """Open the three fonts; a `folder` is searched first. Raises FontNotFound."""
        return cls(*(CIDFont.open(find_font(font, folder)) for font in DOCUMENT_FONTS))

    def label(self, text: str) -> CIDFont:
        """Return the font for a label: gothic, or Mincho if gothic lacks a character."""
        return self.gothic if self.gothic.supports(text) else self.mincho
