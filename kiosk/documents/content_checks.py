"""Comparing the content of a record with its kind and its own options, before anything is drawn.

A sheet that shows what was to be left out cannot be taken back; one that leaves out what was
asked for was paid for in vain.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from kiosk.rules.certificates import OMITTED, SHOWN
from kiosk.rules.contents import Frozen, NoEntry
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch

OMITTED_TEXT = "省略"
NO_ENTRY_TEXT = "なし"
NO_DATE_TEXT = "―"
"""For a day or a period that there is not."""

C = TypeVar("C", bound=Frozen)


class NotPrintable(ValueError):
    """This program has no sheet for a certificate. The message names its kind."""


def content_of(record: CertificateRecord, model: type[C]) -> C:
    """Return the content when it is the one of the record's kind; raises RecordMismatch."""
    if not isinstance(record.content, model):
        raise RecordMismatch(f"record has another content than {record.kind} needs")
    return record.content


def option(record: CertificateRecord, key: str) -> str:
    """Return the chosen value; what was not a choice counts as left out."""
    return dict(record.options).get(key, OMITTED)


def check_items(record: CertificateRecord, key: str, items: Iterable[object | None]) -> None:
    """Compare items with what was chosen; NO_ENTRY is an item that is there.

    Raises RecordMismatch when one is there that was to be left out, RecordIncomplete when one is
    missing that was asked for.
    """
    found = [item is not None for item in items]
    if option(record, key) == SHOWN:
        if not all(found):
            raise RecordIncomplete(f"record leaves out {key}, which was asked for")
    elif any(found):
        raise RecordMismatch(f"record shows {key}, which was to be left out")


def cell_text(item: str | NoEntry | None, *, nothing: str = NO_ENTRY_TEXT) -> str:
    """Return what stands in the cell of an item; `nothing` is for one that the record does not have."""
    if item is None:
        return OMITTED_TEXT
    return nothing if isinstance(item, NoEntry) else item
