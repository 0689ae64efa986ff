"""The types of all texts in messages that end in the journal, on a slip, in a report or on the screen."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

from kiosk.rules.texts import is_printable, plain_number

_FIRST_YEAR, _LAST_YEAR = 2000, 2999


def _plain(text: str) -> str:
    return plain_number(text) or ""


def _label(text: str) -> str:
    if not text.strip() or not is_printable(text):
        raise ValueError("a text that cannot be shown")
    return text


def _near(moment: date) -> date:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError("no date of this service")
    return moment


IssuedNumber = Annotated[str, Field(max_length=1024), AfterValidator(_plain)]
"""The number of something that the centre has done already, as `rules.texts.plain_number` has it.

Empty for one that cannot be written down: what was done stays done, so the message is not refused for it.
"""

Label = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_label)]
"""A name that is shown or printed; not blank, and without characters that no font shows."""

Moment = Annotated[AwareDatetime, AfterValidator(_near)]
Day = Annotated[date, AfterValidator(_near)]
"""A time or a day within the years 2000 to 2999, so that every time zone has it."""
