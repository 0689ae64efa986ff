"""One-bit images in solid ink (ISO 32000-1, 8.9.6.2), stored once a document however often they are drawn."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas


def draw_mask(
    canvas: Canvas, name: str, size: tuple[int, int], packed: bytes, box: tuple[float, float, float, float]
) -> None:
    """Draw a mask in the present fill colour; `name` tells a document's masks apart.

    `size` is in pixels, `packed` its rows, padded to whole bytes and compressed by zlib, a set bit for ink.
    `box` is left, bottom, width and height in points.
    """
    if not canvas.hasForm(name):
        width, height = size
        entries: dict[str, Any] = {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Image"),
            "Width": width,
            "Height": height,
            "ImageMask": "true",
            "BitsPerComponent": 1,
            "Decode": pdfdoc.PDFArray([1, 0]),
            "Filter": pdfdoc.PDFName("FlateDecode"),
        }
        image = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), packed)
        canvas._doc.Reference(image, canvas._doc.getXObjectName(name))
    left, bottom, across, up = box
    canvas.saveState()
    canvas.transform(across, 0, 0, up, left, bottom)
    canvas.doForm(name)
    canvas.restoreState()
