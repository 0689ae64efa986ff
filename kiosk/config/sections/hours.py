"""The section [hours] of kiosk.toml: when which service runs. docs/hours.md shows an example of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from kiosk.config.sections.base import Section, checks, section, setting
from kiosk.rules.hours.calendar import SERVICE_HOURS, Calendar, Closure, DailyHours
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.public_holidays import is_public_holiday
from kiosk.rules.hours.timetable import Timetable, compose
from kiosk.rules.services import Service


class ClosureSettings(Section):
    """A maintenance span, one `[[hours.closures]]` each. Times without a zone are Japan's."""

    start: datetime = setting(..., "First moment.", example=datetime(2027, 2, 14, 4, tzinfo=JST))
    end: datetime = setting(
        ..., "Moment from which the services are there again.", example=datetime(2027, 2, 14, 9, tzinfo=JST)
    )
    services: tuple[Service, ...] = setting((), "What is closed; left out, all but the information.")

    def closure(self) -> Closure:
        """As the rules know it."""
        return Closure(_in_japan(self.start), _in_japan(self.end), frozenset(self.services))


class StoreHours(Section):
    """The shop's own opening hours, every day; they limit every service, the information too."""

    opens: time = setting(time(0), "When the shop opens. 00:00:00 to 00:00:00 is round the clock.")
    closes: time = setting(time(0), "When it closes; may pass midnight.")

    def daily(self) -> DailyHours:
        """As the rules know them."""
        return DailyHours(self.opens, self.closes)


class ServiceHours(Section):
    """Hours of one service, `[hours.services.NAME]`, where they differ; what is left out is as in [hours]."""

    opens: time | None = setting(None, "As in [hours].", example=time(9))
    closes: time | None = setting(None, "As in [hours].", example=time(17))
    last_start_minutes: int | None = setting(None, "As in [hours].", unit="minutes", ge=0, le=120, example=10)
    grace_minutes: int | None = setting(None, "As in [hours].", unit="minutes", ge=0, le=30, example=0)
    year_end_closed: bool | None = setting(None, "As in [hours].", example=True)
    weekdays_only: bool | None = setting(None, "As in [hours].", example=True)


class Hours(Section):
    """Service hours, in Japan's time. docs/hours.md shows an example of each."""

    opens: time = setting(
        SERVICE_HOURS.opens, "First moment of a service's day (the service's specification)."
    )
    closes: time = setting(
        SERVICE_HOURS.closes,
        "When it ends, the same day; 00:00:00 is midnight (the service's specification).",
    )
    last_start_minutes: int = setting(
        10, "So long before any stop no visit begins any more.", unit="minutes", proposal=True, ge=0, le=120
    )
    grace_minutes: int = setting(
        0,
        "So long after the daily closing an unpaid visit may go on. 0: it is ended then, its money returned. "
        "What is paid is finished always.",
        unit="minutes", proposal=True, ge=0, le=30,
    )  # fmt: skip
    look_ahead_minutes: int = setting(
        30,
        "The menu counts the last minutes before the last start.",
        unit="minutes",
        proposal=True,
        ge=0,
        le=240,
    )
    year_end_closed: bool = setting(True, "Whether the days around the new year are closed.")
    year_end_first: str = setting("12-29", "First closed day, MM-DD (the service's specification).")
    year_end_last: str = setting("01-03", "Last closed day, MM-DD (the service's specification).")
    weekdays_only: bool = setting(False, "Leave out weekends, national holidays and the days of `holidays`.")
    holidays: tuple[date, ...] = setting(
        (), "Days that are closed beside the national holidays.", example=(date(2027, 4, 1),)
    )
    services: dict[Service, ServiceHours] = setting({}, "Own hours by service.")
    store: StoreHours = section(StoreHours, "The shop's own opening hours.")
    closures: tuple[ClosureSettings, ...] = setting((), "Maintenance spans.")
    clock_tolerance_seconds: int = setting(
        120,
        "A time of day that moves by more at once takes the terminal out of service until staff has looked.",
        unit="seconds", proposal=True, ge=5, le=3600,
    )  # fmt: skip

    @checks("year_end_first", "year_end_last")
    @staticmethod
    def _is_a_day_of_every_year(text: str) -> str:
        _month_and_day(text)
        return text

    @checks()
    def _makes_a_timetable(self) -> None:
        if Service.INFORMATION in self.services:
            raise ValueError("the information is open as long as the store is")
        self.timetable()

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

    def year_end(self) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """(month, day) of the first and the last day of the year-end closing, None without one."""
        if not self.year_end_closed:
            return None
        return _month_and_day(self.year_end_first), _month_and_day(self.year_end_last)

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
