"""Receipts and slips: amounts that add up, one width, nobody's name."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageChops

from kiosk.documents.fonts.cid_font import MissingGlyph
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts import printer_test
from kiosk.documents.receipts.claim import Claim, claim_slip
from kiosk.documents.receipts.layout import yen
from kiosk.documents.receipts.receipt import Receipt, receipt_slip
from kiosk.documents.receipts.rendering.canvas import MARGIN, WIDTH, draw
from kiosk.documents.receipts.settlement import Settlement

AT = datetime(2026, 11, 21, 10, 15, tzinfo=ZoneInfo("Asia/Tokyo"))
RECEIPT = Receipt(
    issued_at=AT,
    store="見本マート 苫小牧旭町店",
    terminal="T-0001",
    municipality="北海道苫小牧市",
    lines=(("住民票の写し", 2, 500), ("戸籍全部事項証明書（謄本）", 1, 450)),
    money=Settlement(inserted=1000, price=950, returned=50),
    number="7KQ4-M2XW",
    telephone="0120-95-0178",
    specimen=True,
)
CLAIM = Claim(
    AT, "見本マート 苫小牧旭町店", "T-0001", Settlement(1000, 250, 0, claimed=750), "7KQ4-M2XW",
    "0120-95-0178", False,
)  # fmt: skip


def _ink(image: Image.Image) -> int:
    return image.histogram()[0]


def test_every_slip_is_black_and_white_and_576_dots_wide(fonts: Fonts) -> None:
    for image in (
        draw(receipt_slip(RECEIPT), fonts),
        draw(claim_slip(CLAIM), fonts),
        draw(printer_test.printer_test_slip(issued_at=AT, terminal="T-0001", specimen=False), fonts),
    ):
        assert image.mode == "1"
        assert image.width == WIDTH == 576
        assert 300 < image.height < 2000
        assert _ink(image) > 5000


def test_nothing_reaches_the_edges(fonts: Fonts) -> None:
    long = dataclasses.replace(RECEIPT, store="見本マート " * 6, lines=(("戸籍の附票の写し" * 4, 1, 950),))
    for image in (
        draw(receipt_slip(RECEIPT), fonts),
        draw(receipt_slip(long), fonts),
        draw(claim_slip(CLAIM), fonts),
    ):
        box = ImageChops.invert(image.convert("L")).getbbox()
        assert box is not None
        assert box[0] >= MARGIN
        assert box[2] <= WIDTH - MARGIN


@pytest.mark.parametrize("name", ["municipality", "number", "telephone", "store", "terminal"])
def test_every_text_is_on_the_receipt(fonts: Fonts, name: str) -> None:
    change: dict[str, Any] = {name: "別"}
    other = dataclasses.replace(RECEIPT, **change)
    assert draw(receipt_slip(other), fonts).tobytes() != draw(receipt_slip(RECEIPT), fonts).tobytes()


def test_a_specimen_receipt_begins_with_a_black_bar(fonts: Fonts) -> None:
    bar = draw(receipt_slip(RECEIPT), fonts).crop((MARGIN, MARGIN, WIDTH - MARGIN, MARGIN + 60))
    plain = draw(receipt_slip(dataclasses.replace(RECEIPT, specimen=False)), fonts)
    assert _ink(bar) > 0.8 * bar.width * bar.height
    assert _ink(plain.crop((MARGIN, MARGIN, WIDTH - MARGIN, MARGIN + 60))) < 0.3 * bar.width * bar.height


@pytest.mark.parametrize(
    "change",
    [{"money": Settlement(1000, 900, 100)}, {"lines": ()}, {"lines": (("住民票の写し", 0, 0),)}],
)
def test_lines_that_do_not_add_up_give_no_receipt(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="receipt"):
        dataclasses.replace(RECEIPT, **change)


@pytest.mark.parametrize(
    "change",
    [
        {"price": 900}, {"inserted": 900}, {"returned": 100}, {"claimed": 10}, {"unknown": 10},
        {"uncovered": 10}, {"overpaid": -10}, {"inserted": 900, "returned": -50},
        {"inserted": 0, "price": 0, "returned": -10, "claimed": 10},
    ],
)  # fmt: skip
def test_money_that_is_not_accounted_for_to_the_yen_is_no_settlement(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="accounted for"):
        dataclasses.replace(RECEIPT.money, **change)


def test_nothing_owed_gives_no_claim() -> None:
    with pytest.raises(ValueError, match="claim"):
        dataclasses.replace(CLAIM, money=RECEIPT.money)


def test_a_receipt_has_no_place_for_a_name() -> None:
    assert {item.name for item in dataclasses.fields(Receipt)} == {
        "issued_at",
        "store",
        "terminal",
        "municipality",
        "lines",
        "money",
        "number",
        "telephone",
        "specimen",
        "unprinted",
        "uncertain",
    }


def test_a_text_the_font_lacks_is_an_error(fonts: Fonts) -> None:
    with pytest.raises(MissingGlyph):
        draw(receipt_slip(dataclasses.replace(RECEIPT, store="\ue000")), fonts)


def test_yen_are_grouped() -> None:
    assert [yen(0), yen(250), yen(4500)] == ["0円", "250円", "4,500円"]
