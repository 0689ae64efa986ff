"""The parts that receipts share: header, place and time, steps, sheets, contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kiosk.documents.receipts.captions import Caption, caption, counted
from kiosk.documents.receipts.slip import Bar, Centred, Pair, Paragraph, Part, Rule, Space, Words

TIME = "%Y/%m/%d %H:%M"
Copies = tuple[str, int]
"""(certificate in Japanese, copies)."""


def yen(amount: int) -> str:
    """Return an amount such as 1,000円."""
    return f"{amount:,}円"


def how_many(copies: int) -> Caption:
    """Return a number such as "2 copies"."""
    return counted("{n} copy", "{n} copies", copies)


def heading(title: str, english: Words, specimen: bool) -> Iterator[Part]:
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
    yield Pair("日時", caption("Date and time"), issued_at.strftime(TIME))
    yield Pair("取扱店", caption("Store"), store)
    yield Pair("端末番号", caption("Terminal"), terminal)


def contact(telephone: str, label: str, english: Words) -> Iterator[Part]:
    """Say at the bottom whom to call."""
    yield Space(4)
    yield from ruled()
    yield Pair(label, english, telephone, bold=True)


def steps(*each: tuple[str, Words]) -> Iterator[Part]:
    """Numbered steps between two rules, each in Japanese and the visit's language."""
    yield from ruled()
    for japanese, other in each:
        yield Paragraph(japanese, 25)
        yield Paragraph(other, 21)
        yield Space(6)
    yield from ruled()


def not_printed(unprinted: tuple[Copies, ...], uncertain: tuple[Copies, ...]) -> Iterator[Part]:
    """Say what did not come out and what may have: neither is charged."""
    for label, copies in unprinted:
        yield Pair(
            label,
            counted("{n} copy not printed", "{n} copies not printed", copies),
            f"{copies}部　未発行　0円",
        )
    for label, copies in uncertain:
        doubtful = counted("{n} copy, may have come out", "{n} copies, may have come out", copies)
        yield Pair(label, doubtful, f"{copies}部　要確認　0円")
    if unprinted:
        yield Paragraph("未発行の証明書の手数料はいただいていません。", 22)
        yield Paragraph(caption("You are not charged for what was not printed."), 20)
    if uncertain:
        yield Paragraph("要確認の証明書が出たかは、お店の方が確かめます。手数料はいただいていません。", 22)
        yield Paragraph(
            caption("Staff will check whether the sheet came out. You are not charged for it."), 20
        )
