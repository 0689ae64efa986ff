"""The staff's test page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from PIL import Image

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.printer_test_page import service_page
from kiosk_simulator.page_printer.pdf_reader import read_pages

AT = datetime(2026, 11, 21, 10, 15, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_it_is_one_page_that_tells_when_and_where(fonts: Fonts, text_of: Callable[[bytes], str]) -> None:
    pdf = service_page(fonts, issued_at=AT, terminal="T-0001")
    assert len(read_pages(pdf)) == 1
    text = "".join(text_of(pdf).split())
    for words in ("令和８年１１月２１日", "T-0001", "証明書ではありません", "葛\U000e0104"):
        assert words in text


def test_it_has_grey_steps_and_a_frame(
    fonts: Fonts, pictures_of: Callable[[bytes], list[Image.Image]]
) -> None:
    (picture,) = pictures_of(service_page(fonts, issued_at=AT, terminal="T-0001"))
    dots = 100 / 25.4
    steps = [picture.getpixel((round((24 + 16 * step) * dots), round(197 * dots))) for step in range(11)]
    reds = [step[0] for step in steps]  # type: ignore[index]
    assert reds == sorted(reds, reverse=True)
    assert len(set(reds)) == 11
    frame = picture.crop((round(7 * dots), 0, round(9 * dots), picture.height)).convert("L")
    assert min(frame.resize((1, frame.height), Image.Resampling.BOX).tobytes()[100:-100]) < 230
