"""Dates and times of day as people write them, in Japan time."""

from __future__ import annotations

from datetime import date, datetime

from kiosk.rules.hours.japan_time import JST
from kiosk.screens.i18n.words import Words, phrase

_WEEKDAYS = (
    phrase("weekday", "Mon"),
    phrase("weekday", "Tue"),
    phrase("weekday", "Wed"),
    phrase("weekday", "Thu"),
    phrase("weekday", "Fri"),
    phrase("weekday", "Sat"),
    phrase("weekday", "Sun"),
)
_MONTHS = (
    phrase("month", "Jan"),
    phrase("month", "Feb"),
    phrase("month", "Mar"),
    phrase("month", "Apr"),
    phrase("month", "May"),
    phrase("month", "Jun"),
    phrase("month", "Jul"),
    phrase("month", "Aug"),
    phrase("month", "Sept"),
    phrase("month", "Oct"),
    phrase("month", "Nov"),
    phrase("month", "Dec"),
)
# Month names, because many readers of English take 1/10 for the first of October.


def month(words: Words, day: date) -> str:
    """The short name of the month."""
    return words.of(_MONTHS[day.month - 1])


def weekday(words: Words, day: date) -> str:
    """The short name of the day of the week."""
    return words.of(_WEEKDAYS[day.weekday()])


def moment(words: Words, when: datetime) -> str:
    """Day and time. Never "tomorrow": a screen may still be shown after midnight."""
    local = when.astimezone(JST)
    return words.say(
        "moment",
        "{weekday}\u00a0{day}\u00a0{month}, {time}",
        weekday=weekday(words, local),
        month=month(words, local),
        day=_day(words, local.day),
        time=f"{local.hour}:{local.minute:02d}",
    )


def day_of(words: Words, day: date) -> str:
    """Year, month, day."""
    return words.say(
        "moment",
        "{day}\u00a0{month}\u00a0{year}",
        year=day.year,
        month=month(words, day),
        day=_day(words, day.day),
    )


def published(words: Words, stated: str) -> str:
    """The year, month or day of a statement, written `2023`, `2023-03` or `2023-03-29`."""
    year, *rest = (int(number) for number in stated.split("-"))
    if not rest:
        return str(year)
    if len(rest) > 1:
        return day_of(words, date(year, *rest))
    return words.say("moment", "{month} {year}", year=year, month=words.of(_MONTHS[rest[0] - 1]))


def _day(words: Words, day: int) -> str:
    """The day of a month, of which some languages count the first one."""
    return words.language.first_day if day == 1 else str(day)


def hours_of_day(words: Words, hours: str) -> str:
    """The usual hours, in settings `6:30 – 23:00`, with the language's own sign for a range."""
    return hours.replace(" – ", words.say("hours", " – "))


def opening_hours(words: Words, hours: str, year_end: tuple[tuple[int, int], tuple[int, int]] | None) -> str:
    """The usual hours as markup, and when the service is closed all day; `year_end` as in FlowSettings."""
    hours = hours_of_day(words, hours)
    if year_end is None:
        return words.say("hours", "^{hours}^ (except maintenance days)", hours=hours)
    first, last = (
        words.say(
            "moment", "{day} {month}", month=words.of(_MONTHS[month_number - 1]), day=_day(words, day)
        ).replace(" ", "\u00a0")
        for month_number, day in year_end
    )
    return words.say(
        "hours",
        "^{hours}^ (except {first} – {last} and maintenance days)",
        hours=hours,
        first=first,
        last=last,
    )


def last_day(words: Words, end: datetime) -> str:
    """The last day of something that ends at `end` (aware)."""
    return day_of(words, end.astimezone(JST).date())
