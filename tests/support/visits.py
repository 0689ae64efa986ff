"""A visit as a story: a person's whole use of the terminal, on a clock moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from kiosk.app.assembly import Kiosk, build
from kiosk.config.settings import Settings, simulated
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.events import Acknowledged, Agreed, Ended, LastTryAccepted, PasswordEntered
from kiosk.fsm.flow.card_check import SignatureWanted
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.menu import LanguageChosen, MunicipalityChosen, ScopeChosen, ServiceChosen, Started
from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.flow.usage_registration import ApplicationConfirmed, ApplicationWanted, FormFilled
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.fsm.view import View
from kiosk.fsm.visit import Visit
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import PinRejected
from kiosk.journal.accounting.accounts import accounts
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.certificates import CertificateKind, default_options
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope, Service
from kiosk.rules.usage_registration import RegistrationForm
from kiosk.runtime.clock import ManualClock
from kiosk.screens.i18n.words import words_in
from kiosk.voice.engines import Synthesiser
from kiosk.voice.voices import Engine
from kiosk_simulator.environment import Environment
from kiosk_simulator.headless import Headless, InlineWorkers
from kiosk_simulator.peers import SimulatedPeers
from tests.support.staff import signs_in

FORM = RegistrationForm("試作町二丁目", "15-3", "シサク　ゴロウ", "試作　五郎", "09000000000")
"""What is true of the specimen resident whose register is elsewhere."""
WORKING_DAY = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
RECORD = CertificateKind.RESIDENT_RECORD


class Person:
    """A shopper in front of the machine. Every method returns self, so that a visit reads as a story."""

    def __init__(self, environment: Environment, clock: ManualClock, fonts: Fonts, journal: Journal) -> None:
        self.environment, self.clock, self.fonts = environment, clock, fonts
        self.journal = journal
        self.synthesisers: Mapping[Engine, Synthesiser] = {}
        self.kiosk: Kiosk
        self.machine: Headless
        self.boots()

    def boots(self, settings: Settings | None = None) -> Person:
        """The terminal starts (again) on the same journal and the same devices."""
        settings = settings or simulated()
        self.workers = InlineWorkers()
        self.kiosk = build(
            settings, clock=self.clock, workers=self.workers, wait=self.clock.advance,
            peers=SimulatedPeers(self.environment, settings), journal=self.journal, fonts=self.fonts,
            synthesisers=self.synthesisers, catalogue=words_in,
        )  # fmt: skip
        self.machine = Headless(self.kiosk.terminal, self.clock)
        self.machine.start()
        return self

    def has_a_centre_of_its_own(self) -> Person:
        """Nothing that another visit reserved or applied for is known."""
        self.environment.centre.stop()
        self.environment.centre.start()
        return self.boots()

    def at(self, hour: int, minute: int, second: int = 0) -> Person:
        """Set the clock to a time of the working day, on purpose: this is not a wrong clock."""
        self.clock.set(WORKING_DAY.replace(hour=hour, minute=minute, second=second))
        return self.waits(1.5)

    def has_hours(self, **hours: object) -> Person:
        """The terminal starts with these values in the section `hours` of its settings."""
        return self.boots(simulated(hours=hours))

    def is_put_in_service_by_staff(self) -> Person:
        for event in signs_in():
            self.machine.post(event)
        if self.machine.view.status.clock_doubted:
            self.machine.post(StaffActed(StaffAction.CONFIRM_CLOCK))
        self.machine.post(StaffLeft(in_service=True))
        return self.waits(1)

    # --- what the person does ------------------------------------------------------------------------

    def starts(self, language: str = "ja", service: Service = Service.CERTIFICATES) -> Person:
        self.machine.post(Started())
        if language != "ja":
            self.machine.post(LanguageChosen(language))
        self.machine.post(ServiceChosen(service))
        return self

    def agrees(self) -> Person:
        self.machine.post(Agreed())
        return self

    def chooses_residence(self) -> Person:
        self.machine.post(ScopeChosen(Scope.RESIDENCE))
        return self

    def chooses_register(self, code: str) -> Person:
        self.machine.post(ScopeChosen(Scope.REGISTER))
        self.machine.post(MunicipalityChosen(code))
        return self

    def sets(self, profile: str) -> Person:
        self.environment.reader.insert(self.environment.card(profile))
        self.machine.advance(0.5)
        return self

    def takes_card(self) -> Person:
        self.environment.reader.remove()
        self.machine.advance(0.5)
        return self

    def types(self, pin: str) -> Person:
        self.machine.post(PinEntered(Pin(int(digit) for digit in pin)))
        return self

    def accepts_last_try(self) -> Person:
        self.machine.post(LastTryAccepted())
        return self

    def proves(self, profile: str = "normal", pin: str = "1234") -> Person:
        """From the menu to the certificate list."""
        return self.starts().agrees().chooses_residence().sets(profile).types(pin).takes_card()

    # --- the free services

    def reserves(self, profile: str) -> Person:
        """By telephone, some time before."""
        certificate = self.environment.card(profile).contents.authentication_certificate
        assert certificate is not None
        self.environment.centre.reserve(certificate)
        return self

    def asks_for_a_reset(self, profile: str = "normal", pin: str = "1234") -> Person:
        """From the menu to the new password."""
        return self.starts(service=Service.PASSWORD_RESET).agrees().sets(profile).types(pin)

    def types_password(self, *passwords: str) -> Person:
        for password in passwords:
            self.machine.post(PasswordEntered(Password(password.encode())))
        return self

    def checks_card(self, profile: str = "normal") -> Person:
        return self.starts(service=Service.CARD_CHECK).sets(profile)

    def wants_signature_date(self) -> Person:
        self.machine.post(SignatureWanted())
        return self

    def asks_for_registration(self, profile: str = "unregistered", code: str = "01213") -> Person:
        """From the menu to how far the registration is."""
        self.starts(service=Service.USAGE_REGISTRATION).agrees()
        self.machine.post(MunicipalityChosen(code))
        return self.sets(profile).types("1234")

    def fills_in(self, form: RegistrationForm = FORM) -> Person:
        """The whole application, screen by screen, up to its check."""
        self.machine.post(ApplicationWanted())
        self.machine.post(FormFilled(RegistrationForm(form.town)))
        self.machine.post(FormFilled(RegistrationForm(form.town, form.lot)))
        self.machine.post(FormFilled(RegistrationForm(form.town, form.lot, form.head_kana)))
        if self.machine.view.state is S.HEAD_CANDIDATES:
            self.machine.post(FormFilled(RegistrationForm(form.town, form.lot, form.head_kana, form.head)))
        self.machine.post(FormFilled(form))
        return self

    def confirms(self) -> Person:
        self.machine.post(ApplicationConfirmed())
        return self

    def orders(self, copies: int = 1, options: dict[str, str] | None = None) -> Person:
        self.machine.post(CertificateChosen(RECORD))
        offer = next(each for each in self.machine.view.visit.offers if each.kind is RECORD)
        chosen = {**dict(default_options(RECORD, offer.options)), **(options or {})}
        self.machine.post(OptionsChosen(tuple(sorted(chosen.items())), copies))
        if self.machine.view.state is S.MY_NUMBER:
            self.machine.post(Agreed())
        self.machine.post(OrderConfirmed())
        return self

    def inserts(self, *coins: int) -> Person:
        for coin in coins:
            self.environment.changer.insert(coin)
            self.machine.advance(0.25)
        return self

    def inserts_note(self, yen: int = 1000) -> Person:
        """Put a note in; whether it stays is seen later."""
        self.environment.changer.insert_note(yen)
        self.machine.advance(0.25)
        return self

    def waits(self, seconds: float) -> Person:
        self.machine.advance(seconds)
        return self

    def waits_until(self, *states: S) -> Person:
        """Time passes, and the printer prints what it can, until one of `states` is seen."""

        def reached(view: View) -> bool:
            self.environment.printer.print_sheet()
            return view.state in states

        self.machine.until(reached)
        return self

    def lets_time_out(self) -> Person:
        key = self.kiosk.terminal.machine.spec.timeout
        assert key is not None, f"{self.machine.state} never times out"
        return self.waits(TIMEOUTS[key] + 0.1)

    def ends(self) -> Person:
        """Touch what ends the visit; who is paying is asked, and means it."""
        self.machine.post(Ended())
        if self.machine.view.state is S.STOP_PAYING:
            self.machine.post(Ended())
        return self

    def presses_ok(self) -> Person:
        self.machine.post(Acknowledged())
        return self

    def does(self, act: Callable[[Person], object]) -> Person:
        act(self)
        return self

    # --- what the person sees ------------------------------------------------------------------------

    def sees(self, state: S, notice: Reason | None = None) -> Person:
        view = self.machine.view
        assert view.state is state, f"sees {view.state} ({view.reason}) after {self.machine.states}"
        if notice is not None:
            assert view.reason is notice
        return self

    def is_refused(self, service: Service, reason: Reason) -> Person:
        """The menu does not let this service begin, for a device that failed for `reason`; ends there."""
        self.starts(service=service).sees(S.MENU)
        failing = self.machine.view.status.closed_by(service)
        assert failing is not None
        assert failing.reason is reason
        return self

    def has_sheets(self, count: int) -> Person:
        assert len(self.environment.printer.sheets) == count
        return self

    def has_in_tray(self, yen: int) -> Person:
        assert sum(self.environment.changer.tray) == yen
        return self

    def card_opens_with(self, password: str, profile: str = "normal") -> bool:
        """Whether the card itself takes this signature password; a wrong one costs it a try."""
        reader = self.environment.reader
        reader.remove()
        reader.insert(self.environment.card(profile))
        try:
            with reader.connect() as connection:
                card = JpkiCard(connection)
                card.select()
                card.verify_password(Password(password.encode()))
        except PinRejected:
            return False
        finally:
            reader.remove()
        return True

    def has_journalled(self, *kinds: Kind) -> Person:
        """Rows of these kinds, in this order, among the others."""
        written = [entry.kind for entry in self.journal.entries() if entry.kind in kinds]
        assert written == list(kinds)
        return self

    def has_slips(self, count: int) -> Person:
        assert len(self.environment.receipt_printer.receipts) == count
        return self

    def owes_nothing(self) -> Person:
        """Every yen that fell in is charged, paid out or on a claim slip, in the journal and in metal."""
        for account in accounts(self.journal.entries()).values():
            assert account.owed == 0, f"{account.owed} yen open in the journal"
        held = sum(hopper.denomination * hopper.coins for hopper in self.environment.changer.hoppers.values())
        counted = sum(yen * pieces for yen, pieces in self.kiosk.changer.stock().items())
        assert held == counted, "the hoppers hold another sum than the journal says"
        return self

    def leaves_no_trace(self) -> Person:
        """The next customer finds a terminal that knows nothing of this one."""
        visit = self.kiosk.terminal.machine.visit
        assert visit == Visit("", visit.language, visit.access)
        assert self.kiosk.prepared.certificates(visit.id) == ()
        return self

    def next_customer_succeeds(self) -> Person:
        self.environment.changer.take_tray()
        self.environment.printer.taken()
        self.environment.reader.remove()
        self.waits_until(S.ATTRACT)
        self.machine.until(lambda view: view.status.closed_by(Service.CERTIFICATES) is None)
        return self.proves("single").orders().inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250)
