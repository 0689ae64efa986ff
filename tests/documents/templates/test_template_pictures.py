"""Every kind of certificate as people see it: inside the margins, marked 見本, nothing over an edge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image, ImageChops

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.record import CertificateRecord
from tests.support.sample_records import LONG, SAMPLES, changed, values_in

Pictures = Callable[[bytes], list[Image.Image]]
DOTS = 100 / 25.4
EVERY = [*(pytest.param(record, id=kind.value) for kind, record in SAMPLES.items())]
EVERY += [pytest.param(record, id=f"{kind.value}-long") for kind, record in LONG.items()]
UNMARKED = [kind for kind in SAMPLES if kind is not CertificateKind.SEAL_REGISTRATION]


def _dark(picture: Image.Image, box: tuple[float, float, float, float]) -> int:
    """Dots of ink (dark in every colour, unlike the cyan ground) in a box of millimetres."""
    left, top, right, bottom = (round(edge * DOTS) for edge in box)
    red, green, blue = picture.crop((left, top, right, bottom)).split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(brightest.histogram()[:110])


def _keeps_its_margins(picture: Image.Image) -> None:
    across, down = picture.width / DOTS, picture.height / DOTS
    for edge in ((0, 0, 15.5, down), (194.5, 0, across, down), (0, 0, across, 15), (0, 287, across, down)):
        assert _dark(picture, edge) == 0


@pytest.mark.parametrize("record", EVERY)
def test_ink_keeps_to_the_margins_and_above_the_sentence_and_the_foot(
    fonts: Fonts, pictures_of: Pictures, record: CertificateRecord
) -> None:
    *others, last = pictures_of(render(record, fonts).pdf)
    for picture in (*others, last):
        _keeps_its_margins(picture)
        assert _dark(picture, (16, 16, 194, 286)) > 4000
    assert _dark(last, (16, 224.5, 194, 226)) == 0
    for picture in others:
        assert _dark(picture, (16, 275.5, 194, 279.5)) == 0


@pytest.mark.parametrize("kind", UNMARKED)
def test_only_a_specimen_is_marked_across(fonts: Fonts, pictures_of: Pictures, kind: CertificateKind) -> None:
    record = SAMPLES[kind]
    specimens = pictures_of(render(record, fonts).pdf)
    certificates = pictures_of(render(record.model_copy(update={"specimen": False}), fonts).pdf)
    for specimen, certificate in zip(specimens, certificates, strict=True):
        difference = ImageChops.difference(specimen, certificate).convert("L").point(lambda x: 255 * (x > 16))
        middle = difference.crop(
            (0, round(0.2 * specimen.height), specimen.width, round(0.75 * specimen.height))
        )
        box = middle.getbbox()
        assert box is not None
        assert box[2] - box[0] > 0.6 * specimen.width
        assert middle.histogram()[255] > 0.03 * middle.width * middle.height


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", list(SAMPLES))
def test_long_texts_stay_inside_the_grid(fonts: Fonts, pictures_of: Pictures, kind: CertificateKind) -> None:
    for path, value in values_in(SAMPLES[kind].content.model_dump()):
        if (
            not isinstance(value, str)
            or path[-1] in {"sex", "my_number", "residence_class", "how", "spouse_deduction"}
            or "items" in path
        ):
            continue
        record = changed(SAMPLES[kind], path, "鷹" * 15 + "SAMPLE " * 2)
        for picture in pictures_of(render(record, fonts).pdf):
            _keeps_its_margins(picture)
