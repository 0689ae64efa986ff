"""The section [hours] of kiosk.toml: what is written there is what the timetable does."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from kiosk.config.errors import SettingsError
from kiosk.config.loading import load
from kiosk.config.sections.hours import Hours
from kiosk.config.settings import Settings
from kiosk.rules.hours.calendar import ROUND_THE_CLOCK, YEAR_END, Calendar, DailyHours
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.timetable import Timetable
from kiosk.rules.services import Service

GUIDE = Path(__file__).parents[2] / "docs" / "hours.md"
CERTIFICATES, RESET, REGISTRATION = (
    Service.CERTIFICATES,
    Service.PASSWORD_RESET,
    Service.USAGE_REGISTRATION,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


def hours(text: str) -> Hours:
    return Settings.checked({"mode": "simulation", **tomllib.loads(text)}).hours


def test_without_a_section_the_hours_are_the_specifications() -> None:
    assert hours("").timetable() == Timetable()
    assert hours("").clock_tolerance == timedelta(seconds=120)


def test_everything_that_is_told_is_in_the_calendar() -> None:
    table = hours(
        """
[hours]
opens = 08:00:00
closes = 20:00:00
last_start_minutes = 15
grace_minutes = 5
look_ahead_minutes = 45
year_end_first = "12-28"
year_end_last = "01-05"
weekdays_only = true
closures = [{ start = 2026-11-24T12:00:00, end = 2026-11-24T05:00:00Z }]
"""
    ).timetable()
    calendar = table.calendars[CERTIFICATES]
    assert calendar.hours == DailyHours(time(8), time(20))
    assert (calendar.last_start, calendar.grace) == (timedelta(minutes=15), timedelta(minutes=5))
    assert (calendar.year_end, calendar.weekdays_only) == (((12, 28), (1, 5)), True)
    assert table.look_ahead == timedelta(minutes=45)
    (closure,) = calendar.closures
    assert closure.start == datetime(2026, 11, 24, 12, tzinfo=JST)
    assert closure.end == datetime(2026, 11, 24, 5, tzinfo=UTC)


def test_a_terminal_may_serve_at_the_years_end() -> None:
    calendars = hours("[hours]\nyear_end_closed = false").timetable().calendars
    assert calendars[CERTIFICATES].is_open(at("2027-01-01 12:00"))


def test_a_service_has_what_is_its_own_and_the_rest_from_all() -> None:
    table = hours(
        """
[hours]
closes = 22:00:00
grace_minutes = 3

[hours.services.usage_registration]
opens = 09:00:00
closes = 17:00:00
last_start_minutes = 20
weekdays_only = true

[hours.services.password_reset]
grace_minutes = 0
year_end_closed = false
"""
    ).timetable()
    registration, reset = table.calendars[REGISTRATION], table.calendars[RESET]
    assert registration == Calendar(
        DailyHours(time(9), time(17)), timedelta(minutes=20), timedelta(minutes=3), YEAR_END, True
    )
    assert reset == Calendar(DailyHours(time(6, 30), time(22)), year_end=None)
    assert table.calendars[CERTIFICATES].grace == timedelta(minutes=3)


def test_a_closure_stops_what_it_names() -> None:
    calendars = (
        hours(
            """
[[hours.closures]]
start = 2026-11-24T17:30:00
end = 2026-11-25T09:00:00
services = ["usage_registration", "certificates"]
"""
        )
        .timetable()
        .calendars
    )
    stopped = {service for service in Service if not calendars[service].is_open(at("2026-11-24 18:00"))}
    assert stopped == {REGISTRATION, CERTIFICATES}


def test_the_store_limits_everything() -> None:
    calendars = hours("[hours.store]\nopens = 07:00:00\ncloses = 01:00:00").timetable().calendars
    assert {each.store for each in calendars.values()} == {DailyHours(time(7), time(1))}
    assert hours("").timetable().calendars[CERTIFICATES].store == ROUND_THE_CLOCK


def test_holidays_of_a_new_law_can_be_told() -> None:
    table = hours("[hours]\nweekdays_only = true\nholidays = [2026-11-24]").timetable()
    calendar = table.calendars[CERTIFICATES]
    days = ("2026-11-23", "2026-11-24", "2026-11-25")
    assert [calendar.is_open(at(f"{day} 12:00")) for day in days] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "6:30 – 23:00"),
        ("[hours]\ncloses = 00:00:00", "6:30 – 24:00"),
        ("[hours.store]\nopens = 07:00:00\ncloses = 22:00:00", "7:00 – 22:00"),
        ("[hours.store]\nopens = 22:00:00\ncloses = 08:00:00", "6:30 – 8:00, 22:00 – 23:00"),
    ],
)
def test_the_screens_show_the_hours_inside_the_stores(text: str, shown: str) -> None:
    assert hours(text).shown() == shown


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[hours.closures]]\nbegin = 2026-11-24", "hours.closures.0.start"),
        ("[[hours.closures]]\nstart = 2026-11-25T00:00:00\nend = 2026-11-24T00:00:00", "hours"),
        (
            '[[hours.closures]]\nstart = 2026-11-24T00:00:00\nend = 2026-11-25T00:00:00\nservices = ["all"]',
            "hours.closures.0.services.0",
        ),
        ("[hours]\nlast_start_minutes = -1", "hours.last_start_minutes"),
        ("[hours]\ngrace_minutes = 31", "hours.grace_minutes"),
        ("[hours]\nopens = 23:00:00\ncloses = 06:30:00", "hours"),
        ("[hours]\nopens = 09:00:00\ncloses = 09:00:00", "hours"),
        ('[hours]\nyear_end_first = "02-29"', "hours.year_end_first"),
        ('[hours]\nyear_end_last = "3 January"', "hours.year_end_last"),
        ("[hours]\nclock_tolerance_seconds = 0", "hours.clock_tolerance_seconds"),
        ("[hours]\nweekday_only = true", "hours.weekday_only"),
        ("[hours.store]\nopens = 09:00:00\ncloses = 09:00:00", "hours"),
        ("[hours.services.copying]\nopens = 09:00:00", "hours.services.copying"),
        ("[hours.services.information]\nopens = 09:00:00", "hours"),
        ("[hours.services.password_reset]\nopens = 23:30:00", "hours"),
        (
            "[hours.services.password_reset]\ngrace_minutes = -1",
            "hours.services.password_reset.grace_minutes",
        ),
    ],
)
def test_hours_that_cannot_be_meant_are_refused_by_their_key(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(f'mode = "simulation"\n{text}')
    with pytest.raises(SettingsError, match=rf"^kiosk\.toml: {re.escape(key)}") as caught:
        load(path)
    assert all(line.startswith("kiosk.toml: hours") for line in caught.value.problems)


def test_every_example_of_the_guide_is_a_timetable() -> None:
    found = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    terminal = [each for each in found if "[hours" in each and "kinds" not in each]
    assert len(terminal) >= 5
    for each in terminal:
        assert hours(each).timetable() != Timetable()
