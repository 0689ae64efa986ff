"""Every word on every receipt, in the order of printing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from PIL import Image, ImageDraw

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.claim import Claim, claim_slip
from kiosk.documents.receipts.password_reset import ResetSlip, reset_slip
from kiosk.documents.receipts.receipt import Receipt, receipt_slip
from kiosk.documents.receipts.rendering import canvas
from kiosk.documents.receipts.rendering.canvas import draw
from kiosk.documents.receipts.settlement import Settlement
from kiosk.documents.receipts.usage_registration import RegistrationSlip, registration_slip
from kiosk.rules.hours.japan_time import JST

AT = datetime(2026, 11, 24, 10, 5, tzinfo=JST)
PLACE: dict[str, Any] = {"issued_at": AT, "store": "旭町店", "terminal": "T-1", "telephone": "0120-95-0178"}
LINES = (("住民票の写し", 2, 500), ("課税証明書", 1, 250))


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is drawn, in order; what every slip of a kind has in common is drawn once and kept."""
    canvas._ink.cache_clear()
    drawn: list[str] = []
    draw = ImageDraw.ImageDraw.text

    def text(self: ImageDraw.ImageDraw, xy: Any, text: str, *args: Any, **kwargs: Any) -> None:
        drawn.append(text)
        draw(self, xy, text, *args, **kwargs)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", text)
    return drawn


def _receipt(fonts: Fonts) -> Image.Image:
    money = Settlement(inserted=1000, price=750, returned=250)
    receipt = Receipt(
        **PLACE, lines=LINES, money=money, municipality="苫小牧市", number="7KQ4-M2XW", specimen=True
    )
    return draw(receipt_slip(receipt), fonts)


def _claim(fonts: Fonts) -> Image.Image:
    money = Settlement(inserted=2500, price=500, returned=250, claimed=1750)
    return draw(claim_slip(Claim(**PLACE, money=money, number="7KQ4-M2XW", specimen=False)), fonts)


def _reset(fonts: Fonts) -> Image.Image:
    return draw(reset_slip(ResetSlip(**PLACE, number="7KQ4-M2XW", specimen=False)), fonts)


def _registration(fonts: Fonts) -> Image.Image:
    sent: dict[str, Any] = {
        "municipality": "苫小牧市",
        "number": "7KQ4-M2XW",
        "usable_from": date(2026, 12, 1),
    }
    return draw(registration_slip(RegistrationSlip(**PLACE, **sent, specimen=False)), fonts)


RECEIPT = """
見本 SAMPLE
領 収 書 Receipt
2026/11/24 10:05 日時 Date and time
旭町店 取扱店 Store
T-1 端末番号 Terminal
苫小牧市 発行自治体 Municipality
7KQ4-M2XW 領収番号 Receipt no.
2部 500円 住民票の写し 2 copies
1部 250円 課税証明書 1 copy
750円 合計 Total
1,000円 お預かり Cash received
250円 おつり Change
0120-95-0178 お問い合わせ Enquiries
"""
CLAIM = """
お返しできなかったお金の控え Money owed to you
1,750円 お返しする金額 Amount owed
7KQ4-M2XW 受付番号 Claim no.
１．この紙をお店の方に見せてください。 Show this slip to the store staff.
２．返せないときは、下へお電話ください。 If they cannot pay you, call the number below.
３．返金までこの紙をお持ちください。 Keep this slip until you have been paid.
2,500円 お預かり Cash received
500円 印刷した証明書の手数料 Fee for what was printed
250円 お返しした金額 Paid back
2026/11/24 10:05 日時 Date and time
旭町店 取扱店 Store
T-1 端末番号 Terminal
0120-95-0178 お電話 Telephone
"""
RESET = """
署名用パスワード 再設定の控え Signature password reset
7KQ4-M2XW 受付番号 Number
無料 手数料 Fee
新しいパスワードは今から使えます。 You can use the new password from now on.
パスワードはこの紙に書かないでください。 Do not write the password on this slip.
心当たりがないときは、すぐ下へお電話ください。
If you did not do this yourself, call the number below at once.
2026/11/24 10:05 日時 Date and time
旭町店 取扱店 Store
T-1 端末番号 Terminal
0120-95-0178 お問い合わせ Enquiries
"""
REGISTRATION = """
本籍地の利用登録 申請の控え Usage registration: application
7KQ4-M2XW 申請番号 Application no.
苫小牧市 申請先 Municipality
2026年12月1日ごろ 使えるようになる日 Usable from around
無料 手数料 Fee
１．審査の状態は、この端末で確かめられます。 You can check its progress at this terminal.
２．登録後、端末で戸籍の証明書が取れます。 After that you can get certificates at terminals like this one.
３．この紙をそれまでお持ちください。 Keep this slip until then.
2026/11/24 10:05 日時 Date and time
旭町店 取扱店 Store
T-1 端末番号 Terminal
0120-95-0178 お問い合わせ Enquiries
"""


@pytest.mark.parametrize(
    ("draw", "expected"),
    [(_receipt, RECEIPT), (_claim, CLAIM), (_reset, RESET), (_registration, REGISTRATION)],
)
def test_a_receipt_has_exactly_these_words(
    fonts: Fonts, words: list[str], draw: Callable[[Fonts], Image.Image], expected: str
) -> None:
    draw(fonts)
    assert " ".join(words).split() == expected.split()


@pytest.mark.parametrize("draw_slip", [_receipt, _claim, _reset, _registration])
def test_only_what_every_slip_of_a_kind_says_is_kept_and_it_is_drawn_the_same(
    fonts: Fonts, words: list[str], draw_slip: Callable[[Fonts], Image.Image]
) -> None:
    """Numbers, places and amounts of a visit are drawn each time: nothing of them stays behind."""
    first = draw_slip(fonts)
    every = list(words)
    words.clear()
    assert draw_slip(fonts).tobytes() == first.tobytes()
    kept = set(every) - set(words)
    assert len(kept) > 10
    assert [text for text in kept if re.search("円|[0-9]{2}|苫小牧|旭町|KQ4", text)] == []
