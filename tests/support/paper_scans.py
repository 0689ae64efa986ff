"""Certificates on paper, and what a scanner makes of them: printing and scanning are simulated in pixels."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from datetime import date

import pypdfium2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from PIL import Image, ImageChops, ImageFilter

from kiosk.documents.document import Document, render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.proof.back_page import Proof
from kiosk.documents.proof.payload import Payload, key_id_of
from kiosk.rules.record import CertificateRecord
from kiosk.verifier.published_keys import PublishedKey, PublishedKeys

CENTRE_KEY = Ed25519PrivateKey.generate()
_BELL = 42.7
"""Standard deviation of the mean of three bytes at random."""
OFFICE_KEY = X25519PrivateKey.generate()
"""The receiving office's."""


def published(*, until: date = date(2030, 12, 31), revoked: tuple[str, ...] = ()) -> PublishedKeys:
    """What the centre publishes: CENTRE_KEY, for specimens too."""
    key = CENTRE_KEY.public_key()
    keys = {key_id_of(key): PublishedKey(key, date(2020, 1, 1), until, specimens=True)}
    return PublishedKeys(keys, frozenset(revoked))


def two_sided(
    record: CertificateRecord, fonts: Fonts, key: Ed25519PrivateKey = CENTRE_KEY, signed: bytes | None = None
) -> Document:
    """Draw fronts and backs. The signature of `key` is over `signed`, by default the record's own bytes."""
    content = record.to_bytes()
    signature = key.sign(content if signed is None else signed)
    payload = Payload(content, signature, key_id_of(key.public_key())).to_bytes()
    return render(record, fonts, Proof(payload, OFFICE_KEY.public_key()))


def printed(pdf: bytes, dpi: int = 200, sides: int | None = None) -> list[Image.Image]:
    """The (first) sides of the sheets, drawn in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        wanted = range(len(document) if sides is None else sides)
        return [document[side].render(scale=dpi / 72, grayscale=True).to_pil() for side in wanted]
    finally:
        document.close()


def _noise(size: tuple[int, int], deviation: float) -> Image.Image:
    """Noise around 128, the same each time: the mean of three even distributions is bell-shaped."""
    chance = random.Random(size[0])
    first, second, third = (Image.frombytes("L", size, chance.randbytes(size[0] * size[1])) for _ in range(3))
    bell = Image.blend(Image.blend(first, second, 0.5), third, 1 / 3)
    gain = deviation / _BELL
    return bell.point(lambda level: max(0, min(255, round(128 + (level - 127.5) * gain))))


@dataclass(frozen=True, slots=True)
class Scanner:
    """A scanner: resolution, noise (standard deviation in levels), turn in degrees, JPEG quality.

    `dot_gain` widens every dot by that many pixels at 600 dpi, as paper does with ink, `blur` is in pixels.
    """

    dpi: int = 200
    noise: float = 0.0
    turn: float = 0.0
    quality: int = 90
    dot_gain: int = 0
    blur: float = 0.0

    def scan(self, pdf: bytes, sides: int | None = None) -> list[bytes]:
        """Return one JPEG a side, of all or the first."""
        source = 600 if self.dot_gain else self.dpi
        return [self.photograph(side, source) for side in printed(pdf, source, sides)]

    def photograph(self, side: Image.Image, source: int) -> bytes:
        """Return one side, drawn at `source` dpi, as JPEG."""
        if self.dot_gain:
            side = side.filter(ImageFilter.MinFilter(2 * self.dot_gain + 1))
        if self.blur:
            side = side.filter(ImageFilter.GaussianBlur(self.blur * source / self.dpi))
        if source != self.dpi:
            size = (round(side.width * self.dpi / source), round(side.height * self.dpi / source))
            side = side.resize(size, Image.Resampling.BICUBIC)
        side = side.rotate(self.turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        if self.noise:
            side = ImageChops.add(side, _noise(side.size, self.noise), 1, -128)
        stream = io.BytesIO()
        side.save(stream, "JPEG", quality=self.quality)
        return stream.getvalue()
