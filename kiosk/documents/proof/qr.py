"""QR symbols (ISO/IEC 18004) as masks for a page, with the pattern of modules on the printer's dots."""

from __future__ import annotations

import hashlib
import zlib

import zxingcpp
from PIL import Image

from kiosk.documents.pdf.canvas import Mask

MODULE = 12 / 600 * 25.4
"""Side of a module in millimetres: twelve dots of a 600-dpi printer, four pixels of a 200-dpi scan."""
QUIET_MODULES = 4
"""Width of the quiet zone in modules (ISO/IEC 18004, 9.1)."""


def qr(content: bytes | str, correction: str = "M") -> Mask:
    """Return a QR symbol. `correction` is the level of error correction: L, M, Q or H.

    Raises ValueError when the content does not fit into a symbol.
    """
    barcode = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level=correction)
    drawn = barcode.to_image(scale=1, add_quiet_zones=False)
    modules = drawn.shape[0]
    levels = bytes(memoryview(drawn))  # type: ignore[arg-type]  # a buffer, which its stub does not say
    grey = Image.frombuffer("L", (modules, modules), levels, "raw", "L", 0, 1)
    ink = grey.point(lambda level: 0 if level else 255).convert("1", dither=Image.Dither.NONE).tobytes()
    return Mask(f"qr{hashlib.sha256(ink).hexdigest()[:16]}", modules, zlib.compress(ink, 1))
