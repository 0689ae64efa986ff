"""What the guide promises for each fault and card is what the terminal does: one visit for each."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

import pytest

from kiosk.app.assembly import build
from kiosk.config.sections.centre import Centre
from kiosk.config.settings import Settings, simulated
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.events import Acknowledged, Agreed, PasswordEntered
from kiosk.fsm.flow.card_check import SignatureWanted
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.flow.identification import PinEntered
from kiosk.fsm.flow.menu import MunicipalityChosen, ScopeChosen, ServiceChosen, Started
from kiosk.fsm.states import S
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import PinRejected
from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.receipt_printer.escpos_printer import EscposReceiptPrinter
from kiosk.journal.accounting.accounts import accounts
from kiosk.journal.journal import Journal
from kiosk.rules.card_check import Advice
from kiosk.rules.card_check import advice as found_in
from kiosk.rules.certificates import CertificateKind, default_options
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope, Service
from kiosk.rules.usage_registration import MAY_APPLY
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.cash.validator import NoteFault
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.console.switches import clear_faults, switches
from kiosk_simulator.console.texts import faults as moments
from kiosk_simulator.console.texts.cards import CARD_TEXTS
from kiosk_simulator.console.texts.faults import FAULT_TEXTS, fault_text
from kiosk_simulator.environment import Environment
from kiosk_simulator.headless import Headless, InlineWorkers
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.peers import SimulatedPeers

pytestmark = [pytest.mark.exhaustive, pytest.mark.cost(60)]
RECORD = CertificateKind.RESIDENT_RECORD
SHORT = {CentreFault.SLOW: 0.6, PrinterFault.SLOW: 0.4}
"""Seconds of real time, so that the test is quick; the drivers' patience is shortened as well."""
UNANSWERED = (CentreFault.SLOW, CentreFault.HALF_OPEN, CentreFault.LATE_ANSWER)
SWITCHES = {
    f"{type(fault).__name__}.{fault.value}": fault for kind in FAULT_TEXTS.values() for fault in kind
}  # fmt: skip
AT_A_RESET = {name for name, fault in SWITCHES.items() if fault_text(fault).when == moments.RESET}
OTHER = "other services"
OLD, NEW = b"ABC123", b"KIOSK2026"


class Story:
    """A shopper who goes on whatever the screen says; the fault is switched on at its moment."""

    def __init__(
        self, environment: Environment, clock: ManualClock, fonts: Fonts, settings: Settings
    ) -> None:
        self.environment, self.clock = environment, clock
        self.journal = Journal(None, clock.now)
        kiosk = build(
            settings, clock=clock, workers=InlineWorkers(), wait=clock.advance,
            peers=SimulatedPeers(environment, settings), journal=self.journal, fonts=fonts,
        )  # fmt: skip
        self.machine = Headless(kiosk.terminal, clock)
        self.machine.start()

    def goes(self, fault: StrEnum | None = None, profile: str = "normal") -> Story:
        """Through a whole visit of 250 yen, paid with 100 + 500; with a note first for a fault of notes."""
        moment = fault_text(fault).when if fault else ""

        def now(this: str) -> None:
            if fault and moment == this:
                self.switch(fault)

        machine, environment = self.machine, self.environment
        now(moments.IDLE)
        now(moments.ANY)
        machine.advance(61 if moment == moments.IDLE else 0)
        for event in (Started(), ServiceChosen(Service.CERTIFICATES), Agreed(), ScopeChosen(Scope.RESIDENCE)):
            machine.post(event)
        now(moments.CARD)
        environment.reader.insert(environment.card(profile))
        machine.advance(20 if moment == moments.CARD else 0.5)
        now(moments.PIN)
        machine.post(PinEntered(Pin([1, 2, 3, 4])))
        machine.advance(0.5)
        environment.reader.remove()
        machine.advance(0.5)
        machine.post(CertificateChosen(RECORD))
        rows = next((offer.options for offer in machine.view.visit.offers if offer.kind is RECORD), None)
        machine.post(OptionsChosen(default_options(RECORD, rows), 1))
        now(moments.ORDER)
        machine.post(OrderConfirmed())
        machine.advance(0.5)
        now(moments.PAY)
        environment.changer.insert(100)
        machine.advance(0.5)
        now(moments.PAID)
        machine.advance(0.5)
        now(moments.PRINTING)
        if isinstance(fault, NoteFault):
            environment.changer.insert_note(1000)
            machine.advance(16)
        environment.changer.insert(500)
        for _ in range(40):
            machine.advance(1)
            environment.printer.print_sheet()
        return self

    def asks_for_a_reset(self, profile: str) -> Story:
        """From the menu to the PIN, and to the new password twice when it comes so far."""
        for event in (Started(), ServiceChosen(Service.PASSWORD_RESET), Agreed()):
            self.machine.post(event)
        self.environment.reader.insert(self.environment.card(profile))
        self.machine.advance(0.5)
        self.machine.post(PinEntered(Pin([1, 2, 3, 4])))
        for _ in range(2):
            self.machine.post(PasswordEntered(Password(NEW)))
        return self

    def reserves(self, profile: str) -> Story:
        """On the telephone, some time before."""
        certificate = self.environment.card(profile).contents.authentication_certificate
        assert certificate is not None
        self.environment.centre.reserve(certificate)
        return self

    def opens_with(self, password: bytes, profile: str) -> bool:
        """Whether the card itself takes a password."""
        reader = SoftwareReader()
        reader.insert(self.environment.card(profile))
        with reader.connect() as connection:
            card = JpkiCard(connection)
            card.select()
            try:
                card.verify_password(Password(password))
            except PinRejected:
                return False
        return True

    def switch(self, fault: StrEnum) -> None:
        for each in switches(self.environment).values():
            if each.text is fault_text(fault):
                each.set(True, SHORT.get(fault))

    def goes_home(self) -> Story:
        for _ in range(6):
            self.machine.post(Acknowledged())
            self.machine.advance(10)
        return self

    @property
    def notices(self) -> set[str]:
        """Codes that were shown, or that closed a service on the menu."""
        shown = {view.reason.value for view in self.machine.views if view.reason}
        closing = {
            each.reason.value for view in self.machine.views for each in view.status.failing if each.reason
        }
        return shown | closing

    def is_settled(self) -> bool:
        """Every yen is accounted for, or what is open is before the staff of a stopped terminal."""
        stopped = self.machine.state is S.OUT_OF_SERVICE
        return all(
            each.owed == 0 or each.uncertain or (stopped and each.needs_staff)
            for each in accounts(self.journal.entries()).values()
        )


