"""Joins concrete parts to a terminal; those that are loaded behind the first picture are in `services`."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from kiosk import __version__
from kiosk.app.device_tasks import poll_table, task_table
from kiosk.app.peers import ConfiguredPeers, Peers
from kiosk.app.sound import sound_service
from kiosk.app.staff_tasks import staff_tasks
from kiosk.config.errors import SettingsError
from kiosk.config.files import check_files
from kiosk.config.information_files import InformationError, listed_keys
from kiosk.config.mode_check import check
from kiosk.config.settings import Mode, Settings
from kiosk.documents.fonts.files import DOCUMENT_FONTS, find_font
from kiosk.documents.receipts.captions import ENGLISH, CatalogueOf
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.model import FlowSettings, NewId
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import FIRST_WAITS
from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.changer import CoinChanger
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.cash.hopper import Hopper
from kiosk.hardware.cash.note_slot import NoteSlot
from kiosk.hardware.cash.note_validator import NoteValidator
from kiosk.hardware.leased import LeasedPort
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.hours.timetable import Timetable
from kiosk.runtime.clock import Clock
from kiosk.runtime.clock_monitor import ClockMonitor
from kiosk.runtime.ending import Ending
from kiosk.runtime.late import Late
from kiosk.runtime.parting import parting
from kiosk.runtime.terminal import Terminal
from kiosk.runtime.workers import Workers
from kiosk.structs import Struct
from kiosk.tasks.cash.cash_log import StrayLog
from kiosk.tasks.cash.payment import CashPatience, PaymentTasks
from kiosk.tasks.cash.payout import PayoutTasks
from kiosk.tasks.journal_health import JournalHealth
from kiosk.tasks.journal_listener import JournalListener
from kiosk.tasks.paper.prepared_certificates import PreparedCertificates
from kiosk.tasks.staff.standstill import Standstill
from kiosk.tasks.start_up import StartUpTasks
from kiosk.voice.engines import Synthesiser
from kiosk.voice.service import SoundService
from kiosk.voice.voices import Engine

if TYPE_CHECKING:
    from kiosk.app.fleet import FleetSide
    from kiosk.app.services import Services
    from kiosk.documents.fonts.font_set import Fonts
    from kiosk.tasks.ordered_hours import OrderedHours


HEAD_START = 5.0
"""Seconds that the tasks leave to the first picture before they load what they need."""


class Kiosk(Struct):
    """A joined terminal and the parts a caller may need."""

    terminal: Terminal
    journal: Journal
    changer: CoinChanger
    prepared: PreparedCertificates
    sound: SoundService
    ending: Ending
    """How staff wants the process to end."""
    load: Callable[[], object]
    """Loads what is built behind the first picture, once, and returns when it is there; raises what `build`
    would have raised. The link to the fleet server, where there is one, begins then."""
    fleet: Late[FleetSide] | None = None
    """The side of the fleet server, None without its address."""


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
    synthesisers: Mapping[Engine, Synthesiser] | None = None,
    loads_later: bool = False,
    catalogue: CatalogueOf = lambda _language: ENGLISH,
) -> Kiosk:
    """Join a terminal. `peers` are what its wires lead to, by default what the settings name; `timetable`
    takes the place of the settings' hours; for `stand_ins` see `mode_check.check`. `synthesisers` take the
    place of the installed ones. `catalogue` gives the words in which slips speak to the shopper.

    With `loads_later` only what the first screens need is built: the cash unit, the journal, the machine. The
    rest is loaded by `Kiosk.load`, or by the first task that needs it.

    Raises SettingsError, and FontNotFound when a certificate could not be set.
    """
    check(settings, stand_ins=stand_ins)
    if peers is None:
        if settings.simulated_parts:
            raise SettingsError(f"no simulated far end for {', '.join(settings.simulated_parts)}")
        peers = ConfiguredPeers(settings)
    if loads_later:  # what can be known now is told now
        check_files(settings)
        for font in DOCUMENT_FONTS if fonts is None else ():
            find_font(font)
    journal = journal or Journal(settings.journal_file, clock.now, settings.journal.head)
    bus = Bus(LeasedPort(peers.cash_port()), echo=settings.cash.echo)
    cash = settings.cash
    hoppers = [
        Hopper(bus, address, yen, wait, cash.payout_attempts) for yen, address in sorted(cash.hoppers.items())
    ]
    strays = StrayLog(journal)
    notes = NoteSlot(NoteValidator(bus, cash.notes) if cash.notes else None, wait, strays)
    changer = CoinChanger(CoinAcceptor(bus), hoppers, wait, strays, notes)
    prepared = PreparedCertificates()
    cash_patience = CashPatience(cash.failed_polls, cash.fix_attempts)
    payment = PaymentTasks(
        changer, journal, denominations=cash.accepted, most_overpaid=cash.most_overpaid, wait=wait,
        patience=cash_patience,
    )  # fmt: skip
    payout = PayoutTasks(changer, journal, payment, strays)
    hours = settings.hours
    start = StartUpTasks(
        journal, changer, clock, hours.clock_tolerance, peers.hopper_contents(),
        must_be_counted=settings.mode is not Mode.SIMULATION,
    )  # fmt: skip
    journal_health = JournalHealth(journal)

    def load_services() -> Services:
        from kiosk.app.services import build_services

        _check_topics(settings)
        return build_services(
            settings, peers, clock=clock, wait=wait, journal=journal, changer=changer, payout=payout,
            prepared=prepared, fonts=fonts, stand_ins=stand_ins, catalogue=catalogue,
        )  # fmt: skip

    services = Late(load_services, HEAD_START)
    if not loads_later:
        services.load()

    flow = FlowSettings(
        denominations=cash.accepted,
        max_copies=settings.max_copies,
        reduced_motion=settings.reduced_motion,
        default_language=settings.languages[0],
        languages=settings.languages,
        topics=_listed_topics(settings),
        card_is_inserted=settings.reader.inserted,
        hours=hours.shown(),
        year_end=hours.year_end(),
        fees=(settings.cheapest, settings.dearest),
        fill_to=settings.cash.fill_to,
        persons=settings.persons,
        terminal=settings.place.terminal,
        version=__version__,
    )
    standstill, ending = Standstill(clock.now), Ending()
    staff = staff_tasks(
        settings, clock=clock, journal=journal, cash=changer, standstill=standstill, ending=ending,
        stand_ins=stand_ins,
    )  # fmt: skip
    usual = hours.timetable()
    ordered = _ordered_hours(settings, timetable or (lambda: usual)) if settings.fleet.url else None
    timeouts = {**settings.timeouts.table(), "card_unseen": settings.reader.unseen_patience}
    terminal = Terminal(
        KioskMachine(flow, new_id),
        clock=clock,
        workers=workers,
        tasks=task_table(start, payment, payout, staff, services),
        polls=poll_table(
            payment, journal_health, staff, services, health=settings.health, pay_out=timeouts["pay_out"]
        ),
        clock_monitor=ClockMonitor(clock, ordered or timetable or (lambda: usual), hours.clock_tolerance),
        timeouts=timeouts,
        first_waits={**FIRST_WAITS, **settings.first_waits},
        parting=parting(workers, changer, journal),
        worker_lost=_writes_lost_workers(workers, journal),
    )

    def visit_over() -> None:
        loaded = services.made
        if loaded is not None:  # without them nothing was printed
            workers.submit("printer", loaded.printing.forget, _ignore)
            workers.submit("centre", loaded.certificates.report_outcomes, _ignore)

    def day_over() -> None:
        workers.submit("journal", journal_health.close_day, _ignore)

    terminal.listeners.append(standstill)
    terminal.listeners.append(JournalListener(journal, prepared, visit_over, day_over))
    fleet = None if ordered is None else Late(partial(_fleet_side, settings, terminal, journal, ordered))

    def load() -> None:
        services.load()
        if fleet is not None:
            fleet.load().link.start()

    return Kiosk(
        terminal, journal, changer, prepared,
        sound_service(
            settings, port=peers.sound_port(), synthesisers=synthesisers, workers=workers, terminal=terminal,
            monotonic=clock.monotonic,
        ),
        ending,
        load,
        fleet,
    )  # fmt: skip


def _ordered_hours(settings: Settings, usual: Callable[[], Timetable]) -> OrderedHours:
    from kiosk.fleet.orders import MEMORY_FILE, orders_in_force
    from kiosk.tasks.ordered_hours import OrderedHours

    return OrderedHours(usual, orders_in_force(settings.state / MEMORY_FILE))


def _fleet_side(settings: Settings, terminal: Terminal, journal: Journal, hours: OrderedHours) -> FleetSide:
    from kiosk.app.fleet import fleet_side

    return fleet_side(settings, terminal, journal, hours)


def _listed_topics(settings: Settings) -> tuple[str, ...]:
    try:
        return listed_keys(settings.languages[0])
    except InformationError as error:
        raise SettingsError(f"languages: {error}") from error


def _check_topics(settings: Settings) -> None:
    from kiosk.config.information import topic_keys  # loads pydantic

    try:
        topic_keys(settings.languages)
    except InformationError as error:
        raise SettingsError(f"languages: {error}") from error


def _writes_lost_workers(workers: Workers, journal: Journal) -> Callable[[str, S], None]:
    def lost(device: str, state: S) -> None:
        facts = {"device": device, "state": state.value}
        workers.submit("journal", partial(journal.append, Kind.WORKER_REPLACED, facts, rescue=True), _ignore)

    return lost


def _ignore(_result: object, _error: BaseException | None) -> None:
    """Nobody waits for the answer: outcomes that were not reported are kept for the next health check."""
