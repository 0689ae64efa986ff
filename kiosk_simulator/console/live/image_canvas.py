"""The toolkit's Canvas on a picture: what the window draws as textures is pasted here."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from kiosk.screens.toolkit import raster
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.palettes import PALETTES, colour_of
from kiosk.screens.toolkit.theme import Style, rgb

Span = tuple[int, int]


def _image(picture: raster.Picture) -> Image.Image:
    return Image.frombytes("RGBA", (picture.width, picture.height), picture.pixels)


class ImageCanvas:
    """A Canvas whose `image` (RGB, `size` in pixels) is what was painted, on a ground of one colour."""

    def __init__(self, size: tuple[int, int], style: Style, ground: str) -> None:
        self._style, self._colours = style, PALETTES[style.palette]
        self.image = Image.new("RGB", size, rgb(colour_of(style.palette, ground)))

    def box(
        self, box: Box, fill: str, *, stroke: str | None = None, border: float = 0, radius: float = 0
    ) -> None:
        """See Canvas."""
        scale = self._style.scale
        left, top = round(box.x * scale), round(box.y * scale)
        width, height = round(box.right * scale) - left, round(box.bottom * scale) - top
        if width <= 0 or height <= 0:
            return
        fill = self._colours.get(fill, fill)
        stroke = fill if stroke is None else self._colours.get(stroke, stroke)
        thick = max(1, round(border * scale)) if border else 0
        round_by = min(round(radius * scale), width // 2, height // 2)
        if not round_by and not thick:
            self.image.paste(rgb(fill), (left, top, left + width, top + height))
            return
        patch = raster.nine_patch(round_by, thick, fill, stroke)
        edge = min(patch.left, width // 2, height // 2)
        self._paste(_stretched(_image(patch), edge, (width, height)), left, top)

    def text(self, text: str, x: float, baseline: float, *, size: float, bold: bool, colour: str) -> None:
        """See Canvas."""
        if not text.strip():
            return
        style = self._style
        pieces = style.typeface.pieces(text, style.pixels(size), bold)
        picture = raster.text(pieces, self._colours.get(colour, colour))
        self._paste(
            _image(picture),
            round(x * style.scale) + picture.left,
            round(baseline * style.scale) + picture.top,
        )

    def stroke(self, points: Sequence[tuple[float, float]], width: float, colour: str) -> None:
        """See Canvas."""
        scale = self._style.scale
        first_x, first_y = round(points[0][0] * scale), round(points[0][1] * scale)
        relative = [(x * scale - first_x, y * scale - first_y) for x, y in points]
        picture = raster.stroke(relative, width * scale, self._colours.get(colour, colour))
        self._paste(_image(picture), first_x + picture.left, first_y + picture.top)

    def arc(self, centre: tuple[float, float], radius: float, width: float, turn: float, colour: str) -> None:
        """See Canvas."""
        scale = self._style.scale
        picture = raster.arc(radius * scale, width * scale, turn, self._colours.get(colour, colour))
        half = picture.width / 2
        self._paste(_image(picture), round(centre[0] * scale - half), round(centre[1] * scale - half))

    def _paste(self, image: Image.Image, left: int, top: int) -> None:
        self.image.paste(image, (left, top), image)


def _stretched(patch: Image.Image, edge: int, size: tuple[int, int]) -> Image.Image:
    """The patch at another size: corners stay, what is between them is stretched."""
    whole = Image.new("RGBA", size)
    for source_x, target_x in zip(_thirds(patch.width, edge), _thirds(size[0], edge), strict=True):
        for source_y, target_y in zip(_thirds(patch.height, edge), _thirds(size[1], edge), strict=True):
            wanted = (target_x[1] - target_x[0], target_y[1] - target_y[0])
            if not all(wanted):
                continue
            part = patch.crop((source_x[0], source_y[0], source_x[1], source_y[1]))
            if part.size != wanted:
                part = part.resize(wanted, Image.Resampling.BILINEAR)
            whole.paste(part, (target_x[0], target_y[0]))
    return whole


def _thirds(length: int, edge: int) -> tuple[Span, Span, Span]:
    return (0, edge), (edge, length - edge), (length - edge, length)
