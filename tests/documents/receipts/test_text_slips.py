"""Slips as text say what the drawn ones say, within the paper, and never drop a character unseen."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.captions import ENGLISH, caption, said
from kiosk.documents.receipts.claim import claim_slip
from kiosk.documents.receipts.password_reset import reset_slip
from kiosk.documents.receipts.printer_test import printer_test_slip
from kiosk.documents.receipts.receipt import receipt_slip
from kiosk.documents.receipts.refund import Refund, refund_slip
from kiosk.documents.receipts.rendering.canvas import draw
from kiosk.documents.receipts.rendering.shift_jis import columns, printable
from kiosk.documents.receipts.rendering.stand_ins import NOTICE, with_stand_ins
from kiosk.documents.receipts.rendering.text import COLUMNS, text_lines
from kiosk.documents.receipts.settlement import Settlement
from kiosk.documents.receipts.slip import Bar, Centred, Pair, Paragraph, Slip
from kiosk.documents.receipts.usage_registration import registration_slip
from tests.documents.receipts.test_receipt import AT, CLAIM, RECEIPT
from tests.documents.receipts.test_service_receipts import APPLICATION, RESET

REFUND = Refund(
    AT, "旭町店", "T-0001", Settlement(500, 0, 500), "7KQ4-M2XW", "0120-95-0178", False,
    unprinted=(("住民票の写し", 1),), uncertain=(("課税証明書", 1),),
)  # fmt: skip
SLIPS: tuple[Slip, ...] = (
    receipt_slip(RECEIPT),
    claim_slip(CLAIM),
    refund_slip(REFUND),
    reset_slip(RESET),
    registration_slip(APPLICATION),
    printer_test_slip(issued_at=AT, terminal="T-0001", specimen=False),
)


def _said(slip: Slip) -> str:
    words: list[str] = []
    for part in slip:
        match part:
            case Bar(text) | Centred(text) | Paragraph(text):
                words.append(said(text, ENGLISH))
            case Pair():
                words += (part.label, part.value, said(part.caption, ENGLISH))
    return re.sub(r"[\s　]", "", "".join(words))


@pytest.mark.parametrize("slip", SLIPS)
def test_nothing_of_a_slip_is_left_out_and_no_line_is_longer_than_the_paper(slip: Slip) -> None:
    lines = text_lines(slip)
    said = "".join(text.strip("【】 ") for text, _ in lines)
    assert re.sub(r"[\s　]|[-=]{48}", "", said) == _said(slip)
    assert all(columns(text) * scale <= COLUMNS for text, scale in lines)


def test_amounts_and_numbers_that_matter_are_twice_as_large() -> None:
    big = [text.strip() for text, scale in text_lines(claim_slip(CLAIM)) if scale == 2]
    assert big == ["お返しできなかったお金の", "控え", "750円", "7KQ4-M2XW"]


def test_a_drawn_slip_has_the_same_stand_ins(fonts: Fonts) -> None:
    store = "葛\U000e0104飾\U00030000店\x1b"
    slip = with_stand_ins(receipt_slip(dataclasses.replace(RECEIPT, store=store)), fonts)
    assert Pair("取扱店", caption("Store"), "葛飾〓店〓") in slip
    assert [part.text for part in slip if isinstance(part, Paragraph)][-2:] == list(NOTICE)
    assert draw(slip, fonts).height > draw(receipt_slip(RECEIPT), fonts).height
    assert with_stand_ins(receipt_slip(RECEIPT), fonts) == receipt_slip(RECEIPT)


@pytest.mark.parametrize("money", [Settlement(500, 250, 250), Settlement(500, 0, 400, claimed=100)])
def test_a_refund_that_is_not_whole_has_no_slip(money: Settlement) -> None:
    with pytest.raises(ValueError, match="not whole"):
        dataclasses.replace(REFUND, money=money)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("見本マート", "見本マート"),
        ("葛\U000e0104飾店", "葛飾店"),  # a variant: its base character
        ("神\ufe00", "神"),
        ("\ufa19田", "神田"),  # a compatibility ideograph: the unified one
        ("髙﨑", "髙﨑"),
        ("\U00020bb7野家", "〓野家"),
        ("あ〜い−う‖え", "あ～い－う∥え"),  # the JIS's signs, as Unicode and as cp932 number them
        ("か\u3099っこ", "がっこ"),
        ("Café Zürich", "Cafe Zurich"),
        ("①㈱Ⅳ㎡", "①㈱Ⅳ㎡"),
        ("㍿", "株式会社"),
        ("¥100", "￥100"),
        ("店\x1bd\x06\n", "店〓d〓〓"),  # a command in a name is no command
        ("\ue000", "〓"),  # a private character: the printer has none
        ("😀", "〓"),
        ("a\u200bb", "a〓b"),
    ],
)
def test_a_character_the_printer_lacks_has_a_stand_in(text: str, printed: str) -> None:
    assert printable(text) == printed


@given(st.text(max_size=30))
def test_whatever_is_written_can_be_sent_and_has_no_command_in_it(text: str) -> None:
    found = printable(text)
    assert all(character >= " " and character != "\x7f" for character in found)
    assert columns(found) == len(found.encode("cp932"))


def test_a_slip_with_a_missing_character_says_what_its_mark_means() -> None:
    plain = [text for text, _ in text_lines(receipt_slip(RECEIPT))]
    assert not any("〓" in text for text in plain)
    lines = [text for text, _ in text_lines(receipt_slip(dataclasses.replace(RECEIPT, store="𠮷野マート")))]
    assert any(text.endswith("〓野マート") for text in lines)
    assert lines[-2:] == [
        "〓は、この印字装置にない文字です。",
        "〓 is a character this printer does not have.",
    ]
