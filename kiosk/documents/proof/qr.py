"""QR symbols (ISO/IEC 18004) as masks for a page, with the pattern of modules on the printer's dots."""

from __future__ import annotations

import hashlib
import zlib

import zxingcpp

from kiosk.documents.pdf.canvas import Mask

MODULE = 12 / 600 * 25.4
"""Side of a module in millimetres: twelve dots of a 600-dpi printer, four pixels of a 200-dpi scan."""
QUIET_MODULES = 4
"""Width of the quiet zone in modules (ISO/IEC 18004, 9.1)."""
_BITS = b"1" + b"0" * 255


def qr(content: bytes | str, correction: str = "M", *, random: bool = False) -> Mask:
    """Return a QR symbol. `correction` is the level of error correction: L, M, Q or H.

    Of eight data masks the one is taken that makes the fewest large blocks (ISO/IEC 18004, 7.8). Each has
    to be tried for that; for `random` bytes one is as good as the other, and the first is taken.

    Raises ValueError when the content does not fit into a symbol.
    """
    chosen = {"data_mask": 0} if random else {}
    barcode = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level=correction, **chosen)
    drawn = barcode.to_image(scale=1, add_quiet_zones=False)
    modules = drawn.shape[0]
    levels = bytes(memoryview(drawn))  # type: ignore[arg-type]  # a buffer, which its stub does not say
    ink = _packed(levels, modules)
    return Mask(f"qr{hashlib.sha256(ink).hexdigest()[:16]}", modules, zlib.compress(ink, 1))


def _packed(levels: bytes, modules: int) -> bytes:
    """Return one bit a module, 1 = ink, each row padded to whole bytes; `levels` has 0 for ink."""
    bits = levels.translate(_BITS)
    size = (modules + 7) // 8
    padding = 8 * size - modules
    return b"".join(
        (int(bits[start : start + modules], 2) << padding).to_bytes(size, "big")
        for start in range(0, modules * modules, modules)
    )
