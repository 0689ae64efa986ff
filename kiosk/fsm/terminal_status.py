"""What outlives a visit: hours, devices, stops, what staff sees. Nothing of a shopper."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import SignIn, StaffOrder, StaffReport
from kiosk.rules.needed_devices import NEEDS, nothing_is_served
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Municipality, Service
from kiosk.rules.staff import StaffPerson


@dataclass(frozen=True, slots=True)
class DeviceHealth:
    """The last check of one device.

    `status` is an XFS4IoT device status (`online`, `hardwareError`, …) and `detail` a key such as
    `paperOut` or `low`, which the maintenance screen words. `reason` is why no service that needs
    the device may begin, None when it can serve.
    """

    device: str
    status: str
    detail: str = ""
    reason: Reason | None = None
    at: str = field(default="", compare=False)
    """When it was found so, as `HH:MM:SS`; empty when nobody noted it."""
    exact_money: bool = False
    """The cash unit serves, and can give no change."""


@dataclass(frozen=True, slots=True)
class TerminalStatus:
    """The terminal between and during visits."""

    is_open: bool = True
    may_start: bool = True
    opens_at: str = ""
    """When the first service opens next, as `YYYY-MM-DD HH:MM`; empty while a visit may begin."""
    services: tuple[ServiceAvailability, ...] = ()
    """Hours of each service, where they are known; a service without a row is as open as the terminal."""
    devices: tuple[DeviceHealth, ...] = ()
    stop: Reason | None = None
    """Why the terminal stays out of service until staff clears it; the first cause is kept."""
    clock_doubted: bool = False
    """The clock has jumped or went back, and nobody has returned the terminal to service since; another cause
    may have stopped it before."""
    switched_off: frozenset[Service] = frozenset()
    """Services that staff switched off; nobody begins them until they are switched on again."""
    municipalities: tuple[Municipality, ...] = ()
    staff_waits: bool = False
    sign_in: SignIn = field(default_factory=SignIn)
    """What whoever signs in is told."""
    signed_in: StaffPerson | None = None
    """Who is in maintenance mode; nobody elsewhere."""
    wants_service: bool | None = None
    """What whoever was in maintenance mode last said when they left; None when they said nothing."""
    staff: StaffReport = field(default_factory=StaffReport)
    order: StaffOrder = field(default_factory=StaffOrder)
    """What maintenance mode starts when it is entered: the button that staff touched."""
    started: bool = False
    """The start-up was carried out to its end; before that the terminal serves nobody."""
    cases_open: bool = False
    """Cases are waiting for staff: the terminal stays out of service."""
    ending: bool = False
    """The program is to end: a visit that has begun goes on, no other begins. Staff cannot clear it."""

    @property
    def failing(self) -> tuple[DeviceHealth, ...]:
        """Devices that close the services that need them, in the order in which they failed."""
        return tuple(each for each in self.devices if each.reason is not None)

    def closed_by(self, service: Service) -> DeviceHealth | None:
        """The device that closes `service`: of those it needs the one that failed first; None without one."""
        return next((each for each in self.failing if each.device in NEEDS[service]), None)

    @property
    def serves_nothing(self) -> bool:
        """True when the devices that fail, and what staff switched off, leave nothing but information."""
        return nothing_is_served((each.device for each in self.failing), self.switched_off)

    @property
    def takes_exact_money_only(self) -> bool:
        """True while the cash unit can give no change."""
        return any(each.exact_money for each in self.devices)

    @property
    def out_of_service(self) -> Reason | None:
        """What keeps the terminal out of service, if anything."""
        ending = Reason.ENDING if self.ending else None
        return self.stop or ending or next((each.reason for each in self.failing), None)

    @property
    def is_stopped(self) -> bool:
        """True when no visit may begin any more, or not before staff acts."""
        return self.stop is not None or self.ending

    def stopped(self, reason: Reason) -> TerminalStatus:
        """The same, stopped. The first cause stays: what follows from it would hide it from the staff."""
        return self if self.stop is not None else replace(self, stop=reason)

    def checked(self, health: DeviceHealth) -> TerminalStatus:
        """The same, with one device's newest check."""
        if health.reason is not None and any(each.device == health.device for each in self.failing):
            devices = tuple(health if each.device == health.device else each for each in self.devices)
        else:
            devices = (*(each for each in self.devices if each.device != health.device), health)
        return replace(self, devices=devices)
