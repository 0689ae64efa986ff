"""The parts that receipts share: header, place and time, steps, sheets, contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kiosk.documents.receipts.slip import Bar, Centred, Pair, Paragraph, Part, Rule, Space

TIME = "%Y/%m/%d %H:%M"
Copies = tuple[str, int]
"""(certificate in Japanese, copies)."""


def yen(amount: int) -> str:
    """Return an amount such as 1,000円."""
    return f"{amount:,}円"


def copies_in_english(copies: int) -> str:
    """Return a number such as "2 copies"."""
    return f"{copies} cop{'y' if copies == 1 else 'ies'}"


def heading(title: str, english: str, specimen: bool) -> Iterator[Part]:
    """Begin a slip with its title, below a specimen bar if it is a specimen."""
    if specimen:
        yield Bar("見本  SAMPLE")
        yield Space(20)
    yield Centred(title, 44, bold=True)
    yield Centred(english, 22)
    yield Space(14)
    yield from ruled(heavy=True)


def ruled(*, heavy: bool = False, dashed: bool = False) -> Iterator[Part]:
    """A line, and the space under it."""
    yield Rule(heavy, dashed)
    yield Space(16)


def location(issued_at: datetime, store: str, terminal: str) -> Iterator[Part]:
    """Say time, store and terminal."""
    yield Pair("日時", "Date and time", issued_at.strftime(TIME))
    yield Pair("取扱店", "Store", store)
    yield Pair("端末番号", "Terminal", terminal)


def contact(telephone: str, label: str, english: str) -> Iterator[Part]:
    """Say at the bottom whom to call."""
    yield Space(4)
    yield from ruled()
    yield Pair(label, english, telephone, bold=True)


def steps(*each: tuple[str, str]) -> Iterator[Part]:
    """Numbered steps between two rules, each in Japanese and English."""
    yield from ruled()
    for japanese, english in each:
        yield Paragraph(japanese, 25)
        yield Paragraph(english, 19)
        yield Space(6)
    yield from ruled()


def not_printed(unprinted: tuple[Copies, ...], uncertain: tuple[Copies, ...]) -> Iterator[Part]:
    """Say what did not come out and what may have: neither is charged."""
    for label, copies in unprinted:
        yield Pair(label, f"{copies_in_english(copies)} not printed", f"{copies}部　未発行　0円")
    for label, copies in uncertain:
        yield Pair(label, f"{copies_in_english(copies)}, may have come out", f"{copies}部　要確認　0円")
    if unprinted:
        yield Paragraph("未発行の証明書の手数料はいただいていません。", 22)
        yield Paragraph("Nothing is charged for what was not printed.", 18)
    if uncertain:
        yield Paragraph("要確認の証明書が出たかは、お店の方が確かめます。手数料はいただいていません。", 22)
        yield Paragraph("Staff will see whether the sheet came out. Nothing is charged for it.", 18)
