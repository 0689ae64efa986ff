"""The verbs of scenarios at a running terminal: the same words, in real time.

What only a terminal of its own can have (a program that hangs, a journal that fails, a power cut, other
settings) is not among them.
"""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Callable
from datetime import datetime

from kiosk.config.sections.staff import SPECIMEN_PIN, SPECIMENS
from kiosk.fsm.flow.staff.signing_in import StaffCalled
from kiosk.fsm.states import S
from kiosk.rules.staff import Role
from kiosk_simulator.console.scenarios import eyes
from kiosk_simulator.console.scenarios.bench import NOTICED, Bench
from kiosk_simulator.console.scenarios.eyes import equal, leave, sees
from kiosk_simulator.scenarios.paths import PATHS, steps
from kiosk_simulator.scenarios.stage import Failed
from kiosk_simulator.scenarios.steps import VERBS as ALL
from kiosk_simulator.scenarios.verbs.people import KEYS

Verb = Callable[..., None]
LOOKED = 1.5
"""Seconds within which the terminal has looked at clock and calendar."""
SHEET = 40.0
"""Seconds within which a printer that can print has put out its next sheet."""


def reach(bench: Bench, state: str) -> None:
    """Go the plain way to a page."""
    if state not in PATHS:
        raise Failed(f"no way to {state}; known are {', '.join(PATHS)}")
    for step in steps(state):
        name, *words = shlex.split(step)
        VERBS[name](bench, *words)
    sees(bench, state)


def touch(bench: Bench, *keys: str) -> None:
    """Touch keys by their names, each as soon as it can be touched."""
    for key in keys:
        bench.press(key)


def type_text(bench: Bench, text: str) -> None:
    """Type on the keys of the page."""
    for character in unicodedata.normalize("NFD", text):
        names = (f"digit:{character}", f"letter:{character}", KEYS.get(character, ""))
        there = bench.keys.touchable()
        bench.press(next((name for name in names if name in there), names[0]))


def set_card(bench: Bench, profile: str = "normal") -> None:
    """Set a specimen card."""
    bench.actions.place_card(profile)
    bench.settle(NOTICED)


def take_card(bench: Bench) -> None:
    """Take the card off the reader."""
    bench.actions.take_card()
    bench.settle(NOTICED)


def insert(bench: Bench, *yen: str) -> None:
    """Insert coins and notes, in yen."""
    for each in yen:
        _put(bench, int(each))
        bench.settle(NOTICED)


def insert_at_once(bench: Bench, *yen: str) -> None:
    """Insert several coins at once."""
    for each in yen:
        _put(bench, int(each))
    bench.settle(NOTICED)


def _put(bench: Bench, yen: int) -> None:
    (bench.actions.insert_note if yen >= 1000 else bench.actions.insert_coin)(yen)


def take_money(bench: Bench, yen: str) -> None:
    """Take exactly so many yen from the tray."""
    tray = bench.environment.changer
    bench.until(lambda: sum(tray.tray) == int(yen))
    found = bench.actions.take_coins()
    bench.taken += found
    equal("yen in the tray", found, int(yen))


def take_papers(bench: Bench, sheets: str) -> None:
    """Take exactly so many sheets."""
    bench.until(lambda: len(bench.environment.printer.sheets) == int(sheets))
    equal("sheets in the output tray", bench.actions.take_sheets(), int(sheets))


def take_slips(bench: Bench, slips: str) -> None:
    """Take exactly so many slips."""
    bench.until(lambda: len(bench.environment.receipt_printer.receipts) == int(slips))
    equal("slips", bench.actions.take_slips(), int(slips))


def print_sheet(bench: Bench, sheets: str = "1") -> None:
    """Wait for the printer, which prints in its own time."""
    bench.sheets_due += int(sheets)
    if not bench.until(lambda: bench.printed() >= bench.sheets_due, SHEET * int(sheets)):
        raise Failed(f"{bench.sheets_due - bench.printed()} of the sheets are not out")
    bench.settle(NOTICED)


def decide(bench: Bench) -> None:
    """Let the municipality decide on every application."""
    found = bench.admin.registrations()
    if not found:
        raise Failed("nobody has applied")
    for each in found:
        bench.actions.decide_application(each.number)


