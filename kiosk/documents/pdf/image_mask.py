"""One-bit images in solid ink (ISO 32000-1, 8.9.6.2), stored once a document however often they are drawn."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas


def mask_resource(canvas: Canvas, name: str, size: tuple[int, int], packed: bytes) -> str:
    """Return the resource name of a mask, whose unit square is drawn by `Do` in the present fill colour.

    `name` tells a document's masks apart. `size` is in pixels, `packed` its rows, padded to whole bytes and
    compressed by zlib, a set bit for ink.
    """
    resource: str = canvas._doc.getXObjectName(name)
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
        canvas._doc.Reference(image, resource)
    if name not in canvas._formsinuse:
        canvas._formsinuse.append(name)
    return resource
