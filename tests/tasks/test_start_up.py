"""Start-up: what a device can prove is written down, what nobody can prove goes before the staff."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.fsm.event import Event
from kiosk.fsm.flow.operation import DeviceChecked, Ready
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.model import FlowSettings
from kiosk.fsm.reasons import REASONS, Reason
from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.changer import CoinChanger
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.cash.hopper import Hopper
from kiosk.hardware.status import Detail, DeviceStatus
from kiosk.journal.accounting.accounts import Account, accounts, hopper_stock
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.hours.japan_time import EARLIEST_PLAUSIBLE, JST, LATEST_PLAUSIBLE
from kiosk.rules.money import COINS
from kiosk.runtime.clock import ManualClock, SystemClock
from kiosk.tasks.cash.cash_log import CashLog
from kiosk.tasks.silent_devices import CASH
from kiosk.tasks.start_up import StartUpTasks
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.cash.line import InProcessLine

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
TOLERANCE = timedelta(seconds=120)
CASH_IS_SILENT = DeviceChecked(CASH, DeviceStatus.HARDWARE_ERROR, Detail.CASH_SILENT, Reason.CASH_FAULT)


class StartUpHarness:
    """A journal, the metal it tells of, and start-ups on both."""

    def __init__(self) -> None:
        self.metal = SimulatedChanger(coins=10)
        self.clock: ManualClock | SystemClock = ManualClock(NOW)
        self.journal = Journal(None, self.now)
        for yen in COINS:
            self.journal.append(Kind.STOCK_SET, {"denomination": yen, "pieces": 10})
        self.starts()

    def now(self) -> datetime:
        return self.clock.now()

    def starts(self) -> Ready | DeviceChecked:
        """The terminal starts: new drivers on the same devices."""
        bus = Bus(InProcessLine(self.metal.slaves))
        hoppers = [Hopper(bus, each.address, yen, lambda _: None) for yen, each in self.metal.hoppers.items()]
        strays = CashLog(VisitLog(self.journal, ""))
        self.changer = CoinChanger(CoinAcceptor(bus), hoppers, lambda _: None, strays)
        context = KioskMachine(FlowSettings(), lambda: "id").task_context()
        event = self.new_tasks().start_up(context)
        assert isinstance(event, Ready | DeviceChecked)
        return event

    def new_tasks(self) -> StartUpTasks:
        return StartUpTasks(self.journal, self.changer, self.clock, TOLERANCE)

    def log(self, visit: str) -> VisitLog:
        return VisitLog(self.journal, visit)

    def opens_a_deposit(self, visit: str) -> None:
        counter = self.changer.event_counter()
        self.log(visit).intend(Kind.DEPOSIT_OPENED, price=250, counter=counter)
        self.changer.begin_deposit(CashLog(self.log(visit)), COINS, 1250)

    def account(self, visit: str) -> Account:
        return accounts(self.journal.entries())[visit]

    def books_are_metal(self) -> None:
        stock, _ = hopper_stock(self.journal.entries())
        assert stock == {yen: hopper.coins for yen, hopper in self.metal.hoppers.items()}
        assert dict(self.changer.stock()) == stock


@pytest.fixture
def harness() -> StartUpHarness:
    return StartUpHarness()


def test_where_the_stock_must_be_counted_nobody_is_let_in_before_it_is(harness: StartUpHarness) -> None:
    context = KioskMachine(FlowSettings(), lambda: "id").task_context()
    journal = Journal(None, harness.now)
    start = StartUpTasks(journal, harness.changer, harness.clock, TOLERANCE, must_be_counted=True)
    assert start.start_up(context) == Ready(Reason.STOCK_NOT_COUNTED)
    assert REASONS[Reason.STOCK_NOT_COUNTED].stops_terminal
    journal.append(Kind.STOCK_SET, {"denomination": 10, "pieces": 40})
    assert start.start_up(context) == Ready(None)


def test_hoppers_that_were_all_counted_as_empty_are_questioned(harness: StartUpHarness) -> None:
    context = KioskMachine(FlowSettings(), lambda: "id").task_context()
    journal = Journal(None, harness.now)
    start = StartUpTasks(journal, harness.changer, harness.clock, TOLERANCE, must_be_counted=True)
    for yen in COINS:
        counted: dict[str, int | str | bool] = {"denomination": yen, "pieces": 0, "before": 0}
        journal.append(Kind.STOCK_COUNTED, counted | {"filled": False, "by": "02"})
    assert start.start_up(context) == Ready(Reason.STOCK_NOT_COUNTED)
    journal.append(Kind.STAFF_LEFT, LEFT_IN_SERVICE)
    assert start.start_up(context) == Ready(Reason.STOCK_NOT_COUNTED), "nobody has filled them since"
    journal.append(Kind.STOCK_SET, {"denomination": 10, "pieces": 1})
    assert start.start_up(context) == Ready(None)


def test_a_first_start_is_ready_and_written_down(harness: StartUpHarness) -> None:
    assert harness.starts() == Ready(None)
    assert [entry.kind for entry in harness.journal.entries()][-1] is Kind.TERMINAL_STARTED


def test_a_payout_whose_answer_was_lost_is_closed_with_the_hoppers_own_count(harness: StartUpHarness) -> None:
    harness.log("v").intend(Kind.HOPPER_INTENDED, denomination=100, pieces=3, total=0)
    Hopper(Bus(InProcessLine(harness.metal.slaves)), harness.metal.hoppers[100].address, 100, lambda _: None)
    for _ in range(2):
        hopper = harness.metal.hoppers[100]
        hopper._enabled, hopper._remaining = True, 1
        hopper._turn()
    harness.starts()
    assert harness.account("v").paid_out == 200
    assert not harness.account("v").open_intents
    harness.books_are_metal()


def test_what_a_hopper_paid_to_later_visits_is_not_charged_to_the_one_that_was_cut_off(
    harness: StartUpHarness,
) -> None:
    """An open payout, settled by staff; others are served; then the terminal starts again."""
    harness.changer.connect()
    harness.metal.hoppers[100].faults.add(HopperFault.SILENT_IN_PAYOUT)
    with pytest.raises(Exception, match="cannot be read back"):
        harness.changer.dispense(CashLog(harness.log("cut")), 100, 9)
    harness.metal.hoppers[100].faults.clear()
    harness.metal.hoppers[100].power_cut()
    harness.log("cut").note(Kind.CASE_CLEARED, owed=0, uncertain=True, paid=False, by="staff")
    for visit in ("next", "after"):
        assert harness.changer.dispense(CashLog(harness.log(visit)), 100, 3).pieces == 3
    harness.starts()
    assert (harness.account("cut").paid_out, harness.account("cut").open_intents) == (0, {})
    assert harness.account("next").paid_out == harness.account("after").paid_out == 300
    harness.books_are_metal()


def test_a_count_that_cannot_be_right_leaves_the_payout_before_the_staff(harness: StartUpHarness) -> None:
    """The hopper was exchanged while the terminal was down."""
    harness.log("v").intend(Kind.HOPPER_INTENDED, denomination=100, pieces=2, total=9000)
    assert harness.starts() == Ready(Reason.INTERRUPTED)
    assert harness.account("v").uncertain
    assert harness.account("v").paid_out == 0


def test_a_hopper_that_is_silent_at_the_start_leaves_the_payout_open_until_it_can_be_asked(
    harness: StartUpHarness,
) -> None:
    harness.log("v").intend(Kind.HOPPER_INTENDED, denomination=100, pieces=2, total=0)
    harness.metal.hoppers[100].faults.add(HopperFault.SILENT)
    assert harness.starts() == CASH_IS_SILENT
    assert harness.account("v").uncertain
    harness.metal.hoppers[100].faults.clear()
    assert harness.starts() == Ready(None)
    assert not harness.account("v").uncertain


def test_coins_that_fell_in_unseen_are_credited_to_the_visit_that_was_paying(harness: StartUpHarness) -> None:
    harness.opens_a_deposit("v")
    for coin in (100, 50):
        harness.metal.insert(coin)
    assert harness.starts() == Ready(Reason.INTERRUPTED)
    account = harness.account("v")
    assert (account.inserted, account.owed, len(account.open_intents)) == (150, 150, 0)
    harness.books_are_metal()


def test_coins_beyond_the_buffer_leave_the_deposit_open_and_the_readable_ones_credited(
    harness: StartUpHarness,
) -> None:
    harness.opens_a_deposit("v")
    for _ in range(7):
        harness.metal.insert(10)
    assert harness.starts() == Ready(Reason.INTERRUPTED)
    account = harness.account("v")
    assert (account.inserted, account.uncertain) == (50, True)
    assert harness.starts() == Ready(Reason.INTERRUPTED)
    assert harness.account("v").inserted == 50, "a second start credits nothing twice"


LEFT_IN_SERVICE: dict[str, int | str | bool] = {"in_service": True, "by": "02"}
LEFT_OUT_OF_SERVICE: dict[str, int | str | bool] = {"in_service": False, "by": "02"}


@pytest.mark.parametrize(
    ("fault", "answer"), [(CoinFault.RESETS, Ready(Reason.INTERRUPTED)), (CoinFault.SILENT, CASH_IS_SILENT)]
)
def test_a_deposit_whose_acceptor_forgot_or_is_silent_goes_before_the_staff(
    harness: StartUpHarness, fault: CoinFault, answer: Event
) -> None:
    """Not one coin is known, yet one may be inside: the power of the whole machine was cut."""
    harness.metal.acceptor._counter = 9
    harness.starts()
    harness.opens_a_deposit("v")
    harness.metal.insert(100)
    harness.metal.acceptor.faults.add(fault)
    assert harness.starts() == answer
    assert harness.account("v").needs_staff


def test_what_staff_has_settled_does_not_wait_for_a_device_that_is_silent(harness: StartUpHarness) -> None:
    harness.log("v").intend(Kind.HOPPER_INTENDED, denomination=100, pieces=2, total=0)
    harness.metal.hoppers[100].faults.add(HopperFault.SILENT)
    assert harness.starts() == CASH_IS_SILENT
    harness.log("v").note(Kind.CASE_CLEARED, owed=0, uncertain=True, paid=False, by="staff")
    assert harness.starts() == Ready(None)


def test_a_start_that_is_repeated_is_written_down_once(harness: StartUpHarness) -> None:
    harness.log("v").intend(Kind.HOPPER_INTENDED, denomination=100, pieces=2, total=0)
    harness.metal.hoppers[100].faults.add(HopperFault.SILENT)
    before = len([entry for entry in harness.journal.entries() if entry.kind is Kind.TERMINAL_STARTED])
    tasks = harness.new_tasks()
    context = KioskMachine(FlowSettings(), lambda: "id").task_context()
    for _ in range(5):
        assert tasks.start_up(context) == CASH_IS_SILENT
    rows = [entry for entry in harness.journal.entries() if entry.kind is Kind.TERMINAL_STARTED]
    assert len(rows) == before + 1


def test_an_application_that_was_cut_off_is_closed_and_keeps_nobody_out(harness: StartUpHarness) -> None:
    harness.log("v").intend(
        Kind.CERTIFICATES_APPLIED, request="r", certificate="taxation", copies=1, price=250, owed=True
    )
    assert harness.starts() == Ready(None)
    assert not harness.account("v").open_intents


RESET = (Kind.PASSWORD_RESET_INTENDED, {"script": "s"}, Kind.PASSWORD_RESET_ENDED, Reason.RESET_UNCERTAIN)
USAGE = (
    Kind.APPLICATION_INTENDED,
    {"request": "r", "municipality": "01213"},
    Kind.APPLICATION_ENDED,
    Reason.CENTRE_SLOW,
)


@pytest.mark.parametrize(("kind", "facts", "ended", "notice"), [RESET, USAGE], ids=["reset", "application"])
def test_a_reset_or_application_that_was_cut_off_is_closed_once_and_keeps_nobody_out(
    harness: StartUpHarness, kind: Kind, facts: dict[str, str], ended: Kind, notice: Reason
) -> None:
    intent = harness.log("v").intend(kind, **facts)
    before = harness.account("v")
    assert (before.needs_staff, before.uncertain, before.owed) == (False, False, 0)
    for _ in range(2):
        assert harness.starts() == Ready(None)
    rows = [entry for entry in harness.journal.entries() if entry.kind in (kind, ended)]
    assert [(entry.kind, entry.intent, entry.visit) for entry in rows] == [
        (kind, None, "v"),
        (ended, intent, "v"),
    ]
    assert rows[-1].facts == {"reason": notice.value}
    assert not harness.account("v").open_intents


@pytest.mark.parametrize(
    ("kind", "facts", "answer"),
    [(*RESET[:2], Kind.PASSWORD_RESET_DONE), (*USAGE[:2], Kind.APPLICATION_SENT)],
    ids=["reset", "application"],
)
def test_a_reset_or_application_that_was_finished_is_left_as_it_is(
    harness: StartUpHarness, kind: Kind, facts: dict[str, str], answer: Kind
) -> None:
    log = harness.log("v")
    log.result(log.intend(kind, **facts), answer, number="A-1")
    before = list(harness.journal.entries())
    assert harness.starts() == Ready(None)
    assert [entry.kind for entry in harness.journal.entries()][len(before) :] == [Kind.TERMINAL_STARTED]


def test_money_of_the_same_visit_is_still_for_staff(harness: StartUpHarness) -> None:
    kind, facts, *_ = RESET
    harness.log("v").intend(kind, **facts)
    harness.log("v").intend(Kind.PRINT_INTENDED, document="d", request="r", sheets=1, fee=250)
    assert harness.starts() == Ready(Reason.INTERRUPTED)
    assert [entry.kind for entry in harness.account("v").open_intents.values()] == [Kind.PRINT_INTENDED]


def test_a_sheet_that_may_be_out_goes_before_the_staff_until_they_clear_it(harness: StartUpHarness) -> None:
    harness.log("v").intend(Kind.PRINT_INTENDED, document="d", request="r", sheets=1, fee=250)
    assert harness.starts() == Ready(Reason.INTERRUPTED)
    harness.log("v").note(Kind.CASE_CLEARED, owed=0, uncertain=True, paid=False, by="staff")
    assert harness.starts() == Ready(None)


@pytest.mark.parametrize(
    ("rows", "stop"),
    [
        ([(Kind.ISSUING_STOPPED, {"reason": "N-202"})], Reason.SUSPENDED_AFTER_MISMATCH),
        ([(Kind.CLAIM_MADE, {"amount": 100, "number": "A"})], Reason.PAYOUT_SHORT),
        ([(Kind.STAFF_LEFT, LEFT_OUT_OF_SERVICE)], Reason.STOPPED_BY_STAFF),
        ([(Kind.ISSUING_STOPPED, {"reason": "N-202"}), (Kind.STAFF_LEFT, LEFT_IN_SERVICE)], None),
        ([(Kind.CLOCK_JUMPED, {})], Reason.CLOCK_JUMPED),
        ([(Kind.CLOCK_JUMPED, {}), (Kind.STAFF_LEFT, LEFT_IN_SERVICE)], None),
        ([(Kind.CLOCK_JUMPED, {}), (Kind.STAFF_LEFT, LEFT_OUT_OF_SERVICE)], Reason.CLOCK_JUMPED),
        ([(Kind.STAFF_LEFT, LEFT_IN_SERVICE), (Kind.ISSUING_STOPPED, {"reason": "N-201"})],
         Reason.SUSPENDED_AFTER_MISMATCH),
    ],
)  # fmt: skip
def test_a_restart_does_not_clear_what_stopped_the_terminal(
    harness: StartUpHarness, rows: list[tuple[Kind, dict[str, int | str | bool]]], stop: Reason | None
) -> None:
    for kind, facts in rows:
        harness.journal.append(kind, facts)
    assert harness.starts() == Ready(stop, clock_is_wrong=stop is Reason.CLOCK_JUMPED)


@pytest.mark.parametrize("jumped", [0, 1, 2], ids=["before", "meanwhile", "afterwards"])
def test_a_restart_does_not_forget_a_clock_that_jumped_behind_another_stop(
    harness: StartUpHarness, jumped: int
) -> None:
    rows: list[tuple[Kind, dict[str, int | str | bool]]] = [
        (Kind.CLAIM_MADE, {"amount": 100, "number": "A"}),
        (Kind.STAFF_LEFT, LEFT_OUT_OF_SERVICE),
    ]
    rows.insert(jumped, (Kind.CLOCK_JUMPED, {}))
    for kind, facts in rows:
        harness.journal.append(kind, facts)
    assert harness.starts() == Ready(Reason.PAYOUT_SHORT, clock_is_wrong=True)
    harness.journal.append(Kind.STAFF_LEFT, LEFT_IN_SERVICE)
    assert harness.starts() == Ready(None)


def test_a_lost_printer_keeps_the_terminal_out_until_staff_acts(harness: StartUpHarness) -> None:
    intent = harness.log("v").intend(Kind.PRINT_INTENDED, document="d", request="r", sheets=1, fee=250)
    harness.log("v").result(intent, Kind.CERTIFICATE_VOID, document="d", reason=Reason.PRINTER_LOST.value)
    assert harness.starts() == Ready(Reason.PRINTER_LOST)


# --- the clock --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "stop"),
    [
        (0, None),
        (86400, None),
        (-119, None),
        (-120, None),
        (-121, Reason.CLOCK_JUMPED),
        (-9e7, Reason.CLOCK_JUMPED),
    ],
)
def test_a_clock_that_went_back_while_the_power_was_off_is_for_staff(
    harness: StartUpHarness, seconds: float, stop: Reason | None
) -> None:
    harness.clock = ManualClock(datetime(2030, 1, 7, 10, 0, tzinfo=JST))
    harness.starts()
    harness.clock.set(harness.clock.now() + timedelta(seconds=seconds))
    assert harness.starts() == Ready(stop)


def test_another_restart_does_not_make_the_clock_right(harness: StartUpHarness) -> None:
    """The rows of the first start are at the wrong time too: the one before them still counts."""
    harness.clock.set(NOW - timedelta(hours=1))
    for _ in range(3):
        assert harness.starts() == Ready(Reason.CLOCK_JUMPED)
        harness.clock.set(harness.clock.now() + timedelta(minutes=1))


def test_staff_who_puts_the_terminal_in_service_has_seen_the_clock(harness: StartUpHarness) -> None:
    harness.clock.set(NOW - timedelta(hours=1))
    harness.journal.append(Kind.STAFF_LEFT, LEFT_OUT_OF_SERVICE)
    harness.clock.set(NOW - timedelta(hours=1))
    harness.journal.append(Kind.STAFF_LEFT, LEFT_IN_SERVICE)
    assert harness.starts() == Ready(None)
    harness.clock.set(NOW - timedelta(hours=2))
    assert harness.starts() == Ready(Reason.CLOCK_JUMPED)


def test_staff_who_leaves_it_out_of_service_has_not(harness: StartUpHarness) -> None:
    harness.clock.set(NOW - timedelta(hours=1))
    harness.journal.append(Kind.STAFF_LEFT, LEFT_OUT_OF_SERVICE)
    assert harness.starts() == Ready(Reason.STOPPED_BY_STAFF, clock_is_wrong=True), "the first stop stays"
    assert harness.journal.balances().moment == NOW


@pytest.mark.parametrize(
    ("now", "stop"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), Reason.CLOCK_JUMPED),
        (EARLIEST_PLAUSIBLE - timedelta(seconds=1), Reason.CLOCK_JUMPED),
        (LATEST_PLAUSIBLE - timedelta(seconds=1), None),
        (LATEST_PLAUSIBLE, Reason.CLOCK_JUMPED),
    ],
)
def test_a_time_that_cannot_be_right_is_for_staff(
    harness: StartUpHarness, now: datetime, stop: Reason | None
) -> None:
    harness.clock.set(now)
    assert harness.starts() == Ready(stop)


def test_money_comes_before_the_clock(harness: StartUpHarness) -> None:
    harness.log("v").intend(Kind.PRINT_INTENDED, document="d", request="r", sheets=1, fee=250)
    harness.clock.set(NOW - timedelta(hours=1))
    assert harness.starts() == Ready(Reason.INTERRUPTED, clock_is_wrong=True)
    harness.log("v").note(Kind.CASE_CLEARED, owed=0, uncertain=True, paid=False, by="staff")
    assert harness.starts() == Ready(Reason.CLOCK_JUMPED)


def test_a_simulated_day_that_begins_anew_is_not_behind_its_journal(harness: StartUpHarness) -> None:
    harness.clock.set(NOW + timedelta(days=30))
    assert harness.starts() == Ready(None)
    harness.clock = SystemClock(NOW)
    assert harness.starts() == Ready(None)


def test_a_journal_without_rows_has_no_latest_moment() -> None:
    assert Journal(None, lambda: NOW).balances().moment is None
