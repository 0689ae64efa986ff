"""What outlives a visit: hours, devices, stops, what staff sees. Nothing of a shopper."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_table import TaskName
from kiosk.rules.needed_devices import NEEDS, nothing_is_served
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Municipality, Service


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


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Money of an interrupted visit that staff has to settle; yen. `visit` is a short random id.

    `uncertain`: a sheet may be out, or coins may have moved, without the terminal knowing. `differs`: the
    visit ended with other sums than its rows. `since` is its first row's time of day, in ISO 8601.
    """

    visit: str
    inserted: int
    paid_out: int
    charged: int
    owed: int
    claimed: int = 0
    uncertain: bool = False
    differs: bool = False
    since: str = ""


class StaffAction(Enum):
    """A button of maintenance mode; its value is that of the task it starts."""

    TEST_PAGE = TaskName.TEST_PAGE.value
    TEST_RECEIPT = TaskName.TEST_RECEIPT.value
    FILL_COINS = TaskName.FILL_COINS.value
    CLEAR_CASE = TaskName.CLEAR_CASE.value


@dataclass(frozen=True, slots=True)
class StaffReport:
    """What maintenance mode shows beside the devices."""

    coins: tuple[tuple[int, int], ...] = ()
    """(denomination in yen, pieces in its hopper), smallest first."""
    cash_box: int = 0
    """Yen in the cash box (coins that no hopper took)."""
    cases: tuple[OpenCase, ...] = ()
    done: StaffAction | None = None
    """The action that was carried out last; `succeeded` says how."""
    succeeded: bool = True


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
    municipalities: tuple[Municipality, ...] = ()
    staff_waits: bool = False
    staff_pin_wrong: bool = False
    staff: StaffReport = field(default_factory=StaffReport)
    staff_task: TaskName = TaskName.LIST_CASES
    """What maintenance mode starts when it is entered: the button that staff touched."""
    case: str = ""
    """The visit whose case staff is clearing."""
    started: bool = False
    """The start-up was carried out to its end; before that the terminal serves nobody."""
    cases_open: bool = False
    """Cases are waiting for staff: the terminal stays out of service."""

    @property
    def failing(self) -> tuple[DeviceHealth, ...]:
        """Devices that close the services that need them, in the order in which they failed."""
        return tuple(each for each in self.devices if each.reason is not None)

    def closed_by(self, service: Service) -> DeviceHealth | None:
        """The device that closes `service`: of those it needs the one that failed first; None without one."""
        return next((each for each in self.failing if each.device in NEEDS[service]), None)

    @property
    def serves_nothing(self) -> bool:
        """True when the devices that fail leave nothing but information."""
        return nothing_is_served(each.device for each in self.failing)

    @property
    def out_of_service(self) -> Reason | None:
        """What keeps the terminal out of service, if anything."""
        return self.stop or next((each.reason for each in self.failing), None)

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
