"""Slips on the receipt printer, as pictures or as text, as the printer's mode says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL.Image import Image

from kiosk.config.sections.receipt_printer import SlipMode
from kiosk.documents.fonts.cid_font import MissingGlyph
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.receipts.captions import ENGLISH, Catalogue, CatalogueOf
from kiosk.documents.receipts.rendering.canvas import draw
from kiosk.documents.receipts.rendering.stand_ins import with_stand_ins
from kiosk.documents.receipts.rendering.text import text_lines
from kiosk.documents.receipts.slip import Slip
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinter
from kiosk.hardware.status import DeviceError

_NOT_PRINTED = (DeviceError, DoesNotFit)
"""What a slip tells of is done: neither its printer nor a name that is too long may end the visit."""
_JAPANESE = "ja"


@dataclass(frozen=True, slots=True)
class SlipPrinter:
    """Prints slips; only the receipt printer's worker calls it."""

    printer: ReceiptPrinter
    fonts: Fonts
    mode: SlipMode = SlipMode.IMAGE
    catalogue: CatalogueOf = lambda _language: ENGLISH

    def prints(
        self, slip: Slip, wanted: Callable[[], bool] = lambda: True, *, language: str = _JAPANESE
    ) -> bool:
        """Print and cut a slip, waiting for the printer while `wanted`; False if it may not be out.

        Its captions are in `language`: in a Japanese visit in English, as the slip itself is in Japanese.
        """
        catalogue = ENGLISH if language == _JAPANESE else self.catalogue(language)
        try:
            if self.mode is SlipMode.TEXT:
                self.printer.print_text(text_lines(slip, catalogue), wanted)
            else:
                self.printer.print_image(self._drawn(slip, catalogue), wanted)
        except _NOT_PRINTED:
            return False
        return True

    def _drawn(self, slip: Slip, catalogue: Catalogue) -> Image:
        try:
            return draw(slip, self.fonts, catalogue)
        except MissingGlyph:
            return draw(with_stand_ins(slip, self.fonts), self.fonts, catalogue)
