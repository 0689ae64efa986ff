"""One trial: a visit with random coins and notes on an unreliable line, counted in rows, metal and paper."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.journal.accounting.accounts import Account, accounts
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.cash.validator import NoteFault
from kiosk_simulator.environment import Environment
from kiosk_simulator.page_printer.engine import PrinterFault
from tests.support.staff import signs_in
from tests.support.visits import WORKING_DAY, Person
from tests.trials.unreliable_line import CLEAN, PowerCut, Rates, UnreliableLine

NOTE_FAULTS = tuple(fault for fault in NoteFault if fault is not NoteFault.SCALING)
"""All that may come about while it works; a scaling is read when it is connected."""
MOST_ENDS = 2
"""Pages in a row that a shopper has to confirm: the claim slip, and then the papers."""
ENDS = frozenset({S.TAKE_PAPERS, S.TAKE_REFUND, S.CLAIM, S.REFUSAL, S.RETURN_CARD, S.FAREWELL})
IDLE = frozenset({S.ATTRACT, S.CLOSED, S.OUT_OF_SERVICE})
PRINTER_FAULTS = (
    PrinterFault.PAPER_OUT, PrinterFault.PAPER_JAM, PrinterFault.COVER_OPEN, PrinterFault.ABORT_JOB,
    PrinterFault.BUSY, PrinterFault.ERRORS, PrinterFault.ANSWER_LOST, PrinterFault.NOT_LISTED,
    PrinterFault.GONE,
)  # fmt: skip
FULL_TRAY = 250
"""Sheets that staff puts in after each visit."""
LONGEST = 4000.0
"""Seconds in which every state of a visit must have ended, whatever a device does."""


@dataclass(slots=True)
class Count:
    """What was found; all but `trials`, `uncounted`, `uncertain_sheets`, `stops` and `faults` must be 0."""

    trials: int = 0
    unaccounted: int = 0
    """Yen in the metal and the stacker that no row, claim or open case tells of."""
    paid_twice: int = 0
    """Yen that reached the tray without being owed."""
    paid_and_claimed: int = 0
    """Yen on a slip, as certainly owed, that were in the tray."""
    stray_sheets: int = 0
    """Sheets in the tray that are neither charged to this visit nor told of as uncertain."""
    charged_not_printed: int = 0
    silent: int = 0
    """Visits with something open after which the terminal would have served the next shopper."""
    uncounted: int = 0
    """Visits in which a device lost its memory, so that money is booked as unknown, and told."""
    notes: int = 0
    """Notes that were taken into escrow."""
    uncertain_sheets: int = 0
    """Sheets that came out after the printer could not be asked; not charged, and told."""
    stops: int = 0
    """Visits after which staff was called."""
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def failures(self) -> int:
        return (
            self.unaccounted
            + self.paid_twice
            + self.paid_and_claimed
            + self.stray_sheets
            + self.charged_not_printed
            + self.silent
        )


class Trials:
    """A terminal and its devices through many visits. `seed` decides everything that is random."""

    def __init__(
        self, keys: Path, seed: int, rates: Rates, *, cuts: float = 0.0, faults: float = 0.0
    ) -> None:
        """`cuts` and `faults` say how often (0–1) a visit meets a power cut, or a fault of a device."""
        self.seed, self.rates, self.cuts, self.faults = seed, rates, cuts, faults
        self.chance = random.Random(seed)
        self.clock = ManualClock(WORKING_DAY)
        self.environment = Environment(keys, self.clock.now, wait=self.clock.advance, auto_print=False)
        self.line = UnreliableLine(self.environment.changer.slaves, self.chance, self.clock.advance)
        self.environment.line = self.line  # type: ignore[assignment]
        self.count = Count()
        self._seen = 0

    def __enter__(self) -> Trials:
        self.environment.start()
        self.environment.printer.monotonic = self.clock.monotonic
        self.person = Person(self.environment, self.clock, Fonts.load(), Journal(None, self.clock.now))
        return self

    def __exit__(self, *_: object) -> None:
        self.environment.stop()

    def play(self, number: int) -> Count:
        """Play one visit, settle it on a good line, and count."""
        self.chance.seed(f"{self.seed}/{number}")
        self.clock.set(WORKING_DAY)
        self.person.waits(1.5)
        changer, printer = self.environment.changer, self.environment.printer
        changer.take_tray()
        printer.taken()
        before, self._seen = (
            changer.inserted,
            max((e.seq for e in self.person.journal.entries(self._seen)), default=self._seen),
        )
        self.line.rates = self.rates
        cut = self.chance.random() < self.cuts
        try:
            self._visit(cut)
        except PowerCut:
            self.count.faults["power cut"] += 1
            self._power_returns()
        self._settle_devices()
        metal_in, metal_out = changer.inserted - before, sum(changer.tray)
        self._compare(number, metal_in, metal_out)
        self._staff()
        return self.count

    # --- the visit

    def _visit(self, cut: bool) -> None:
        person, chance = self.person, self.chance
        copies = chance.choice((1, 1, 1, 2))
        person.proves().orders(copies=copies)
        if cut:
            self.line.cut_at = chance.randint(1, 240)
        self._device_fault()
        self._printer_fault()
        for _ in range(chance.randint(0, 8)):
            if person.machine.state is not S.PAY:
                break
            acceptable = person.machine.view.visit.money.acceptable or (100,)
            for _ in range(chance.choice((1, 1, 1, 2))):  # nobody inserts more between two looks
                self._insert(chance.choice((*acceptable, 500, 1000)))
            person.waits(chance.choice((0.4, 1.0, 3.0)))
            self._device_fault()
        if person.machine.state is S.PAY and chance.random() < 0.3:
            self._insert(1000)
            person.waits(chance.choice((0.0, 0.3, 0.6, 0.9)))
        if person.machine.state is S.PAY and chance.random() < 0.5:
            person.ends()
        self._until(ENDS | IDLE)
        while person.machine.state in ENDS:
            if chance.random() < 0.7:
                person.presses_ok()
            person.waits(130)

    def _insert(self, yen: int) -> None:
        changer = self.environment.changer
        if yen < 1000:
            changer.insert(yen)
        else:
            self.count.notes += changer.insert_note(yen)

    def _until(self, states: Iterable[S]) -> None:
        wanted = frozenset(states)

        def reached(view: View) -> bool:
            if self.chance.random() < 0.1:
                self.environment.printer.clear_fault()
            self.environment.printer.print_sheet()
            return view.state in wanted

        self.person.machine.until(reached, limit=LONGEST)

    def _printer_fault(self) -> None:
        if self.chance.random() < self.faults:
            fault = self.chance.choice(PRINTER_FAULTS)
            self.count.faults[fault] += 1
            self.environment.printer.set_fault(fault)

    def _device_fault(self) -> None:
        chance, changer = self.chance, self.environment.changer
        if chance.random() >= self.faults:
            return
        hopper = chance.choice([*changer.hoppers.values()])
        kind = chance.choice(
            ("acceptor reset", "acceptor silent", "hopper silent", "hopper silent in payout", "hopper short",
             "hopper empty", "hopper reset", "jam", *NOTE_FAULTS)
        )  # fmt: skip
        self.count.faults[kind] += 1
        match kind:
            case "acceptor reset":
                changer.acceptor.faults.add(CoinFault.RESETS)
            case "acceptor silent":
                changer.acceptor.faults.add(CoinFault.SILENT)
            case "jam":
                changer.acceptor.faults.add(CoinFault.JAM)
            case NoteFault():
                changer.validator.faults.add(kind)
            case "hopper silent":
                hopper.faults.add(HopperFault.SILENT)
            case "hopper silent in payout":
                hopper.faults.add(HopperFault.SILENT_IN_PAYOUT)
            case "hopper short":
                hopper.faults.add(HopperFault.SHORT)
            case "hopper empty":
                hopper.faults.add(HopperFault.EMPTY)
            case _:
                hopper.power_cut()

    # --- afterwards

    def _power_returns(self) -> None:
        """The terminal starts again; half the time the devices had lost their power too."""
        if self.chance.random() < 0.5:
            changer = self.environment.changer
            changer.acceptor.faults.add(CoinFault.RESETS)
            changer.validator.power_cut()
            for hopper in changer.hoppers.values():
                hopper.power_cut()
        if self.chance.random() < 0.5:
            self.line.rates = CLEAN
        self.person.boots()

    def _settle_devices(self) -> None:
        """The line and the devices are well again, and are asked what they still know."""
        self.line.rates, self.line.cut_at = CLEAN, None
        changer = self.environment.changer
        changer.acceptor.faults.clear()
        changer.validator.faults.clear()
        for hopper in changer.hoppers.values():
            hopper.faults.clear()
        self.environment.printer.clear_fault()
        self.environment.printer.set_paper(FULL_TRAY)
        self.person.waits(20)
        for _ in range(MOST_ENDS):
            if self.person.machine.state not in IDLE:
                self._until(ENDS | IDLE)
                self.person.presses_ok().waits(200)
        while self.environment.printer.print_sheet():
            pass  # whatever the printer still holds comes out before the next shopper
        self.person.waits(40)

    def _compare(self, number: int, metal_in: int, metal_out: int) -> None:
        rows = [*self.person.journal.entries(self._seen)]
        found = accounts(rows)
        total = Account("")
        for account in found.values():
            total.inserted += account.inserted
            total.charged += account.charged
            total.paid_out += account.paid_out + account.counted_out
            total.claimed += account.claimed
            total.uncounted |= account.uncounted
        printed = {row.facts["document"] for row in rows if row.kind is Kind.CERTIFICATE_PRINTED}
        uncertain = {row.facts["document"] for row in rows if row.kind is Kind.CERTIFICATE_UNCERTAIN}
        out = {sheet.name for sheet in self.environment.printer.sheets}
        count = self.count
        count.trials += 1
        stopped = self.person.machine.state is S.OUT_OF_SERVICE
        count.uncounted += total.uncounted
        count.uncertain_sheets += len(out & uncertain)
        count.stops += stopped
        count.silent += not stopped and any(account.needs_staff for account in found.values())
        if not total.uncounted or metal_in < total.inserted:
            count.unaccounted += abs(metal_in - total.inserted)
        count.unaccounted += abs(metal_out - total.paid_out)
        due = metal_in - total.charged
        count.paid_twice += max(0, metal_out - due)
        count.paid_and_claimed += max(0, metal_out + total.claimed - due)
        count.stray_sheets += len(out - printed - uncertain)
        count.charged_not_printed += len(printed - out)

    def _staff(self) -> None:
        """Staff looks, clears what is open, counts the hoppers and puts the terminal in service."""
        machine, changer = self.person.machine, self.environment.changer
        for event in signs_in():
            machine.post(event)
        for case in machine.view.status.staff.cases:
            machine.post(StaffActed(StaffAction.CLEAR_CASE, case.visit))
        for yen in changer.hoppers:
            changer.fill(yen, 40)
        machine.post(StaffActed(StaffAction.FILL_COINS))
        machine.post(StaffActed(StaffAction.CONFIRM_CLOCK))  # in case it has jumped
        machine.post(StaffLeft(in_service=True))
        self.person.waits(10)
        if machine.state is not S.ATTRACT:
            raise AssertionError(f"the terminal stays in {machine.state} ({machine.view.reason}) after staff")
