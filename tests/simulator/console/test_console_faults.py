"""Every status and fault of every simulated device is within QA's reach: named, switched, seen."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from enum import StrEnum
from functools import partial
from typing import Protocol

import pytest

from kiosk.config.settings import Mode
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.services import Service
from kiosk.rules.usage_registration import RegistrationState
from kiosk.runtime.clock import SystemClock
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.card.reader import RESET_RETRY_COUNTER
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.cash.validator import NoteFault
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.console.live.glass_screen import GlassScreen
from kiosk_simulator.console.server import Console, ConsoleRefused
from kiosk_simulator.console.texts.cards import CARD_TEXTS, kind_of
from kiosk_simulator.console.texts.cards import KIND_TEXTS as CARD_KINDS
from kiosk_simulator.console.texts.expected import MOMENTS_JA, SEEN_JA
from kiosk_simulator.console.texts.fault_text import ReaderSwitch, SlipSwitch
from kiosk_simulator.console.texts.faults import FAULT_TEXTS
from kiosk_simulator.console.texts.terminal import (
    DEVICE_TEXTS,
    KIND_TEXTS,
    REGISTRATION_TEXTS,
    SERVICE_TEXTS,
    STATE_TEXTS,
)
from kiosk_simulator.environment import Environment
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from kiosk_simulator.scenarios.glass import Glass, screen_context
from kiosk_simulator.sound.faults import SoundFault, SoundSwitch
from tests.simulator.console.conftest import Live

ENUMERATIONS = (
    ReaderSwitch, CoinFault, NoteFault, HopperFault, PrinterFault, ReceiptPrinterFault, SlipSwitch,
    SoundSwitch, SoundFault, CentreFault,
)  # fmt: skip


class WithFaults(Protocol):
    """A simulated device that knows its own faults."""

    @property
    def faults(self) -> Container[object]: ...


def has(device: WithFaults, fault: StrEnum) -> bool:
    return fault in device.faults


def faults_of_the_devices(environment: Environment) -> Iterator[tuple[str, Callable[[], bool]]]:
    """(switch id, what the device itself says) of every fault that any enumeration of the simulation has."""
    changer = environment.changer
    groups: list[tuple[str, WithFaults, type[StrEnum]]] = [
        ("acceptor", changer.acceptor, CoinFault),
        ("validator", changer.validator, NoteFault),
        *((f"hopper-{yen}", hopper, HopperFault) for yen, hopper in changer.hoppers.items()),
        ("printer", environment.printer, PrinterFault),
        ("receipt", environment.receipt_printer, ReceiptPrinterFault),
        ("sound", environment.sound, SoundFault),
    ]
    for name, device, faults in groups:
        for fault in faults:
            id_ = fault.value.removeprefix(f"{name.partition('-')[0]}_")
            yield f"{name}.{id_}", partial(has, device, fault)
    for each in CentreFault:
        yield f"centre.{each.value}", partial(environment.centre.faults.__contains__, each)
    reader = environment.reader
    yield "reader.offline", lambda: reader.offline
    yield "reader.hang", lambda: reader.hang_in == 3
    yield "reader.held", lambda: reader.is_held
    yield "reader.odd_looks", lambda: reader.odd_looks
    yield "reader.slow", lambda: reader.delay == 0.5
    yield "reader.pull", lambda: reader.removal == (5, True)
    yield "reader.pull_unanswered", lambda: reader.removal == (5, False)
    yield "reader.pull_at_reset", lambda: reader.removal_at == (RESET_RETRY_COUNTER, False)
    yield "reader.pull_after_reset", lambda: reader.removal_at == (RESET_RETRY_COUNTER, True)
    yield "sound.headphones", lambda: environment.sound.headphones_in
    yield "receipt.ends_in_slip", lambda: environment.receipt_printer.fail_after_rows == 200


@pytest.mark.exhaustive
def test_every_fault_is_switched_on_and_off_and_shown_and_no_switch_is_left_over(standing: Live) -> None:
    page, environment = standing.page, standing.environment
    known = {each["id"]: each for each in page.get("api/catalogue").json()["switches"]}
    tried = set()
    for id_, is_on_in_the_device in faults_of_the_devices(environment):
        assert not is_on_in_the_device(), id_
        page.does("switch", id=id_, on=True)
        assert is_on_in_the_device(), id_
        state = page.state()
        assert state["on"] == [id_]
        (wrong,) = state["wrong"]
        assert (wrong["ja"], wrong["en"]) == (known[id_]["ja"], known[id_]["en"])
        page.does("switch", id=id_, on=False)
        assert not is_on_in_the_device(), id_
        assert page.state()["on"] == []
        tried.add(id_)
    assert tried == set(known)
    assert len(tried) == 9 + 4 + 11 + 4 * 4 + 12 + 12 + 5 + len(CentreFault)


def test_everything_well_again_switches_all_faults_off_and_fills_an_empty_tray(standing: Live) -> None:
    page = standing.page
    ids = [each["id"] for each in page.get("api/catalogue").json()["switches"]]
    for id_ in ids:
        page.does("switch", id=id_, on=True)
    page.does("paper", sheets=0)
    # One hand holds one card, so of two ways to pull it at one moment the later one counts.
    # Another program gives a held card back after a second and a half, whether all are on by then or not.
    on = {*page.state()["on"], "reader.held"}
    assert on == set(ids) - {"reader.pull", "reader.pull_at_reset"}
    assert "paper" in {each["id"] for each in page.state()["wrong"]}
    page.does("faults/clear")
    assert page.state()["wrong"] == []
    assert standing.environment.printer.paper == 250


def test_amounts_reach_the_devices_and_are_bounded(standing: Live) -> None:
    page, environment = standing.page, standing.environment
    page.does("switch", id="centre.slow", on=True, amount=7)
    page.does("switch", id="printer.slow", on=True, amount=3)
    page.does("switch", id="reader.pull", on=True, amount=0)
    page.does("switch", id="receipt.ends_in_slip", on=True, amount=12)
    assert (environment.centre.faults.slow_seconds, environment.printer.slow_seconds) == (7, 3)
    assert (environment.reader.removal, environment.receipt_printer.fail_after_rows) == ((0, True), 12)
    for wrong in (-1, 121):
        assert page.post("switch", id="centre.slow", on=True, amount=wrong).status_code == 422
    assert environment.centre.faults.slow_seconds == 7
    assert page.post("switch", id="centre.nonsense", on=True).status_code == 404


def test_what_has_run_out_is_told_beside_the_faults(standing: Live) -> None:
    standing.page.does("hopper", yen=100, coins=0)
    standing.page.does("paper", sheets=0)
    assert {each["id"] for each in standing.page.state()["wrong"]} == {"coins-100", "paper"}


def test_every_fault_state_row_and_card_has_its_words(standing: Live) -> None:
    assert set(FAULT_TEXTS) == set(ENUMERATIONS)
    for kind, words in FAULT_TEXTS.items():
        assert list(words) == list(kind)
    assert set(STATE_TEXTS) == set(S)
    assert set(KIND_TEXTS) == set(Kind)
    assert set(CARD_TEXTS) == set(PROFILES)
    assert {kind_of(each) for each in PROFILES.values()} == set(CARD_KINDS)
    said = [each for words in FAULT_TEXTS.values() for each in words.values()]
    assert set(MOMENTS_JA) == {each.when for each in said}
    assert set(SEEN_JA) == {each.seen for each in said}
    assert set(REGISTRATION_TEXTS) == set(RegistrationState)
    assert set(SERVICE_TEXTS) == set(Service)
    assert {each["device"] for each in standing.page.get("api/catalogue").json()["switches"]} == set(
        DEVICE_TEXTS
    )


def test_every_code_that_the_words_promise_is_a_code_of_the_terminal() -> None:
    import re

    promised = {
        code
        for words in FAULT_TEXTS.values()
        for each in words.values()
        for code in re.findall(r"\b[A-Z]-\d{3}\b", each.seen)
    }
    promised |= {
        code for pair in CARD_TEXTS.values() for text in pair for code in re.findall(r"[A-Z]-\d{3}", text)
    }
    assert promised, "the words promise nothing"
    assert promised <= {each.value for each in Reason}
    for english, japanese in SEEN_JA.items():
        codes = [set(re.findall(r"[A-Z]-\d{3}", text)) for text in (english, japanese)]
        assert codes[0] == codes[1], english


@pytest.mark.parametrize("mode", [each for each in Mode if each is not Mode.SIMULATION])
def test_a_terminal_in_service_never_gets_a_console_and_nobody_sees_its_screen(
    standing: Live, mode: Mode
) -> None:
    journal = Journal(None, standing.clock.now)
    watched = GlassScreen(
        Glass(
            standing.terminal, screen_context(standing.settings, standing.clock.monotonic, standing.clock.now)
        ),
        standing.clock.monotonic,
    )
    console = Console(
        standing.environment, standing.terminal, SystemClock(), journal, mode=mode, screen=watched
    )
    with pytest.raises(ConsoleRefused):
        console.start()
    console.stop()
