"""Lines of text on the wire, read back by a tokenizer that knows the manuals and not the encoder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from kiosk.hardware.receipt_printer.escpos_printer import EscposReceiptPrinter
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinterNotReady
from kiosk.hardware.receipt_printer.text_mode import text
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from kiosk_simulator.receipt_printer.server import SimulatedReceiptPrinter
from tests.support.paper_text import Line, read

INITIALISE, CUT = b"\x1b@", b"\x1dV\x00"


def _of_cp932(code: int) -> Iterator[str]:
    """Characters of rows that every Japanese printer has: JIS X 0208's, and half-width katakana."""
    for trail in (*range(0x40, 0x7F), *range(0x80, 0xFD)):
        try:
            character = bytes((code, trail)).decode("shift_jis")
        except UnicodeDecodeError:
            continue
        # Seven signs have another number in cp932; they are chosen before, by the slip.
        if character not in "〜‖−¢£¬—＼":
            yield character


KANJI = "".join(each for code in (*range(0x81, 0xA0), *range(0xE0, 0xEB)) for each in _of_cp932(code))
ASCII = "".join(chr(code) for code in range(0x20, 0x7F) if code != 0x5C)
CHARACTERS = st.sampled_from(KANJI + ASCII + "".join(chr(0xFF61 + at) for at in range(63)))
LINES = st.lists(st.tuples(st.text(CHARACTERS, min_size=1, max_size=24), st.sampled_from([1, 2])), min_size=1)


@given(LINES)
def test_what_is_sent_is_read_back_character_by_character(lines: list[tuple[str, int]]) -> None:
    (slip,) = read(INITIALISE + text(lines) + CUT)
    assert slip == [Line(line, scale == 2) for line, scale in lines]


def test_every_character_of_the_jis_is_read_back() -> None:
    assert len(KANJI) > 6800
    lines = [(KANJI[at : at + 24], 1) for at in range(0, len(KANJI), 24)]
    (slip,) = read(INITIALISE + text(lines) + CUT)
    assert "".join(line.text for line in slip) == KANJI


def test_the_bytes_are_those_of_the_manuals() -> None:
    """髙 and 﨑 have two codes each; not all printers take the lead bytes FA to FC of the other."""
    assert text([("円Aｱ", 1), ("髙", 2), ("﨑\\", 1)]) == (
        b"\x1bR\x08\x1bt\x01\x1cC\x01"  # Japan, katakana, Shift_JIS
        b"\x89~A\xb1\n"
        b"\x1d!\x11\x1c!\x0c\xee\xe0\n"
        b"\x1d!\x00\x1c!\x00\xed\x95\\\n"
    )


@pytest.mark.parametrize("character", ["𠮷", "\U000e0104", "😀", "\x1b", "\n", "\x00", "\x7f", "é"])
def test_what_cp932_lacks_and_what_would_be_a_command_is_never_sent(character: str) -> None:
    with pytest.raises(ValueError, match=r"control|encode"):
        text([(f"店{character}", 1)])


def test_a_slip_of_text_is_printed_and_cut_like_a_picture() -> None:
    with SimulatedReceiptPrinter() as simulated:
        driver = EscposReceiptPrinter(*simulated.address, timeout=5.0)
        driver.print_text([("領収書", 2), ("合計 250円", 1)])
        (slip,) = simulated.taken()
        assert (slip.width, slip.height) == (576, 48 + 30 + 6 * 30)
        box = ImageChops.invert(slip.convert("L")).getbbox()
        assert box is not None
        assert box[2] <= 3 * 48, "three kanji twice as wide as 24 dots"
        simulated.set_fault(ReceiptPrinterFault.COVER_OPEN)
        with pytest.raises(ReceiptPrinterNotReady):
            driver.print_text([("領収書", 1)])
        simulated.clear_fault()
        assert simulated.receipts == []


def test_kanji_without_their_settings_are_not_readable_on_the_simulated_paper() -> None:
    """Otherwise a driver that forgot FS C would go unnoticed."""
    lines = [("領収書", 1)]

    def printed(commands: bytes) -> Image.Image:
        with SimulatedReceiptPrinter() as simulated:
            driver = EscposReceiptPrinter(*simulated.address, timeout=5.0)
            driver._print(commands, lambda: True)
            return simulated.receipts[0]

    whole = text(lines)
    assert printed(whole).tobytes() != printed(whole.replace(b"\x1cC\x01", b"")).tobytes()
