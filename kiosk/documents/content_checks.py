"""Checks the content of a record against its kind and its own options, before anything is drawn.

A certificate that shows an item to be omitted cannot be taken back; one that omits a requested item was
paid for in vain.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from kiosk.rules.certificates import OMITTED, SHOWN
from kiosk.rules.contents import Day, Frozen, Item, NoEntry, PartialDate, Unknown
from kiosk.rules.eras import japanese_date, japanese_partial_date, western_date, western_partial_date
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch

OMITTED_TEXT = "省略"
NO_ENTRY_TEXT = "なし"
UNKNOWN_TEXT = "不詳"
NO_DATE_TEXT = "―"
"""In place of a date or a period that does not exist."""

C = TypeVar("C", bound=Frozen)


class NotPrintable(ValueError):
    """The program cannot print this certificate. The message names its kind."""


def content_of(record: CertificateRecord, model: type[C]) -> C:
    """Return the content if it is of type `model`. Raises RecordMismatch otherwise."""
    if not isinstance(record.content, model):
        raise RecordMismatch(f"record has another content than {record.kind} needs")
    return record.content


def option(record: CertificateRecord, key: str) -> str:
    """Return the chosen value; an option that the record does not have counts as omitted."""
    return dict(record.options).get(key, OMITTED)


def check_items(record: CertificateRecord, key: str, items: Iterable[object | None]) -> None:
    """Compare items with the chosen option. NO_ENTRY counts as present.

    Raises RecordMismatch if an item is present that should be omitted, and RecordIncomplete if a
    requested item is missing.
    """
    found = [item is not None for item in items]
    if option(record, key) == SHOWN:
        if not all(found):
            raise RecordIncomplete(f"record leaves out {key}, which was asked for")
    elif any(found):
        raise RecordMismatch(f"record shows {key}, which was to be left out")


def cell_text(item: Item, *, nothing: str = NO_ENTRY_TEXT) -> str:
    """Return the text for an item's cell; `nothing` stands for an item that has no entry."""
    match item:
        case None:
            return OMITTED_TEXT
        case Unknown():
            return UNKNOWN_TEXT
        case NoEntry():
            return nothing
        case _:
            return item


def day_text(
    day: Day | NoEntry | Unknown | None,
    *,
    western: bool = False,
    aligned: bool = True,
    nothing: str = NO_DATE_TEXT,
) -> str:
    """Return a day as far as it is known, in Japanese eras or in the `western` calendar.

    `nothing` stands for a day that has no entry. Raises ValueError for a day before 1873-01-01.
    """
    match day:
        case date():
            return western_date(day, aligned=aligned) if western else japanese_date(day, aligned=aligned)
        case PartialDate() if western:
            return western_partial_date(day.year, day.month)
        case PartialDate():
            return japanese_partial_date(day.year, day.month, day.era)
        case Unknown():
            return japanese_partial_date(None)
        case _:
            return cell_text(day, nothing=nothing)


def reading_text(reading: Item) -> str:
    """Return a reading for the place above a name; empty when none is recorded."""
    return cell_text(reading, nothing="")
