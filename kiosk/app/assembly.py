"""The one place that names concrete parts and joins them to a terminal."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kiosk.app.peers import CentreAddress, ConfiguredPeers, Peers
from kiosk.centre.client import CentreClient
from kiosk.centre.signing import RecordVerifier
from kiosk.config.information import InformationError, topic_keys
from kiosk.config.mode_check import check, takes_specimens
from kiosk.config.settings import Settings, SettingsError
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.background import GroundPattern
from kiosk.fsm.events import CardRefused, Event, Faulted, ReceiptPrinted
from kiosk.fsm.flow.staff import CasesListed, StaffActionDone
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.model import FlowSettings, NewId
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_table import PollName, TaskName
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.terminal_status import StaffAction
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.hardware.card.patient_reader import PatientReader
from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.changer import CoinChanger
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.cash.hopper import Hopper
from kiosk.hardware.cash.note_slot import NoteSlot
from kiosk.hardware.cash.note_validator import NoteValidator
from kiosk.hardware.leased import LeasedPort
from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.page_printer.ipp_constants import ONE_SIDED, TWO_SIDED
from kiosk.hardware.receipt_printer.escpos_printer import EscposReceiptPrinter
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.hours.timetable import Timetable
from kiosk.runtime.clock import Clock
from kiosk.runtime.clock_monitor import ClockMonitor
from kiosk.runtime.parting import parting
from kiosk.runtime.terminal import Terminal
from kiosk.runtime.terminal_parts import Poll, Task
from kiosk.runtime.workers import Workers
from kiosk.tasks.card_check import CardCheckTasks
from kiosk.tasks.cash_log import StrayLog
from kiosk.tasks.certificates import CertificateTasks
from kiosk.tasks.clerks_check import ClerksCheck
from kiosk.tasks.health import CASH, CENTRE, PRINTER, READER, RECEIPT, SILENT, HealthTasks
from kiosk.tasks.identification import IdentificationTasks
from kiosk.tasks.journal_health import JOURNAL, JournalHealth
from kiosk.tasks.journal_listener import JournalListener
from kiosk.tasks.password_reset import PasswordResetTasks
from kiosk.tasks.payment import CashPatience, PaymentTasks
from kiosk.tasks.payout import PayoutTasks
from kiosk.tasks.prepared_certificates import PreparedCertificates
from kiosk.tasks.printing import PrinterPatience, PrintingTasks
from kiosk.tasks.receipts import ReceiptTasks
from kiosk.tasks.slip_printing import SlipPrinter
from kiosk.tasks.staff import StaffTasks
from kiosk.tasks.start_up import StartUpTasks
from kiosk.tasks.usage_registration import UsageRegistrationTasks

STOCK_INTERVAL = 1.0
HEALTH_INTERVAL = 5.0
CENTRE_INTERVAL = 30.0
"""Seconds between looks at the stock and between health checks; the centre serves tens of thousands of
terminals."""
NO_SLIP = (ReceiptPrinted(False),)
"""What is said for a slip whose printer hangs."""
START_LIMIT = 600.0
"""Seconds for the start-up: every open payout is read back with patience."""
READER_SILENCE, READER_LIMIT = 10.0, 20.0
"""Seconds after which a look at the reader counts as not answered, and after which it is given up."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A joined terminal and the parts a caller may need."""

    terminal: Terminal
    journal: Journal
    changer: CoinChanger
    prepared: PreparedCertificates


