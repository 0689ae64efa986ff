"""The section [hours] of kiosk.toml: when which service runs. docs/hours.md shows an example of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from pydantic import Field, field_validator, model_validator

from kiosk.config.section import Section
from kiosk.rules.hours.calendar import SERVICE_HOURS, Calendar, Closure, DailyHours
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.public_holidays import is_public_holiday
from kiosk.rules.hours.timetable import Timetable, compose
from kiosk.rules.services import Service


class ClosureSettings(Section):
    """A maintenance span; times without a zone are Japan's. No `services`: all but the information."""

    start: datetime
    end: datetime
    services: tuple[Service, ...] = ()

    def closure(self) -> Closure:
        """As the rules know it."""
        return Closure(_in_japan(self.start), _in_japan(self.end), frozenset(self.services))


class StoreHours(Section):
    """The shop's own opening hours, every day; they may pass midnight. 0:00–0:00 is round the clock."""

    opens: time = time(0)
    closes: time = time(0)

    def daily(self) -> DailyHours:
        """As the rules know them."""
        return DailyHours(self.opens, self.closes)


class ServiceHours(Section):
    """Hours of one service where they differ; what is left out is as in [hours]."""

    opens: time | None = None
    closes: time | None = None
    last_start_minutes: int | None = Field(default=None, ge=0, le=120)
    grace_minutes: int | None = Field(default=None, ge=0, le=30)
    year_end_closed: bool | None = None
    weekdays_only: bool | None = None


class Hours(Section):
    """Service hours in Japan's time.

    `closes` is the same day, 00:00:00 its end. `last_start_minutes` before any stop no visit begins;
    for `grace_minutes` after the daily closing an unpaid visit may go on (0: it is ended then, its
    money returned; what is paid is finished always). The menu counts the last `look_ahead_minutes`
    before the last start. `year_end_first` and `year_end_last` (MM-DD) are closed with all days
    between. `weekdays_only` leaves out weekends, national holidays and the days of `holidays`.
    `services` holds own hours by service; `store` limits all of them, the information too.

    A time of day that moves by more than `clock_tolerance_seconds` at once takes the terminal out of
    service until staff has looked.
    """

    opens: time = SERVICE_HOURS.opens
    closes: time = SERVICE_HOURS.closes
    last_start_minutes: int = Field(default=10, ge=0, le=120)
    grace_minutes: int = Field(default=0, ge=0, le=30)
    look_ahead_minutes: int = Field(default=30, ge=0, le=240)
    year_end_closed: bool = True
    year_end_first: str = "12-29"
    year_end_last: str = "01-03"
    weekdays_only: bool = False
    holidays: tuple[date, ...] = ()
    services: dict[Service, ServiceHours] = Field(default_factory=dict)
    store: StoreHours = StoreHours()
    closures: tuple[ClosureSettings, ...] = ()
    clock_tolerance_seconds: int = Field(default=120, ge=5, le=3600)

    @field_validator("year_end_first", "year_end_last")
    @classmethod
    def _is_a_day_of_every_year(cls, text: str) -> str:
        _month_and_day(text)
        return text

    @model_validator(mode="after")
    def _makes_a_timetable(self) -> Hours:
        if Service.INFORMATION in self.services:
            raise ValueError("the information is open as long as the store is")
        self.timetable()
        return self

    @property
    def clock_tolerance(self) -> timedelta:
        """What the time of day may move at once."""
        return timedelta(seconds=self.clock_tolerance_seconds)

    def timetable(self) -> Timetable:
        """The rules' timetable for these hours."""
        return compose(
            self._calendar(ServiceHours()),
            {service: self._calendar(own) for service, own in self.services.items()},
            closures=(each.closure() for each in self.closures),
            store=self.store.daily(),
            look_ahead=timedelta(minutes=self.look_ahead_minutes),
        )

    def shown(self) -> str:
        """The usual hours inside the store's, as the screens write them: `6:30 – 23:00`."""
        spans = DailyHours(self.opens, self.closes).within(self.store.daily())
        return ", ".join(f"{each.opens:%-H:%M} – {_closing(each.closes)}" for each in spans)

    def _calendar(self, own: ServiceHours) -> Calendar:
        def minutes_of(name: str) -> timedelta:
            minutes: int | None = getattr(own, name)
            return timedelta(minutes=getattr(self, name) if minutes is None else minutes)

        year_end_closed = self.year_end_closed if own.year_end_closed is None else own.year_end_closed
        year_end = _month_and_day(self.year_end_first), _month_and_day(self.year_end_last)
        return Calendar(
            DailyHours(
                self.opens if own.opens is None else own.opens,
                self.closes if own.closes is None else own.closes,
            ),
            last_start=minutes_of("last_start_minutes"),
            grace=minutes_of("grace_minutes"),
            year_end=year_end if year_end_closed else None,
            weekdays_only=self.weekdays_only if own.weekdays_only is None else own.weekdays_only,
            is_holiday=_holidays_and(frozenset(self.holidays)),
        )


def _in_japan(moment: datetime) -> datetime:
    return moment.replace(tzinfo=JST) if moment.tzinfo is None else moment


def _holidays_and(more: frozenset[date]) -> Callable[[date], bool]:
    return (lambda day: day in more or is_public_holiday(day)) if more else is_public_holiday


def _month_and_day(text: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"2001-{text}")  # a common year: 29 February is no day of every year
    except ValueError:
        raise ValueError("a day of every year is written MM-DD") from None
    return day.month, day.day


def _closing(at: time) -> str:
    return "24:00" if at == time(0) else f"{at:%-H:%M}"
