"""Visits with a printer that fails at random: sheets in the tray against what was charged, each time."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.hardware.page_printer.ipp_constants import Status
from kiosk.journal.accounting.accounts import accounts
from kiosk.journal.catalogue import Kind
from kiosk_simulator.page_printer.engine import PrinterFault as Fault
from kiosk_simulator.page_printer.quirks import PrinterQuirk as Quirk
from kiosk_simulator.page_printer.server import SimulatedPrinter
from tests.support.visits import Person

pytestmark = [pytest.mark.exhaustive, pytest.mark.cost(20)]

FEE = 250
SEEDS, ALL_SEEDS = 24, 60
"""Chances that `make test` takes, and `make whole` as well."""
FAULTS = tuple(fault for fault in Fault if fault not in (Fault.SLOW, Fault.TONER_LOW))
QUIRKS = tuple(
    quirk
    for quirk in Quirk
    if quirk
    not in (
        Quirk.NO_CANCEL,
        Quirk.NO_A4,
        Quirk.ONLY_ONE_SIDED,
        Quirk.NO_PDF,
        Quirk.REFUSES_ALL,
        Quirk.SUBSTITUTES,
    )
)
OVER = (S.TAKE_PAPERS, S.TAKE_REFUND, S.REFUSAL)


def goes_wrong(printer: SimulatedPrinter, chance: random.Random) -> None:
    """One thing happens to the printer, or is mended."""
    happenings: tuple[Callable[[], object], ...] = (
        lambda: printer.set_fault(chance.choice(FAULTS)),
        printer.clear_fault,
        printer.clear_fault,
        lambda: printer.set_paper(chance.choice((0, 1, 50))),
        lambda: printer.refusals.append(chance.choice((Status.BUSY, Status.TEMPORARY_ERROR))),
        lambda: setattr(printer, "unanswered", chance.randrange(6)),
        lambda: setattr(printer, "listed_after", chance.choice((0.0, 7.0, 15.0, 60.0))),
    )
    chance.choice(happenings)()


@pytest.mark.parametrize(
    "seed",
    [*range(SEEDS), *(pytest.param(seed, marks=pytest.mark.whole) for seed in range(SEEDS, ALL_SEEDS))],
)
def test_what_is_out_is_charged_and_what_is_not_known_keeps_the_next_customer_out(
    person: Person, seed: int
) -> None:
    chance = random.Random(seed)
    printer = person.environment.printer
    printer.monotonic = person.clock.monotonic
    copies = chance.choice((1, 1, 2, 3))
    person.proves().orders(copies=copies)
    printer.quirks = set(chance.sample(QUIRKS, chance.choice((0, 1, 2))))
    often = chance.choice((0.0, 0.1, 0.5))
    person.inserts(*[500] * ((copies + 1) // 2))
    for _ in range(6000):
        if person.machine.state in OVER:
            break
        if chance.random() < often:
            goes_wrong(printer, chance)
        if chance.random() < 0.3:
            printer.print_sheet()
        person.waits(chance.choice((0.1, 1.0, 5.0)))
    person.sees(person.machine.state if person.machine.state in OVER else S.TAKE_PAPERS).owes_nothing()

    (account,) = accounts(person.journal.entries()).values()
    uncertain = [entry for entry in person.journal.entries() if entry.kind is Kind.CERTIFICATE_UNCERTAIN]
    with_the_shopper = len(printer.taken())
    assert account.charged % FEE == 0
    person.presses_ok().presses_ok().waits(30)
    printer.clear_fault()
    printer.set_paper(50)
    printer.quirks, printer.listed_after, printer.unanswered = set(), 0.0, 0
    printer.refusals.clear()
    person.waits(60)
    later = 0
    while printer.print_sheet():
        later += 1
    if not uncertain:
        assert with_the_shopper == account.charged // FEE
        assert later == 0, "a sheet came out for nobody"
        person.sees(S.ATTRACT)
        return
    assert len(uncertain) == 1
    assert with_the_shopper + later - account.charged // FEE in (0, 1)
    person.sees(S.OUT_OF_SERVICE)
    assert person.machine.view.reason in (Reason.PRINT_UNCERTAIN, Reason.PRINTER_LOST)
