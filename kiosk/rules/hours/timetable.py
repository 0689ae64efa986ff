"""The terminal's hours: a calendar for each service, and their state at a given time for the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.rules.hours.calendar import ROUND_THE_CLOCK, Calendar, Closure, DailyHours
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service

_MINUTE = timedelta(minutes=1)
LOOK_AHEAD = timedelta(minutes=30)
"""How long before the last start the menu shows the remaining minutes."""

NextOpening = Callable[[Calendar, datetime], datetime | None]

ALWAYS = Calendar(ROUND_THE_CLOCK, last_start=timedelta(0), year_end=None)
"""The information pages need neither centre nor staff, so they are available whenever the store is open."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """One calendar for each service. Raises ValueError if a service has none."""

    calendars: Mapping[Service, Calendar] = field(
        default_factory=lambda: {
            service: ALWAYS if service is Service.INFORMATION else Calendar() for service in Service
        }
    )
    look_ahead: timedelta = LOOK_AHEAD

    def __post_init__(self) -> None:
        missing = [service.value for service in Service if service not in self.calendars]
        if missing:
            raise ValueError(f"no calendar for {', '.join(missing)}")

    @property
    def changes_by_the_minute(self) -> bool:
        """True where nothing changes within a minute of the clock: all times are in whole minutes."""
        return not self.look_ahead % _MINUTE and all(
            each.changes_by_the_minute for each in self.calendars.values()
        )

    def service(
        self, service: Service, now: datetime, next_opening: NextOpening = Calendar.next_opening
    ) -> ServiceAvailability:
        """Return the state of `service` at `now`. Raises ValueError unless `now` is aware.

        `next_opening` may cache: while a service is closed, its next opening stays the same.
        """
        calendar = self.calendars[service]
        may_start = calendar.may_start(now)
        return ServiceAvailability(
            service,
            is_open=calendar.is_open(now),
            may_start=may_start,
            minutes_left=calendar.minutes_left(now, self.look_ahead),
            opens_at=None if may_start else next_opening(calendar, now),
            closes_in=calendar.closes_in(now),
            by_command=calendar.is_closed_by_command(now),
        )

    def services(
        self, now: datetime, next_opening: NextOpening = Calendar.next_opening
    ) -> tuple[ServiceAvailability, ...]:
        """Return the state of every service, in the order of the menu."""
        # Most services have the same hours, and this is asked every second.
        known: dict[Calendar, ServiceAvailability] = {}
        found = []
        for service in Service:
            calendar = self.calendars[service]
            same = known.get(calendar)
            if same is None:
                same = known[calendar] = self.service(service, now, next_opening)
            found.append(replace(same, service=service))
        return tuple(found)


def compose(
    usual: Calendar,
    own: Mapping[Service, Calendar] | None = None,
    *,
    closures: Iterable[Closure] = (),
    store: DailyHours = ROUND_THE_CLOCK,
    look_ahead: timedelta = LOOK_AHEAD,
) -> Timetable:
    """Build the timetable: each service has its `own` calendar or the `usual` one, with its closures and
    the store's hours."""
    base = dict.fromkeys(Service, usual) | {Service.INFORMATION: ALWAYS} | dict(own or {})
    spans = tuple(closures)
    calendars = {
        service: replace(
            calendar,
            store=store,
            closures=(*calendar.closures, *(each for each in spans if each.stops(service))),
        )
        for service, calendar in base.items()
    }
    return Timetable(calendars, look_ahead)
