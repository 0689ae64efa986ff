"""What outlives a visit: hours, devices, stops, what staff sees. Nothing of a shopper."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum

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


class DoubtKind(StrEnum):
    """What nobody can tell, and which device would know."""

    SHEET_OUT = "sheet_out"  # the page printer: whether the sheet is out
    COINS_OUT = "coins_out"  # a hopper: how many of the coins asked for are out
    COINS_IN = "coins_in"  # the coin acceptor: how many coins are in


@dataclass(frozen=True, slots=True)
class Doubt:
    """A movement without a result, with the last that its device has said of it.

    `document` is the sheet's number. A hopper of `denomination` was asked for `asked` pieces and had counted
    `counted` of them. `counter` is the device's own count before the movement, of coins ever paid or of
    the acceptor's events; None when it is not known. `since` is in ISO 8601.
    """

    kind: DoubtKind
    since: str = ""
    document: str = ""
    denomination: int = 0
    asked: int = 0
    counted: int = 0
    counter: int | None = None


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Money of an interrupted visit that staff has to settle; yen. `visit` is a short random id.

    `uncertain`: a sheet may be out, or coins may have moved, without the terminal knowing; `doubts` are
    what each device said last, `unknown` the yen in them. `differs`: the visit ended with other sums than
    its rows. `since` is its first row's time of day, in ISO 8601. `stray`: coins that belong to no visit.
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
    unknown: int = 0
    doubts: tuple[Doubt, ...] = ()
    stray: bool = False


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim slip that staff has not settled; `amount` in yen, `since` as of its visit's case."""

    number: str
    amount: int
    since: str = ""


class StaffAction(Enum):
    """A button of maintenance mode; its value is that of the task it starts."""

    TEST_PAGE = TaskName.TEST_PAGE.value
    TEST_RECEIPT = TaskName.TEST_RECEIPT.value
    FILL_COINS = TaskName.FILL_COINS.value
    PAY_CASE = TaskName.PAY_CASE.value
    CLEAR_CASE = TaskName.CLEAR_CASE.value
    PAY_CLAIM = TaskName.PAY_CLAIM.value
    CLOSE_CLAIM = TaskName.CLOSE_CLAIM.value


@dataclass(frozen=True, slots=True)
class StaffReport:
    """What maintenance mode shows beside the devices."""

    coins: tuple[tuple[int, int], ...] = ()
    """(denomination in yen, pieces in its hopper), smallest first."""
    cash_box: int = 0
    """Yen in the cash box (coins that no hopper took)."""
    cases: tuple[OpenCase, ...] = ()
    claims: tuple[OpenClaim, ...] = ()
    missing: tuple[tuple[int, int], ...] = ()
    """(denomination in yen, coins that left its hopper without a row since staff counted it)."""
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