def build(
    settings: Settings,
    *,
    clock: Clock,
    workers: Workers,
    wait: Callable[[float], None],
    peers: Peers | None = None,
    journal: Journal | None = None,
    fonts: Fonts | None = None,
    new_id: NewId = lambda: secrets.token_hex(16),
    timetable: Callable[[], Timetable] | None = None,
    stand_ins: bool = False,
) -> Kiosk:
    """Join a terminal. `peers` are what its wires lead to, by default what the settings name; `timetable`
    takes the place of the settings' hours; for `stand_ins` see `mode_check.check`.

    Raises SettingsError, and FontNotFound when a certificate could not be set.
    """
    check(settings, stand_ins=stand_ins)
    if peers is None:
        if settings.simulated_parts:
            raise SettingsError(f"no simulated far end for {', '.join(settings.simulated_parts)}")
        peers = ConfiguredPeers(settings)
    centre = peers.centre()
    reader = PatientReader(
        peers.card_reader(), patience=settings.reader.patience, monotonic=clock.monotonic, wait=wait
    )
    printer = IppPrinter(
        peers.printer_uri(),
        counts_sheets=settings.printer.counts_sheets,
        trust_reports=settings.printer.trust_reports,
        sides=TWO_SIDED if centre.sealing_key else ONE_SIDED,
    )
    receipt_printer = EscposReceiptPrinter(
        *peers.receipt_printer(),
        patience=settings.receipt_printer.patience, waits_when_deaf=True,
        confirms_ids=settings.receipt_printer.confirms_ids, monotonic=clock.monotonic, wait=wait,
    )  # fmt: skip
    # Two connections: a request that the card waits for must not queue behind a slow one.
    at_card, at_centre = _client(settings, centre), _client(settings, centre)
    journal = journal or Journal(settings.journal_file, clock.now, settings.journal.head)
    fonts = fonts or Fonts.load()
    bus = Bus(LeasedPort(peers.cash_port()), echo=settings.cash.echo)
    cash = settings.cash
    hoppers = [
        Hopper(bus, address, yen, wait, cash.payout_attempts) for yen, address in sorted(cash.hoppers.items())
    ]
    strays = StrayLog(journal)
    notes = NoteSlot(NoteValidator(bus, cash.notes) if cash.notes else None, wait, strays)
    changer = CoinChanger(CoinAcceptor(bus), hoppers, wait, strays, notes)
    prepared = PreparedCertificates()
    verifier = RecordVerifier(centre.record_key, takes_specimens(settings, stand_ins=stand_ins))
    coins = settings.cash.denominations

    identification = IdentificationTasks(reader, at_card, clock.now)
    card_check = CardCheckTasks(reader, clock.now)
    password_reset = PasswordResetTasks(reader, at_card, journal)
    registration = UsageRegistrationTasks(reader, at_card, at_centre, journal)
    certificates = CertificateTasks(
        at_centre, verifier, fonts, printer, journal, prepared, centre.sealing_key,
        GroundPattern(settings.printer.coarse_dot),
    )  # fmt: skip
    cash_patience = CashPatience(cash.failed_polls, cash.fix_attempts)
    payment = PaymentTasks(
        changer, journal, denominations=cash.accepted, most_overpaid=cash.most_overpaid, wait=wait,
        patience=cash_patience,
    )  # fmt: skip
    payout = PayoutTasks(changer, journal, payment, strays)
    printer_patience = PrinterPatience(settings.printer.submit_patience, settings.printer.doubt_patience)
    printing = PrintingTasks(
        printer, ClerksCheck(verifier), journal, prepared, wait, clock.monotonic, printer_patience
    )
    slips = SlipPrinter(receipt_printer, fonts, settings.receipt_printer.mode)
    receipts = ReceiptTasks(slips, journal, settings.place, clock.now)
    hours = settings.hours
    start = StartUpTasks(journal, changer, clock, hours.clock_tolerance, peers.hopper_contents())
    journal_health = JournalHealth(journal)
    staff = StaffTasks(
        printer=printer, slips=slips, cash=changer, fonts=fonts,
        journal=journal, place=settings.place, fill_to=settings.cash.fill_to, now=clock.now,
    )  # fmt: skip
    health = HealthTasks(
        reader=reader, printer=printer, receipt_printer=receipt_printer, cash=changer, payout=payout,
        centre=at_centre, certificates=certificates, denominations=coins, cheapest=settings.cheapest,
        now=clock.now,
    )  # fmt: skip

    # One device, one worker: whatever touches the cash unit runs on "cash", also for staff.
    tasks = {
        TaskName.START_UP: Task("cash", start.start_up, START_LIMIT, SILENT[CASH]),
        TaskName.READ_CARD: Task("card", identification.read),
        TaskName.CHECK_CARD: Task("card", card_check.check),
        TaskName.AUTHENTICATE: Task("card", identification.authenticate),
        TaskName.RESET_PASSWORD: Task("card", password_reset.reset),
        TaskName.READ_SIGNATURE: Task("card", card_check.read_signature),
        TaskName.FIND_HEAD: Task("centre", registration.find_head),
        TaskName.SIGN_APPLICATION: Task("card", registration.sign_application),
        TaskName.PREPARE: Task("centre", certificates.prepare),
        TaskName.OPEN_DEPOSIT: Task("cash", payment.open),
        TaskName.FIX_DEPOSIT: Task("cash", payment.fix),
        TaskName.PAY_BACK: Task("cash", payout.pay_back),
        TaskName.RECONCILE: Task("cash", payout.reconcile),
        TaskName.SUBMIT_JOB: Task("printer", printing.submit),
        TaskName.STOP_PRINT: Task("printer", printing.stop),
        TaskName.PRINT_RECEIPT: Task("receipt", receipts.receipt, when_lost=NO_SLIP),
        TaskName.PRINT_CLAIM: Task("receipt", receipts.claim, when_lost=NO_SLIP),
        TaskName.PRINT_REFUND: Task("receipt", receipts.refund, when_lost=NO_SLIP),
        TaskName.PRINT_SLIP: Task("receipt", receipts.result, when_lost=NO_SLIP),
        TaskName.LIST_CASES: Task("journal", staff.list_cases, when_lost=(CasesListed((), known=False),)),
        TaskName.PAY_CASE: _staff_task("journal", staff.pay_case, StaffAction.PAY_CASE),
        TaskName.CLEAR_CASE: _staff_task("journal", staff.clear_case, StaffAction.CLEAR_CASE),
        TaskName.PAY_CLAIM: _staff_task("journal", staff.pay_claim, StaffAction.PAY_CLAIM),
        TaskName.CLOSE_CLAIM: _staff_task("journal", staff.close_claim, StaffAction.CLOSE_CLAIM),
        TaskName.FILL_COINS: _staff_task("cash", staff.fill_coins, StaffAction.FILL_COINS),
        TaskName.TEST_PAGE: _staff_task("printer", staff.test_page, StaffAction.TEST_PAGE),
        TaskName.TEST_RECEIPT: _staff_task("receipt", staff.test_receipt, StaffAction.TEST_RECEIPT),
    }
    polls = {
        PollName.CARD: Poll(
            "card",
            0.2,
            identification.poll,
            READER_SILENCE,
            (CardRefused(Reason.READER_FAULT),),
            READER_LIMIT,
        ),
        PollName.COINS: Poll("cash", 0.2, payment.poll, when_silent=(Faulted(Reason.CASH_FAULT),)),
        PollName.JOB: Poll("printer", 0.3, printing.follow),
        PollName.STOCK: Poll("cash", STOCK_INTERVAL, staff.count_stock),
        PollName.READER_HEALTH: Poll(
            "card", HEALTH_INTERVAL, health.check_reader, when_silent=SILENT[READER]
        ),
        PollName.PRINTER_HEALTH: Poll(
            "printer", HEALTH_INTERVAL, health.check_printer, when_silent=SILENT[PRINTER]
        ),
        PollName.RECEIPT_HEALTH: Poll(
            "receipt", HEALTH_INTERVAL, health.check_receipt_printer, when_silent=SILENT[RECEIPT]
        ),
        PollName.CASH_HEALTH: Poll(
            "cash", HEALTH_INTERVAL, health.check_cash, when_silent=SILENT[CASH], limit=TIMEOUTS["pay_out"]
        ),
        PollName.CENTRE_HEALTH: Poll(
            "centre", CENTRE_INTERVAL, health.check_centre, when_silent=SILENT[CENTRE]
        ),
        PollName.JOURNAL_HEALTH: Poll(
            "journal", HEALTH_INTERVAL, journal_health.check, when_silent=SILENT[JOURNAL]
        ),
    }
    flow = FlowSettings(
        denominations=cash.accepted,
        max_copies=settings.max_copies,
        default_language=settings.languages[0],
        languages=settings.languages,
        topics=_topics(settings),
        card_is_inserted=settings.reader.inserted,
        hours=hours.shown(),
        fees=(settings.cheapest, settings.dearest),
        fill_to=settings.cash.fill_to,
    )
    usual = hours.timetable()
    terminal = Terminal(
        KioskMachine(flow, new_id),
        clock=clock,
        workers=workers,
        tasks=tasks,
        polls=polls,
        clock_monitor=ClockMonitor(clock, timetable or (lambda: usual), hours.clock_tolerance),
        timeouts={**TIMEOUTS, "card_unseen": settings.reader.unseen_patience},
        parting=parting(workers, changer, journal),
        worker_lost=_writes_lost_workers(workers, journal),
    )

    def visit_over() -> None:
        workers.submit("printer", printing.forget, _ignore)
        workers.submit("centre", certificates.report_outcomes, _ignore)

    def day_over() -> None:
        workers.submit("journal", journal_health.close_day, _ignore)

    terminal.listeners.append(JournalListener(journal, prepared, visit_over, day_over))
    return Kiosk(terminal, journal, changer, prepared)


def _topics(settings: Settings) -> tuple[str, ...]:
    try:
        return topic_keys(settings.languages)
    except InformationError as error:
        raise SettingsError(f"languages: {error}") from error


def _writes_lost_workers(workers: Workers, journal: Journal) -> Callable[[str, S], None]:
    def lost(device: str, state: S) -> None:
        facts = {"device": device, "state": state.value}
        workers.submit("journal", partial(journal.append, Kind.WORKER_REPLACED, facts, rescue=True), _ignore)

    return lost


def _staff_task(device: str, run: Callable[[TaskContext], Event | None], action: StaffAction) -> Task:
    return Task(device, run, when_lost=(StaffActionDone(action, succeeded=False),))


def _ignore(_result: object, _error: BaseException | None) -> None:
    """Nobody waits for the answer: outcomes that were not reported are kept for the next health check."""


def _client(settings: Settings, centre: CentreAddress) -> CentreClient:
    patience = settings.centre
    return CentreClient(centre.url, centre.files, patience.connect_timeout, patience.read_timeout)
