"""Comparing the content of a record with its kind and its own options, before anything is drawn.

A sheet that shows what was to be left out cannot be taken back; one that leaves out what was
asked for was paid for in vain.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from kiosk.rules.certificates import OMITTED, SHOWN
from kiosk.rules.contents import Frozen
from kiosk.rules.record import CertificateRecord, RecordMismatch

LEFT_OUT = "省略"

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
    """Raise RecordMismatch unless all items are there when asked for, and none when left out."""
    found = [item is not None for item in items]
    if option(record, key) == SHOWN:
        if not all(found):
            raise RecordMismatch(f"record leaves out {key}, which was asked for")
    elif any(found):
        raise RecordMismatch(f"record shows {key}, which was to be left out")
