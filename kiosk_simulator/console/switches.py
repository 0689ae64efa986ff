"""All faults of all simulated devices as switches of one type: a name, a state, and a way to set it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from kiosk_simulator.card.reader import RESET_RETRY_COUNTER
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.cash.validator import NoteFault
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.console.texts.fault_text import FaultText, ReaderSwitch, SlipSwitch
from kiosk_simulator.console.texts.faults import fault_text
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from kiosk_simulator.refusal import Refusal
from kiosk_simulator.sound.faults import SoundFault, SoundSwitch

if TYPE_CHECKING:  # a program that has one device loads no other
    from kiosk_simulator.card.reader import SoftwareReader
    from kiosk_simulator.cash.changer import SimulatedChanger
    from kiosk_simulator.centre.faults import CentreFaults
    from kiosk_simulator.environment import Environment
    from kiosk_simulator.page_printer.server import SimulatedPrinter
    from kiosk_simulator.receipt_printer.server import SimulatedReceiptPrinter
    from kiosk_simulator.sound.device import SimulatedSound

Setter = Callable[[bool, float], None]
Getter = Callable[[], bool]
Fault = TypeVar("Fault", bound=StrEnum)

FULL_TRAY = 250
"""Sheets that are put into an empty paper tray when all faults are cleared."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that belongs to a switch, with its unit: "s", "APDU" or "rows"."""

    unit: str
    default: float
    most: float


@dataclass(frozen=True, slots=True)
class Switch:
    """`setter(on, amount)` sets the fault, `is_on()` reads it. `id` is device.fault, or hopper-YEN.fault."""

    id: str
    device: str
    text: FaultText
    setter: Setter
    is_on: Getter
    amount: Amount | None = None

    def set(self, on: bool, amount: float | None = None) -> None:
        """Set the switch. `amount` is for switches that have one; Refusal when it is out of range."""
        wanted = self.amount.default if self.amount and amount is None else amount or 0.0
        if self.amount and not 0 <= wanted <= self.amount.most:
            raise Refusal(
                f"{self.id}: not between 0 and {self.amount.most:g} {self.amount.unit}",
                f"{self.id}：0から{self.amount.most:g} {self.amount.unit}までです",
            )
        self.setter(on, wanted)


def switches(environment: Environment) -> dict[str, Switch]:
    """All switches of an environment by id, in the order of the page."""
    changer = environment.changer
    groups = (
        reader_switches(environment.reader),
        cash_switches(changer),
        printer_switches(environment.printer),
        receipt_switches(environment.receipt_printer),
        sound_switches(environment.sound),
        centre_switches(environment.centre.faults),
    )
    return {each.id: each for group in groups for each in group}


def clear_faults(environment: Environment) -> None:
    """Switch every fault off and fill an empty paper tray. Coins, cards and papers are not touched."""
    for each in switches(environment).values():
        if each.is_on():
            each.set(False)
    if environment.printer.paper <= 0:
        environment.printer.set_paper(FULL_TRAY)


def _switch(
    device: str,
    fault: StrEnum,
    setter: Setter,
    is_on: Getter,
    *,
    amount: Amount | None = None,
) -> Switch:
    name = fault.value.removeprefix("acceptor_").removeprefix("hopper_").removeprefix("validator_")
    return Switch(f"{device}.{name}", device, fault_text(fault), setter, is_on, amount)


def reader_switches(reader: SoftwareReader) -> Iterator[Switch]:
    """Those of the card reader."""

    def offline(on: bool, _: float) -> None:
        reader.offline = on

    def slow(on: bool, seconds: float) -> None:
        reader.delay = seconds if on else 0.0

    def hang(on: bool, apdus: float) -> None:
        reader.hang_after_apdu(int(apdus) if on else None)

    def pull(answered: bool) -> Setter:
        return lambda on, apdus: reader.remove_after_apdu(int(apdus) if on else None, answered=answered)

    def pulls(answered: bool) -> Getter:
        return lambda: reader.removal is not None and reader.removal[1] is answered

    def pull_at_reset(carried_out: bool) -> Setter:
        instruction = RESET_RETRY_COUNTER
        return lambda on, _: reader.remove_at_instruction(
            instruction if on else None, carried_out=carried_out
        )

    def pulls_at_reset(carried_out: bool) -> Getter:
        return lambda: reader.removal_at == (RESET_RETRY_COUNTER, carried_out)

    def hold(on: bool, seconds: float) -> None:
        reader.hold_for(seconds if on else 0.0)

    def odd(on: bool, _: float) -> None:
        reader.odd_looks = on

    name = "reader"
    yield _switch(name, ReaderSwitch.OFFLINE, offline, lambda: reader.offline)
    yield _switch(
        name, ReaderSwitch.HANG, hang, lambda: reader.hang_in is not None, amount=Amount("APDU", 3, 99)
    )
    yield _switch(name, ReaderSwitch.HELD, hold, lambda: reader.is_held, amount=Amount("s", 1.5, 60))
    yield _switch(name, ReaderSwitch.ODD_LOOKS, odd, lambda: reader.odd_looks)
    yield _switch(name, ReaderSwitch.SLOW, slow, lambda: reader.delay > 0, amount=Amount("s", 0.5, 30))
    yield _switch(name, ReaderSwitch.PULL, pull(True), pulls(True), amount=Amount("APDU", 5, 99))
    yield _switch(name, ReaderSwitch.PULL_UNANSWERED, pull(False), pulls(False), amount=Amount("APDU", 5, 99))
    yield _switch(name, ReaderSwitch.PULL_AT_RESET, pull_at_reset(False), pulls_at_reset(False))
    yield _switch(name, ReaderSwitch.PULL_AFTER_RESET, pull_at_reset(True), pulls_at_reset(True))


