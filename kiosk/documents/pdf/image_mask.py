"""One-bit images in solid ink (ISO 32000-1, 8.9.6.2), stored once a document however often they are drawn."""

from __future__ import annotations

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.pdf.archive_document import CYAN, referred, stream


def mask_resource(canvas: Canvas, name: str, size: tuple[int, int], packed: bytes) -> str:
    """Return the resource name of a mask, whose unit square is drawn by `Do` in the present fill colour.

    `name` tells a document's masks apart. `size` is in pixels, `packed` its rows, padded to whole bytes and
    compressed by zlib, a set bit for ink.
    """
    resource: str = pdfdoc.xObjectName(name)
    if not canvas.hasForm(name):
        entries = (
            f"/Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}/ImageMask true/BitsPerComponent 1"
            "/Decode[1 0]"
        )
        referred(canvas._doc, stream(entries, packed), resource)
    return resource


def draw_in_cyan(
    canvas: Canvas, resource: str, corner: tuple[float, float], size: tuple[float, float]
) -> None:
    """Draw a mask in the printer's cyan alone, so that nothing halftones it.

    `corner` is the lower left one; both are across and up, in points.
    """
    place = f"{size[0]:.3f} 0 0 {size[1]:.3f} {corner[0]:.6g} {corner[1]:.6g} cm"
    canvas._code.append(f"q /{CYAN} cs 1 scn {place} /{resource} Do Q")