def reserve(bench: Bench, profile: str = "normal", hours_ago: str = "0") -> None:
    """Reserve a password reset by telephone."""
    bench.actions.reserve(profile, float(hours_ago))


def spend_tries(bench: Bench, profile: str, left: str) -> None:
    """Spend tries of a card's password elsewhere."""
    bench.actions.spend_password_tries(profile, int(left))


def fault(bench: Bench, switch: str, amount: str = "") -> None:
    """Let a device fail."""
    bench.actions.switch(switch, True, float(amount) if amount else None)


def mend(bench: Bench, switch: str = "") -> None:
    """End one fault, or all of them."""
    if switch:
        bench.actions.switch(switch, False)
    else:
        bench.actions.clear_faults()
    bench.settle(NOTICED)


def paper(bench: Bench, sheets: str) -> None:
    """Let so many sheets be in the paper tray."""
    bench.actions.set_paper(int(sheets))


def coins(bench: Bench, yen: str, pieces: str) -> None:
    """Let so many coins be in a hopper."""
    bench.actions.fill_hopper(int(yen), int(pieces))


def time_of_day(bench: Bench, at: str) -> None:
    """Set the time of day, or day and time, on purpose."""
    if "-" in at:
        moment = datetime.fromisoformat(at)
    else:
        hour, _, minute = at.partition(":")
        moment = bench.clock.now().replace(hour=int(hour), minute=int(minute), second=0)
    bench.actions.set_clock(moment)
    bench.settle(LOOKED)


def close(bench: Bench, minutes: str = "0", service: str = "") -> None:
    """Close a service for a day."""
    bench.actions.close(float(minutes), 24 * 60, service or None)
    bench.settle(LOOKED)


def open_again(bench: Bench) -> None:
    """End every closure."""
    bench.actions.open_again()
    bench.settle(LOOKED)


def clock_jumps(bench: Bench, seconds: str) -> None:
    """Let the clock go wrong."""
    bench.actions.jump_clock(float(seconds) / 60)
    bench.settle(LOOKED)


def call_staff(bench: Bench) -> None:
    """Hold the hidden corner."""
    bench.terminal.touched()
    bench.terminal.post(StaffCalled())
    bench.settle()


def staff_enters(bench: Bench, role: str = Role.TECHNICIAN.value) -> None:
    """Sign in as the specimen person of a role."""
    if bench.view.state is not S.STAFF_PIN:
        call_staff(bench)
    person = next(each for each in SPECIMENS if each.role is Role(role))
    bench.press(f"person:{person.id}")
    type_text(bench, SPECIMEN_PIN.decode())
    bench.press("next")
    sees(bench, S.MAINTENANCE.value)


def staff_settles(bench: Bench, how: str) -> None:
    """Settle the first open case or claim."""
    bench.press("page:cases")
    bench.until(lambda: any(key.startswith(f"{how}:") for key in bench.keys.touchable()))
    key = next((key for key in bench.keys.touchable() if key.startswith(f"{how}:")), "")
    if not key:
        raise Failed(f"no case for {how}; there are {', '.join(bench.keys.touchable())}")
    bench.press(key)
    bench.settle(NOTICED)


_BY_ENGLISH: dict[str, Verb] = {
    "reach": reach, "touch": touch, "type": type_text, "set-card": set_card, "take-card": take_card,
    "insert": insert, "insert-at-once": insert_at_once, "take-money": take_money, "take-papers": take_papers,
    "take-slips": take_slips, "leave": leave, "reserve": reserve, "decide": decide,
    "spend-tries": spend_tries, "fault": fault, "mend": mend, "paper": paper, "coins": coins,
    "print-sheet": print_sheet, "time": time_of_day, "close": close, "open-again": open_again,
    "clock-jumps": clock_jumps, "call-staff": call_staff, "staff-enters": staff_enters,
    "staff-settles": staff_settles, **eyes.VERBS,
}  # fmt: skip
VERBS: dict[str, Verb] = {
    name: verb for english, verb in _BY_ENGLISH.items() for name in (english, ALL[english][0])
}
"""By their English and their Japanese names."""
