"""Slips on the receipt printer, as pictures or as text, as the printer's mode says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL.Image import Image

from kiosk.config.settings import SlipMode
from kiosk.documents.fonts.cid_font import MissingGlyph
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.receipts.rendering.canvas import draw
from kiosk.documents.receipts.rendering.stand_ins import with_stand_ins
from kiosk.documents.receipts.rendering.text import text_lines
from kiosk.documents.receipts.slip import Slip
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinter
from kiosk.hardware.status import DeviceError

_NOT_PRINTED = (DeviceError, DoesNotFit)
"""What a slip tells of is done: neither its printer nor a name that is too long may end the visit."""


@dataclass(frozen=True, slots=True)
class SlipPrinter:
    """Prints slips; only the receipt printer's worker calls it."""

    printer: ReceiptPrinter
    fonts: Fonts
    mode: SlipMode = SlipMode.IMAGE

    def prints(self, slip: Slip, wanted: Callable[[], bool] = lambda: True) -> bool:
        """Print and cut a slip, waiting for the printer while `wanted`; False if it may not be out."""
        try:
            if self.mode is SlipMode.TEXT:
                self.printer.print_text(text_lines(slip), wanted)
            else:
                self.printer.print_image(self._drawn(slip), wanted)
        except _NOT_PRINTED:
            return False
        return True

    def _drawn(self, slip: Slip) -> Image:
        try:
            return draw(slip, self.fonts)
        except MissingGlyph:
            return draw(with_stand_ins(slip, self.fonts), self.fonts)
