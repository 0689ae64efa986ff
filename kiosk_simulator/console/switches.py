"""All faults of all simulated devices as switches of one type: a name, a state, and a way to set it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from kiosk_simulator.card.reader import RESET_RETRY_COUNTER
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.cash.validator import NoteFault
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.console.texts.faults import FaultText, ReaderSwitch, SlipSwitch, fault_text
from kiosk_simulator.environment import Environment
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault

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
    explanation: str
    setter: Setter
    is_on: Getter
    amount: Amount | None = None

    def set(self, on: bool, amount: float | None = None) -> None:
        """Set the switch. `amount` is for switches that have one; ValueError when it is out of range."""
        wanted = self.amount.default if self.amount and amount is None else amount or 0.0
        if self.amount and not 0 <= wanted <= self.amount.most:
            raise ValueError(f"{self.id}: not between 0 and {self.amount.most:g} {self.amount.unit}")
        self.setter(on, wanted)


def switches(environment: Environment) -> dict[str, Switch]:
    """All switches of an environment by id, in the order of the page."""
    return {each.id: each for source in _SOURCES for each in source(environment)}


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
    explanation: str = "",
) -> Switch:
    name = fault.value.removeprefix("acceptor_").removeprefix("hopper_").removeprefix("validator_")
    return Switch(f"{device}.{name}", device, fault_text(fault), explanation, setter, is_on, amount)


def _reader(environment: Environment) -> Iterator[Switch]:
    reader = environment.reader

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
    yield _switch(
        name, ReaderSwitch.PULL_UNANSWERED, pull(False), pulls(False), amount=Amount("APDU", 11, 99)
    )
    yield _switch(name, ReaderSwitch.PULL_AT_RESET, pull_at_reset(False), pulls_at_reset(False))
    yield _switch(name, ReaderSwitch.PULL_AFTER_RESET, pull_at_reset(True), pulls_at_reset(True))


def _acceptor(environment: Environment) -> Iterator[Switch]:
    for fault in CoinFault:
        set_fault, is_on = _in_set(environment.changer.acceptor.faults, fault)
        yield _switch("acceptor", fault, set_fault, is_on)


def _validator(environment: Environment) -> Iterator[Switch]:
    for fault in NoteFault:
        set_fault, is_on = _in_set(environment.changer.validator.faults, fault)
        yield _switch("validator", fault, set_fault, is_on)


def _hoppers(environment: Environment) -> Iterator[Switch]:
    for yen, hopper in environment.changer.hoppers.items():
        for fault in HopperFault:
            set_fault, is_on = _in_set(hopper.faults, fault)
            yield _switch(f"hopper-{yen}", fault, set_fault, is_on)


def _in_set(faults: set[Fault], fault: Fault) -> tuple[Setter, Getter]:
    def set_fault(on: bool, _: float) -> None:
        if on:
            faults.add(fault)
        else:
            faults.discard(fault)

    return set_fault, lambda: fault in faults


def _in(faults: Callable[[], Container[Fault]], fault: Fault) -> Getter:
    return lambda: fault in faults()


def _printer(environment: Environment) -> Iterator[Switch]:
    printer = environment.printer

    def setter_of(fault: PrinterFault) -> Setter:
        def set_fault(on: bool, seconds: float) -> None:
            if on and fault is PrinterFault.SLOW:
                printer.slow_seconds = seconds
            (printer.set_fault if on else printer.clear_fault)(fault)

        return set_fault

    for fault in PrinterFault:
        amount = Amount("s", 10, 120) if fault is PrinterFault.SLOW else None
        yield _switch("printer", fault, setter_of(fault), _in(lambda: printer.faults, fault), amount=amount)


def _receipt_printer(environment: Environment) -> Iterator[Switch]:
    printer = environment.receipt_printer

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


def _centre(environment: Environment) -> Iterator[Switch]:
    faults = environment.centre.faults

    def setter_of(fault: CentreFault) -> Setter:
        def set_fault(on: bool, seconds: float) -> None:
            if on and fault is CentreFault.SLOW:
                faults.slow_seconds = seconds
            faults.set(fault, on)

        return set_fault

    for fault in CentreFault:
        amount = Amount("s", 20, 120) if fault is CentreFault.SLOW else None
        yield _switch(
            "centre",
            fault,
            setter_of(fault),
            _in(lambda: faults.on, fault),
            amount=amount,
            explanation=fault.docs,
        )


_SOURCES = (_reader, _acceptor, _validator, _hoppers, _printer, _receipt_printer, _centre)