def cash_switches(changer: SimulatedChanger) -> Iterator[Switch]:
    """Those of coin acceptor, note validator and each hopper."""
    for coin_fault in CoinFault:
        yield _switch("acceptor", coin_fault, *_in_set(changer.acceptor.faults, coin_fault))
    for note_fault in NoteFault:
        yield _switch("validator", note_fault, *_in_set(changer.validator.faults, note_fault))
    for yen, hopper in changer.hoppers.items():
        for fault in HopperFault:
            yield _switch(f"hopper-{yen}", fault, *_in_set(hopper.faults, fault))


def _in_set(faults: set[Fault], fault: Fault) -> tuple[Setter, Getter]:
    def set_fault(on: bool, _: float) -> None:
        if on:
            faults.add(fault)
        else:
            faults.discard(fault)

    return set_fault, lambda: fault in faults


def _in(faults: Callable[[], Container[Fault]], fault: Fault) -> Getter:
    return lambda: fault in faults()


def printer_switches(printer: SimulatedPrinter) -> Iterator[Switch]:
    """Those of the page printer."""

    def setter_of(fault: PrinterFault) -> Setter:
        def set_fault(on: bool, seconds: float) -> None:
            if on and fault is PrinterFault.SLOW:
                printer.slow_seconds = seconds
            (printer.set_fault if on else printer.clear_fault)(fault)

        return set_fault

    for fault in PrinterFault:
        amount = Amount("s", 10, 120) if fault is PrinterFault.SLOW else None
        yield _switch("printer", fault, setter_of(fault), _in(lambda: printer.faults, fault), amount=amount)


def receipt_switches(printer: SimulatedReceiptPrinter) -> Iterator[Switch]:
    """Those of the receipt printer."""

    def setter_of(fault: ReceiptPrinterFault) -> Setter:
        return lambda on, _: (printer.set_fault if on else printer.clear_fault)(fault)

    def ends(on: bool, rows: float) -> None:
        printer.fail_after_rows = int(rows) if on else None

    for fault in ReceiptPrinterFault:
        yield _switch("receipt", fault, setter_of(fault), _in(lambda: printer.faults, fault))
    yield _switch(
        "receipt",
        SlipSwitch.ENDS_IN_SLIP,
        ends,
        lambda: printer.fail_after_rows is not None,
        amount=Amount("rows", 200, 5000),
    )


def centre_switches(faults: CentreFaults) -> Iterator[Switch]:
    """Those of the issuing centre."""

    def setter_of(fault: CentreFault) -> Setter:
        def set_fault(on: bool, seconds: float) -> None:
            if on and fault is CentreFault.SLOW:
                faults.slow_seconds = seconds
            faults.set(fault, on)

        return set_fault

    for fault in CentreFault:
        amount = Amount("s", 20, 120) if fault is CentreFault.SLOW else None
        yield _switch("centre", fault, setter_of(fault), _in(lambda: faults.on, fault), amount=amount)


def sound_switches(sound: SimulatedSound) -> Iterator[Switch]:
    """Those of the loudspeaker, and its jack."""

    def setter_of(fault: SoundFault) -> Setter:
        def set_fault(on: bool, seconds: float) -> None:
            if on and fault is SoundFault.SLOW:
                sound.slow_seconds = seconds
            sound.set_fault(fault, on)

        return set_fault

    def plug(on: bool, _: float) -> None:
        sound.headphones_in = on

    yield _switch("sound", SoundSwitch.HEADPHONES, plug, lambda: sound.headphones_in)
    for fault in SoundFault:
        amount = Amount("s", 2, 30) if fault is SoundFault.SLOW else None
        yield _switch("sound", fault, setter_of(fault), _in(lambda: sound.faults, fault), amount=amount)
