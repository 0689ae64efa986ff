"""The certificate as people see it: whole persons, nothing over an edge, 見本 across."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image, ImageChops

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.layout.dimensions import ATTESTATION_TOP, BOTTOM, TOP
from kiosk.documents.templates.resident_record import lay_out
from kiosk.rules.contents import Person
from kiosk.rules.record import CertificateRecord

Make = Callable[..., CertificateRecord]
MakePerson = Callable[..., Person]
Pictures = Callable[[bytes], list[Image.Image]]
DOTS = 100 / 25.4
"""Dots of a millimetre in the pictures."""


def _dark(picture: Image.Image, box: tuple[float, float, float, float], below: int = 110) -> int:
    """Dots of ink (dark in every colour, unlike the cyan ground) in a box of millimetres."""
    left, top, right, bottom = (round(edge * DOTS) for edge in box)
    cut = picture.crop((left, top, right, bottom))
    red, green, blue = cut.split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(brightest.histogram()[:below])


@pytest.mark.parametrize(
    ("persons", "pages"), [(1, 1), (2, 1), (3, 1), (4, 2), (7, 2), (8, 3), (11, 3), (12, 4)]
)
def test_a_household_takes_as_few_pages_as_it_can(
    fonts: Fonts, make_record: Make, persons: int, pages: int
) -> None:
    plan = lay_out(make_record(persons), fonts)
    assert len(plan) == pages


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize("persons", range(1, 16))
def test_persons_stay_whole_and_in_order(fonts: Fonts, make_record: Make, persons: int, shown: bool) -> None:
    plan = lay_out(make_record(persons, shown=shown), fonts)
    assert [block.number for page in plan for block in page.blocks] == list(range(1, persons + 1))
    assert [page.last for page in plan] == [False] * (len(plan) - 1) + [True]
    assert plan[-1].blocks
    for page in plan:
        used = TOP + sum(row.height for row in page.household) + sum(b.height for b in page.blocks)
        assert used <= (ATTESTATION_TOP if page.last else BOTTOM)


def test_ink_keeps_to_the_margins(fonts: Fonts, make_record: Make, pictures_of: Pictures) -> None:
    for picture in pictures_of(render(make_record(8, shown=True), fonts).pdf):
        width, height = picture.size
        across, down = width / DOTS, height / DOTS
        for edge in (
            (0, 0, 15.5, down),
            (194.5, 0, across, down),
            (0, 0, across, 15),
            (0, 287, across, down),
        ):
            assert _dark(picture, edge) == 0
        assert _dark(picture, (16, 16, 194, 286)) > 5000


def test_nothing_at_all_is_drawn_where_printers_cannot_reach(
    fonts: Fonts, make_record: Make, pictures_of: Pictures
) -> None:
    (picture,) = pictures_of(render(make_record(1), fonts).pdf)
    left, top, right, bottom = (round(edge * DOTS) for edge in (4.8, 4.8, 205, 292.2))
    picture.paste((255, 255, 255), (left, top, right, bottom))
    assert picture.getextrema() == ((255, 255),) * 3


def test_a_specimen_is_marked_across_and_a_certificate_is_not(
    fonts: Fonts, make_record: Make, pictures_of: Pictures
) -> None:
    (specimen,) = pictures_of(render(make_record(1), fonts).pdf)
    (certificate,) = pictures_of(render(make_record(1, specimen=False), fonts).pdf)
    difference = (
        ImageChops.difference(specimen, certificate).convert("L").point(lambda grey: 255 * (grey > 16))
    )
    box = difference.getbbox()
    assert box is not None
    # From the lower left to the upper right of the page, more than 6 % of it.
    assert box[2] - box[0] > 0.6 * specimen.width
    middle = difference.crop((0, round(0.2 * specimen.height), specimen.width, round(0.75 * specimen.height)))
    assert middle.histogram()[255] > 0.03 * middle.width * middle.height


@pytest.mark.parametrize("length", [18, 22, 40, 90, 150])
def test_a_long_name_stays_inside_its_cell(
    fonts: Fonts, make_record: Make, make_person: MakePerson, pictures_of: Pictures, length: int
) -> None:
    long = make_person(name="鷹" * length, name_kana="たか" * (length // 2))
    short = make_person(name="鷹", name_kana="たか")
    (picture,) = pictures_of(render(make_record((long,), specimen=False), fonts).pdf)
    (plain,) = pictures_of(render(make_record((short,), specimen=False), fonts).pdf)
    # Right of the grid there is nothing, and the name's cell holds more ink than a short name's.
    assert _dark(picture, (194.5, 16, 210, 280)) == 0
    assert _dark(picture, (57, 63, 193, 120)) > _dark(plain, (57, 63, 193, 120))


def test_a_long_address_wraps_and_moves_the_grid_down(
    fonts: Fonts, make_record: Make, make_person: MakePerson
) -> None:
    short = lay_out(make_record(1), fonts)[0].household[1]
    long = lay_out(make_record(1, address="北海道苫小牧市旭町四丁目５番６号" * 5), fonts)[0].household[1]
    assert len(long.cells[0].value.lines) > 1
    assert long.height > short.height
    assert "".join(long.cells[0].value.lines) == "北海道苫小牧市旭町四丁目５番６号" * 5


def test_a_name_is_the_largest_text_of_its_block(fonts: Fonts, make_record: Make) -> None:
    for block in lay_out(make_record(3, shown=True), fonts)[0].blocks:
        name, *others = block.rows
        largest = max(cell.value.size for row in others for cell in row.cells)
        assert name.cells[0].value.size > largest
        assert name.cells[0].reading is not None
        assert name.cells[0].reading.size < name.cells[0].value.size / 2