@pytest.fixture(scope="module")
def centre_environment(working_day_keys: Path) -> Iterator[Environment]:
    clock = ManualClock(_morning())
    with Environment(working_day_keys, clock.now, wait=time.sleep) as environment:
        yield environment


def _morning() -> datetime:
    return datetime(2026, 11, 24, 10, 0, tzinfo=JST)


@pytest.fixture
def story(
    centre_environment: Environment,
    console_fonts: Fonts,
    working_day_keys: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Story]:
    if "PrinterFault.slow" in request.node.name:
        monkeypatch.setattr("kiosk.app.drivers.IppPrinter", partial(IppPrinter, timeout=0.1))
    if "SlipSwitch.ends_in_slip" in request.node.name:
        impatient = partial(EscposReceiptPrinter, print_timeout=1.0)
        monkeypatch.setattr("kiosk.app.drivers.EscposReceiptPrinter", impatient)
    clock = ManualClock(_morning())
    environment = Environment(working_day_keys, clock.now, wait=clock.advance, auto_print=False)
    environment.centre = centre_environment.centre
    environment.centre.now = clock.now
    environment.printer.start()
    environment.receipt_printer.start()
    # Only where an answer must come too late: elsewhere a busy machine would make it so.
    waits = any(f"CentreFault.{each.value}" in request.node.name for each in UNANSWERED)
    impatience = Centre(read_timeout=0.3) if waits else Centre()
    yield Story(environment, clock, console_fonts, simulated(centre=impatience))
    environment.centre.faults.only()
    environment.printer.stop()
    environment.receipt_printer.stop()


@pytest.mark.parametrize("name", sorted(set(SWITCHES) - AT_A_RESET))
def test_what_must_be_seen_is_seen(story: Story, name: str) -> None:
    fault = SWITCHES[name]
    seen = fault_text(fault).seen
    story.goes(fault)
    required = [set(re.findall(r"[A-Z]-\d{3}", part)) for part in re.split(r"[;,]", seen)]
    for codes in filter(None, required):  # "N-101 or N-102": one of them
        assert codes & story.notices, (name, seen, story.notices, story.machine.states)
    if "out of service" in seen:
        story.goes_home()
        assert S.OUT_OF_SERVICE in story.machine.states, (name, story.machine.states)
    if "prints on" in seen:
        clear_faults(story.environment)
        for _ in range(20):
            story.machine.advance(1)
            story.environment.printer.print_sheet()
        assert len(story.environment.printer.sheets) == 1, (name, story.machine.states)
    if "well again by itself" in seen:
        clear_faults(story.environment)
        story.machine.advance(61)
        assert story.machine.state is S.ATTRACT, (name, story.machine.states)
    if "coins come back" in seen:
        changer = story.environment.changer
        assert sum(changer.tray) + sum(changer.acceptor.returned) == 600, (name, story.machine.states)
    changer = story.environment.changer
    if "note comes back" in seen:
        assert (changer.validator.returned, changer.validator.stacker) == ([1000], []), name
    if "coins go on" in seen:
        assert sum(changer.tray) == 350, (name, story.machine.states)
    if "counted once" in seen:
        assert (sum(changer.tray), changer.validator.stacker) == (850, [1000]), (name, story.machine.states)
    if "crossed out" in seen:
        acceptable = [v.visit.money.acceptable for v in story.machine.views if v.state is S.PAY]
        assert 500 in acceptable[-1], name
        assert 1000 not in acceptable[-1], name
    clear_faults(story.environment)
    story.goes_home()
    story.machine.advance(70)
    assert story.is_settled(), name


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_each_card_does_what_the_shelf_says(story: Story, profile: str) -> None:
    story.goes(profile=profile)
    promised = CARD_TEXTS[profile][1].partition(OTHER)[0]
    expected = set(re.findall(r"[A-Z]-\d{3}", promised))
    if expected:
        assert expected & story.notices, (profile, story.notices, story.machine.states)
    elif "sheet" in promised or "served" in promised:
        sheets = 2 if "two" in promised else 1
        assert len(story.environment.printer.sheets) == sheets


