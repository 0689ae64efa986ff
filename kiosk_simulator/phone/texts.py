"""Texts of the telephone's pages, in every language of the terminal: one table in `languages` for each.

Dates and the row of the terminal's menu are the terminal's own texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from kiosk.rules.hours.calendar import SERVICE_HOURS, YEAR_END
from kiosk.screens.i18n import dates
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk.screens.i18n.words import words_in
from kiosk_simulator.phone.refusals import Refusal

_FOLDER = Path(__file__).parent / "languages"
_A_YEAR = 2026
"""Any year: the days around the turn of the year have the same names in each."""
FIRST_LANGUAGE = next(iter(LANGUAGES))
"""Where no language, or none that is known, is asked for."""


@lru_cache(maxsize=len(LANGUAGES))
def table(language: str) -> dict[str, str]:
    """All texts of a language (a code of LANGUAGES) by their keys, such as `refusals.too_late.next`."""
    return dict(_flat("", tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))))


def _flat(key: str, found: object) -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for name, each in found.items():
            yield from _flat(f"{key}.{name}" if key else name, each)
    elif isinstance(found, list):
        for number, each in enumerate(found):
            yield from _flat(f"{key}.{number}", each)
    else:
        yield key, str(found)


@dataclass(frozen=True, slots=True)
class Text:
    """One text, by its key in the tables."""

    key: str

    def of(self, language: str) -> str:
        """The text in one language."""
        return table(language)[self.key]


TITLE = Text("title")
SIMULATED = Text("simulated")
LANGUAGES_LABEL = Text("languages")
STEPS = tuple(Text(f"steps.{number}") for number in range(4))
STEP = Text("step")

CARD_TITLE = Text("card_title")
CARD_LEAD = Text("card_lead")

PIN_TITLE = Text("pin_title")
PIN_LEAD = Text("pin_lead")
PIN_LABEL = Text("pin_label")
PIN_WRONG = Text("pin_wrong")
PIN_MALFORMED = Text("pin_malformed")
PIN_TRIES = Text("pin_tries")
PIN_LAST = Text("pin_last")
PIN_SPECIMEN = Text("pin_specimen")
PIN_NEXT = Text("pin_next")

FACE_TITLE = Text("face_title")
FACE_LEAD = Text("face_lead")
FACE_SIMULATED = Text("face_simulated")
FACE_NEXT = Text("face_next")

DONE_TITLE = Text("done_title")
DONE_UNTIL = Text("done_until")
DONE_CARD = Text("done_card")
DONE_NEXT = Text("done_next")
DONE_STEPS = tuple(Text(f"done_steps.{number}") for number in range(3))
HOURS_LABEL = Text("hours_label")
HOURS = Text("hours")
FEE_LABEL = Text("fee_label")
FEE = Text("fee")
ANOTHER = Text("another")

REFUSED_TITLE = Text("refused_title")
AGAIN = Text("again")

REFUSALS: dict[Refusal, tuple[Text, Text]] = {
    refusal: (Text(f"refusals.{refusal}.what"), Text(f"refusals.{refusal}.next")) for refusal in Refusal
}
"""What happened, and what to do."""


def menu(language: str) -> str:
    """The row of the terminal's menu."""
    return words_in(language).say("menu", "Reset the signature password")


def moment(at: datetime, language: str) -> str:
    """A time (aware) to the minute that has begun, as it is in Japan."""
    return dates.moment(words_in(language), at)


def hours(language: str) -> str:
    """The hours in which a reset can be made at a terminal."""
    opens, closes = (f"{at.hour}:{at:%M}" for at in (SERVICE_HOURS.opens, SERVICE_HOURS.closes))
    first, last = (_day(date(_A_YEAR, *day), language) for day in YEAR_END)
    return HOURS.of(language).format(opens=opens, closes=closes, first=first, last=last)


def _day(day: date, language: str) -> str:
    words = words_in(language)
    return words.say("moment", "{day} {month}", month=dates.month(words, day), day=day.day)
