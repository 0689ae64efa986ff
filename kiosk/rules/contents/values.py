"""The values that items of a record can have, and the base class of everything that is signed.

Three things are told apart wherever a text or a day may be wanting: None was *omitted* (省略), because
the applicant did not ask for it; `NO_ENTRY` is *absent*, the municipality's record has nothing there and
the sheet says so (本籍なし); `UNKNOWN` is recorded as *unknown* (不詳).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kiosk.rules.eras import eras_of


class Frozen(BaseModel):
    """Base class of everything that the issuing centre signs.

    Without pydantic's cache of strings: it would keep names and addresses beyond the visit.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, cache_strings="none"
    )

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        return ()


class NoEntry(Frozen):
    """The municipality's record has no entry here for this person: nothing was omitted."""

    entry: Literal["none"] = "none"


class Unknown(Frozen):
    """The municipality's record says that this is not known (不詳)."""

    entry: Literal["unknown"] = "unknown"


NO_ENTRY = NoEntry()
UNKNOWN = Unknown()

Recorded = str | NoEntry | Unknown
"""A text that may be absent or unknown, but cannot be left out."""

Item = Recorded | None
"""An optional text: present, absent, unknown, or omitted."""


class PartialDate(Frozen):
    """A day of which the record knows the year, the year and the month, or nothing (月日不詳, 年月日不詳).

    `year` is Gregorian, `month` 1 to 12. `era` is needed where year and month do not say which era it
    was (1926 may be 大正15年 or 昭和元年). Raises ValueError (pydantic's) when one is missing or wrong.
    """

    year: Annotated[int, Field(ge=1873, le=9999)] | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    era: str | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> PartialDate:
        if self.year is None:
            if self.month is not None or self.era is not None:
                raise ValueError("a month or an era without a year")
            return self
        possible = eras_of(self.year, self.month)
        if self.era not in (possible if len(possible) > 1 else (None, *possible)):
            raise ValueError("the era is missing or wrong")
        return self


Day = date | PartialDate
"""A day as far as the record knows it."""

RecordedDay = Day | NoEntry
"""A day that may be absent."""


class ReadName(Frozen):
    """A name beside the legal one, with its reading in katakana."""

    name: str
    kana: Recorded


OtherName = ReadName | NoEntry
"""旧氏 or 通称: the record has one, or none. Neither can be left out once it is recorded."""