# --- the other services ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(AT_A_RESET))
def test_what_must_be_seen_at_a_reset_is_seen(story: Story, name: str) -> None:
    seen = fault_text(SWITCHES[name]).seen
    codes = set(re.findall(r"[A-Z]-\d{3}", seen))
    assert codes, name
    story.reserves("normal").switch(SWITCHES[name])
    story.asks_for_a_reset("normal")
    assert codes & story.notices, (name, story.notices, story.machine.states)
    if "password" in seen:
        assert story.opens_with(NEW if "new password" in seen else OLD, "normal"), name
    clear_faults(story.environment)
    story.environment.reader.remove()
    story.goes_home()
    assert story.machine.state is S.ATTRACT, (name, story.machine.states)
    assert not accounts(story.journal.entries()).popitem()[1].open_intents


def promised_by(profile: str) -> set[str]:
    return set(re.findall(r"[A-Z]-\d{3}", CARD_TEXTS[profile][1].partition(OTHER)[2]))


def test_the_shelf_promises_the_other_services_of_these_cards_only() -> None:
    assert {profile for profile in PROFILES if OTHER in CARD_TEXTS[profile][1]} == {
        "unregistered", "password_locked", "password_one_try", "signature_expired", "signature_revoked",
        "expires_soon", "new_card",
    }  # fmt: skip


@pytest.mark.parametrize("profile", ["signature_expired", "signature_revoked"])
def test_a_card_that_cannot_sign_is_refused_as_the_shelf_says(story: Story, profile: str) -> None:
    story.asks_for_a_reset(profile)
    assert promised_by(profile) <= story.notices, (story.notices, story.machine.states)


def test_the_reservation_of_one_card_does_not_serve_another(story: Story) -> None:
    story.reserves("normal").asks_for_a_reset("new_card")
    assert promised_by("new_card") <= story.notices, (story.notices, story.machine.states)


def test_a_reset_unlocks_a_locked_password(story: Story) -> None:
    story.reserves("password_locked").asks_for_a_reset("password_locked")
    assert story.machine.state is S.RESULT
    assert story.opens_with(NEW, "password_locked")


@pytest.mark.parametrize(
    ("profile", "advice"),
    [("password_one_try", Advice.PASSWORD_LAST_TRY), ("expires_soon", Advice.AUTHENTICATION_ENDS_SOON)],
)
def test_card_check_advises_as_the_shelf_says(story: Story, profile: str, advice: Advice) -> None:
    machine = story.machine
    for event in (Started(), ServiceChosen(Service.CARD_CHECK)):
        machine.post(event)
    story.environment.reader.insert(story.environment.card(profile))
    machine.advance(0.5)
    assert machine.state is S.CARD_STATE
    card = machine.view.visit.card
    assert card.state is not None
    assert card.checked_at is not None
    assert advice in found_in(card.state, card.checked_at)
    if profile == "password_one_try":
        machine.post(SignatureWanted())
        assert story.machine.view.state is S.LAST_PASSWORD_TRY


def test_who_is_not_registered_may_apply(story: Story) -> None:
    machine = story.machine
    for event in (
        Started(),
        ServiceChosen(Service.USAGE_REGISTRATION),
        Agreed(),
        MunicipalityChosen("01213"),
    ):
        machine.post(event)
    story.environment.reader.insert(story.environment.card("unregistered"))
    machine.advance(0.5)
    machine.post(PinEntered(Pin([1, 2, 3, 4])))
    assert machine.state is S.REGISTRATION_STATE
    record = machine.view.visit.registration.record
    assert record is not None
    assert record.state in MAY_APPLY
