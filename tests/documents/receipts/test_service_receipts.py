"""Slips of the free services: readable, within the paper, naming nobody and no secret."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime

import pytest
from PIL import Image, ImageChops

from kiosk.documents.fonts.cid_font import MissingGlyph
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.password_reset import ResetSlip, reset_slip
from kiosk.documents.receipts.rendering.canvas import MARGIN, WIDTH, draw
from kiosk.documents.receipts.usage_registration import RegistrationSlip, registration_slip
from kiosk.rules.hours.japan_time import JST

AT = datetime(2026, 11, 24, 10, 15, tzinfo=JST)
RESET = ResetSlip(AT, "見本マート 苫小牧旭町店", "T-0001", "7KQ4-M2XW", "0120-95-0178", False)
APPLICATION = RegistrationSlip(
    AT,
    "見本マート 苫小牧旭町店",
    "T-0001",
    "北海道苫小牧市",
    "U4C7-1TXY",
    date(2026, 12, 1),
    "0144-32-6111",
    False,
)


def _ink(image: Image.Image) -> int:
    return image.histogram()[0]


@pytest.mark.parametrize("specimen", [False, True])
def test_they_are_as_wide_as_the_paper_and_nothing_reaches_its_edges(fonts: Fonts, specimen: bool) -> None:
    for image in (
        draw(reset_slip(dataclasses.replace(RESET, specimen=specimen)), fonts),
        draw(registration_slip(dataclasses.replace(APPLICATION, specimen=specimen)), fonts),
    ):
        assert (image.mode, image.width) == ("1", WIDTH)
        assert _ink(image) > 5000
        box = ImageChops.invert(image.convert("L")).getbbox()
        assert box is not None
        assert box[0] >= MARGIN
        assert box[2] <= WIDTH - MARGIN


def test_a_specimen_says_so_first(fonts: Fonts) -> None:
    plain = draw(reset_slip(RESET), fonts)
    marked = draw(reset_slip(dataclasses.replace(RESET, specimen=True)), fonts)
    head = marked.crop((0, 0, WIDTH, 80))
    assert _ink(head) > 3 * _ink(plain.crop((0, 0, WIDTH, 80)))


@pytest.mark.parametrize(
    "change",
    [
        {"number": "00000000"}, {"municipality": "みほん県見本市"}, {"usable_from": date(2027, 1, 8)},
        {"telephone": "0000-00-0000"}, {"issued_at": datetime(2027, 3, 4, 5, 6, tzinfo=JST)},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_every_fact_of_an_application_is_on_its_slip(fonts: Fonts, change: dict[str, object]) -> None:
    changed = dataclasses.replace(APPLICATION, **change)  # type: ignore[arg-type]
    one, other = draw(registration_slip(APPLICATION), fonts), draw(registration_slip(changed), fonts)
    assert one.size != other.size or ImageChops.difference(one.convert("L"), other.convert("L")).getbbox()


def test_the_longest_municipality_still_fits(fonts: Fonts) -> None:
    long = dataclasses.replace(APPLICATION, municipality="鹿児島県" + "いちき串木野市" * 3)
    box = ImageChops.invert(draw(registration_slip(long), fonts).convert("L")).getbbox()
    assert box is not None
    assert box[2] <= WIDTH - MARGIN


def test_what_the_font_cannot_show_is_an_error_and_no_box(fonts: Fonts) -> None:
    with pytest.raises(MissingGlyph):
        draw(registration_slip(dataclasses.replace(APPLICATION, municipality="\U0001f600")), fonts)
