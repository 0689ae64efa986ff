"""The one place that names concrete parts and joins them to a terminal."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.app.peers import CentreAddress, ConfiguredPeers, Peers
from kiosk.centre.client import CentreClient
from kiosk.centre.signing import RecordVerifier
from kiosk.config.information import InformationError, topic_keys
from kiosk.config.mode_check import check, takes_specimens
from kiosk.config.settings import Settings, SettingsError
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.session import FlowSettings, NewId
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.changer import CoinChanger
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.cash.hopper import Hopper
from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.receipt_printer.escpos_printer import EscposReceiptPrinter
from kiosk.journal.accounts import hopper_stock
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.hours.timetable import Timetable
from kiosk.runtime.clock import Clock
from kiosk.runtime.clock_monitor import Timekeeper
from kiosk.runtime.parting import parting
from kiosk.runtime.terminal import Terminal
from kiosk.runtime.terminal_parts import Task, Watch
from kiosk.runtime.workers import Workers
from kiosk.tasks.authentication import AuthenticationTasks
from kiosk.tasks.bench import Bench
from kiosk.tasks.bookkeeper import Bookkeeper
from kiosk.tasks.card import CardTasks
from kiosk.tasks.cash import CashLog, CashTasks
from kiosk.tasks.health import CASH, CENTRE, PRINTER, READER, RECEIPT, SILENT, HealthTasks
from kiosk.tasks.issue import IssueTasks
from kiosk.tasks.password import PasswordTasks
from kiosk.tasks.printing import PrintTasks
from kiosk.tasks.registration import RegistrationTasks
from kiosk.tasks.slips import SlipTasks
from kiosk.tasks.staff import StaffTasks
from kiosk.tasks.start_up import StartUpTasks

HEALTH_INTERVAL = 5.0
CENTRE_INTERVAL = 30.0
"""Seconds between health checks; the centre serves tens of thousands of terminals."""


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A joined terminal and the parts a caller may need."""

    terminal: Terminal
    journal: Journal
    changer: CoinChanger
    bench: Bench


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
    reader, printer = peers.card_reader(), IppPrinter(peers.printer_uri())
    receipt_printer, centre = EscposReceiptPrinter(*peers.receipt_printer()), peers.centre()
    # Two connections: what the card waits for must not stand behind a slow answer for somebody else.
    at_card, at_centre = _client(settings, centre), _client(settings, centre)
    journal = journal or Journal(settings.state / "journal.sqlite", clock.now)
    fonts = fonts or Fonts.load()
    contents = peers.hopper_contents()
    if contents and not hopper_stock(journal.entries())[0]:
        for denomination, pieces in contents.items():
            journal.append(Kind.STOCK_SET, {"denomination": denomination, "pieces": pieces})
    bus = Bus(peers.cash_port(), echo=settings.cash.echo)
    hoppers = [Hopper(bus, address, yen, wait) for yen, address in sorted(settings.cash.hoppers.items())]
    changer = CoinChanger(CoinAcceptor(bus), hoppers, wait, CashLog(VisitLog(journal, "")))
    bench = Bench()
    verifier = RecordVerifier(centre.record_key, takes_specimens(settings, stand_ins=stand_ins))
    coins = settings.cash.denominations

    card = CardTasks(reader, clock.now)
    authentication = AuthenticationTasks(reader, at_card)
    passwords = PasswordTasks(reader, at_card, journal)
    registration = RegistrationTasks(reader, at_card, at_centre, journal)
    issue = IssueTasks(at_centre, verifier, fonts, printer, journal, bench)
    cash = CashTasks(changer, journal, bench, coins)
    printing = PrintTasks(printer, journal, bench, wait)
    slips = SlipTasks(receipt_printer, fonts, journal, settings.place, clock.now)
    hours = settings.hours
    start = StartUpTasks(journal, changer, clock, hours.clock_tolerance)
    staff = StaffTasks(
        printer=printer, receipt_printer=receipt_printer, changer=changer, fonts=fonts,
        journal=journal, place=settings.place, fill_to=settings.cash.fill_to, now=clock.now,
    )  # fmt: skip
    health = HealthTasks(
        reader=reader, printer=printer, receipt_printer=receipt_printer, cash=changer,
        centre=at_centre, issue=issue, denominations=coins, cheapest=settings.cheapest, now=clock.now,
    )  # fmt: skip

    tasks = {
        "start_up": Task("cash", start.start_up),
        "read_card": Task("card", card.read),
        "check_card": Task("card", card.check),
        "authenticate": Task("card", authentication.authenticate),
        "reset_password": Task("card", passwords.reset),
        "read_signature": Task("card", passwords.read_signature),
        "find_head": Task("centre", registration.find_head),
        "sign_application": Task("card", registration.sign_application),
        "prepare": Task("centre", issue.prepare),
        "open_deposit": Task("cash", cash.open),
        "fix_deposit": Task("cash", cash.fix),
        "settle": Task("cash", cash.pay_back),
        "refund": Task("cash", cash.pay_back),
        "print": Task("printer", printing.start),
        "stop_print": Task("printer", printing.stop),
        "print_receipt": Task("receipt", slips.receipt),
        "print_claim": Task("receipt", slips.claim),
        "print_slip": Task("receipt", slips.result),
        "staff": Task("staff", staff.act),
    }
    watches = {
        "card": Watch("card", 0.2, card.watch),
        "coins": Watch("cash", 0.2, cash.watch),
        "job": Watch("printer", 0.3, printing.watch),
        "reader_health": Watch("card", HEALTH_INTERVAL, health.check_reader, when_silent=SILENT[READER]),
        "printer_health": Watch(
            "printer", HEALTH_INTERVAL, health.check_printer, when_silent=SILENT[PRINTER]
        ),
        "receipt_health": Watch(
            "receipt", HEALTH_INTERVAL, health.check_receipt_printer, when_silent=SILENT[RECEIPT]
        ),
        "cash_health": Watch("cash", HEALTH_INTERVAL, health.check_cash, when_silent=SILENT[CASH]),
        "centre_health": Watch("centre", CENTRE_INTERVAL, health.check_centre, when_silent=SILENT[CENTRE]),
    }
    flow = FlowSettings(
        denominations=coins,
        max_copies=settings.max_copies,
        default_language=settings.languages[0],
        languages=settings.languages,
        topics=_topics(settings),
        card_is_inserted=settings.reader.inserted,
        hours=hours.shown(),
    )
    usual = hours.timetable()
    terminal = Terminal(
        KioskMachine(flow, new_id),
        clock=clock,
        workers=workers,
        tasks=tasks,
        watches=watches,
        timekeeper=Timekeeper(clock, timetable or (lambda: usual), hours.clock_tolerance),
        timeouts=TIMEOUTS,
        parting=parting(workers, changer, journal),
    )

    def visit_over() -> None:
        workers.submit("printer", printing.forget, _ignore)
        workers.submit("centre", issue.report_outcomes, _ignore)

    terminal.listeners.append(Bookkeeper(journal, bench, visit_over))
    return Kiosk(terminal, journal, changer, bench)


def _topics(settings: Settings) -> tuple[str, ...]:
    try:
        return topic_keys(settings.languages)
    except InformationError as error:
        raise SettingsError(f"languages: {error}") from error


def _ignore(_result: object, _error: BaseException | None) -> None:
    """Nobody waits for the answer: outcomes that were not told are kept for the next health check."""


def _client(settings: Settings, centre: CentreAddress) -> CentreClient:
    patience = settings.centre
    return CentreClient(centre.url, centre.files, patience.connect_timeout, patience.read_timeout)
