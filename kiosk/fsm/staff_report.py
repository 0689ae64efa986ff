"""What maintenance mode shows and is asked to do. Nothing of a shopper."""

from __future__ import annotations

from enum import Enum, StrEnum

from kiosk.fsm.state_table import TaskName
from kiosk.structs import Struct


class DoubtKind(StrEnum):
    """What nobody can tell, and which device would know."""

    SHEET_OUT = "sheet_out"  # the page printer: whether the sheet is out
    COINS_OUT = "coins_out"  # a hopper: how many of the coins asked for are out
    COINS_IN = "coins_in"  # the coin acceptor: how many coins are in


class Doubt(Struct):
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


class OpenCase(Struct):
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


class OpenClaim(Struct):
    """A claim slip that staff has not settled; `amount` in yen, `since` as of its visit's case."""

    number: str
    amount: int
    since: str = ""


class StaffAction(Enum):
    """A button of maintenance mode; its value is that of the task it starts."""

    CHECK_DEVICES = TaskName.CHECK_DEVICES.value
    TEST_PAGE = TaskName.TEST_PAGE.value
    TEST_RECEIPT = TaskName.TEST_RECEIPT.value
    FILL_COINS = TaskName.FILL_COINS.value
    ADD_COINS = TaskName.ADD_COINS.value
    COUNT_HOPPER = TaskName.COUNT_HOPPER.value
    EMPTY_CASH_BOX = TaskName.EMPTY_CASH_BOX.value
    CLOSE_DAY = TaskName.CLOSE_DAY.value
    PAY_CASE = TaskName.PAY_CASE.value
    CLEAR_CASE = TaskName.CLEAR_CASE.value
    PAY_CLAIM = TaskName.PAY_CLAIM.value
    CLOSE_CLAIM = TaskName.CLOSE_CLAIM.value
    SWITCH_SERVICE = TaskName.SWITCH_SERVICE.value
    CONFIRM_CLOCK = TaskName.CONFIRM_CLOCK.value
    EXPORT = TaskName.EXPORT.value
    RESTART = TaskName.RESTART.value
    SHUT_DOWN = TaskName.SHUT_DOWN.value


class StaffPage(StrEnum):
    """A page of maintenance mode, in the order of the list at the left."""

    STATE = "state"
    MONEY = "money"
    CASES = "cases"
    PRINTS = "prints"
    RECORDS = "records"
    OPERATION = "operation"
    CHECKS = "checks"


class StaffOrder(Struct):
    """What was ordered last, for its task.

    `case` is the visit, the claim slip's number or the service it is about; `day` that of the wanted records,
    as `YYYY-MM-DD`, empty for today. `denomination` is in yen; `amount` is what was typed in: pieces
    for a hopper, yen for the cash box.
    """

    task: TaskName = TaskName.LIST_CASES
    case: str = ""
    day: str = ""
    denomination: int = 0
    amount: int = 0


class SignIn(Struct):
    """What the page for signing in says: who tried last, and why that was refused.

    `wrong`: the PIN was. `wait` is seconds for which this person cannot sign in; `failed`: the PIN could not
    be checked.
    """

    person: str = ""
    wrong: bool = False
    wait: int = 0
    failed: bool = False


class PrintStage(StrEnum):
    """How far a test page is."""

    WAITING = "waiting"
    OUT = "out"
    FAILED = "failed"
    UNCLEAR = "unclear"  # the printer no longer knows the job, or contradicts itself


class RecordKind(StrEnum):
    """What a line of the records is about."""

    VISIT = "visit"
    STAFF = "staff"


class Record(Struct):
    """One line of the records: no personal data.

    `at` is the time of day, as `HH:MM:SS`. Of a visit: `what` is its service where the rows tell it,
    `outcome` the code with which it ended (empty when it ended well), amounts in yen. Of an act of the staff:
    `what` is its kind of row, `by` the person, `money` the yen that it took out (negative) or put in, `about`
    a hopper's denomination, a visit, a slip or a service.
    """

    kind: RecordKind
    at: str
    what: str = ""
    by: str = ""
    outcome: str = ""
    inserted: int = 0
    charged: int = 0
    paid_out: int = 0
    money: int = 0
    about: str = ""


class StaffReport(Struct):
    """What maintenance mode shows beside the devices."""

    page: StaffPage = StaffPage.STATE
    coins: tuple[tuple[int, int], ...] = ()
    """(denomination in yen, pieces in its hopper), smallest first."""
    cash_box: int = 0
    """Yen in the cash box and the note stacker."""
    cases: tuple[OpenCase, ...] = ()
    claims: tuple[OpenClaim, ...] = ()
    missing: tuple[tuple[int, int], ...] = ()
    """(denomination in yen, coins that left its hopper without a row since staff counted it)."""
    stopped_since: str = ""
    """Since when the terminal stands still, in ISO 8601; empty when it does not, or nobody knows."""
    closing: int = 0
    """The number of the last daily closing, 0 without one."""
    closed_at: str = ""
    """When that was, in ISO 8601."""
    closed_today: bool = False
    """The day is closed: only a copy of its slip can still be printed."""
    working: StaffAction | None = None
    """The action that is being carried out."""
    done: StaffAction | None = None
    """The action that was carried out last; `succeeded` says how."""
    succeeded: bool = True
    detail: str = ""
    """Why it failed: a device's detail, or empty."""
    page_print: PrintStage | None = None
    """How far the test page of this terminal's start is; None without one."""
    print_detail: str = ""
    """What the printer says meanwhile."""
    records: tuple[Record, ...] = ()
    """Of `day`, newest first."""
    day: str = ""
    """The day of the records, as `YYYY-MM-DD`."""
    clock_confirmed: bool = False
    """Somebody has said, since signing in, that the time of day is right."""
    free_space: int | None = None
    """Megabytes that are free where the journal lies, None where nobody knows."""
