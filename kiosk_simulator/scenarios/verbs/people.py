"""What the shopper does: keys, card, money, paper, and a telephone call before the visit."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

from kiosk.fsm.state_groups import IDLE
from kiosk.fsm.states import S
from kiosk_simulator.scenarios.stage import Failed, Stage
from kiosk_simulator.scenarios.verbs.eye import equal, sees

KEYS = {"\u3099": "mark:゛", "\u309a": "mark:゜", "　": "space"}
"""Keys of a Japanese keyboard that are not named after what they type."""
LEAVES_WITHIN = 1200.0
"""Seconds after which every visit that somebody leaves is over, on the scenario's clock."""


def touch(stage: Stage, *keys: str) -> None:
    """Touch keys by their names, one after the other, each on the page that is there by then."""
    for key in keys:
        stage.glass.press(key)
        stage.settle(0.0)


def type_text(stage: Stage, text: str) -> None:
    """Type digits, or letters of a password or a name, on the keys of the page."""
    for character in unicodedata.normalize("NFD", text):
        names = (f"digit:{character}", f"letter:{character}", KEYS.get(character, ""))
        touch(stage, next((name for name in names if name in stage.glass.touchable()), names[0]))


def set_card(stage: Stage, profile: str = "normal") -> None:
    """Set a specimen card (see `kiosk demo --list-profiles`)."""
    stage.environment.reader.insert(stage.environment.card(profile))
    stage.settle()


def take_card(stage: Stage) -> None:
    """Take the card off the reader."""
    stage.environment.reader.remove()
    stage.settle()


def insert(stage: Stage, *yen: str) -> None:
    """Insert coins and notes, in yen; 0 is a foreign coin."""
    for each in map(int, yen):
        put = stage.environment.changer.insert_note if each >= 1000 else stage.environment.changer.insert
        put(each)
        stage.settle()


def insert_at_once(stage: Stage, *yen: str) -> None:
    """Insert several coins so fast that the terminal sees them together."""
    for each in map(int, yen):
        stage.environment.changer.insert(each)
    stage.settle()


def take_money(stage: Stage, yen: str) -> None:
    """Take what lies in the tray: exactly so many yen."""
    found = stage.environment.changer.take_tray()
    stage.taken_from_tray += found
    equal("yen in the tray", found, int(yen))
    stage.settle()


def take_papers(stage: Stage, sheets: str) -> None:
    """Take the sheets from the output tray: exactly so many."""
    found = stage.environment.printer.taken()
    stage.sheets_taken += [sheet.name for sheet in found]
    equal("sheets in the output tray", len(found), int(sheets))
    stage.settle()


def take_slips(stage: Stage, slips: str) -> None:
    """Take receipts and slips: exactly so many."""
    equal("slips", len(stage.environment.receipt_printer.taken()), int(slips))


def leave(stage: Stage, state: str = S.ATTRACT.value, reason: str = "") -> None:
    """Leave with card and papers; time passes until the terminal waits in this state, perhaps with a code."""
    stage.environment.reader.remove()
    ends = (*IDLE, S.STAFF_PIN)
    stage.machine.until(lambda view: view.state in (*ends, S.TAKE_PAPERS), LEAVES_WITHIN)
    if stage.machine.state is S.TAKE_PAPERS:  # it calls until somebody says that they are taken
        touch(stage, "acknowledge")
    stage.machine.until(lambda view: view.state in ends, LEAVES_WITHIN)
    sees(stage, state, reason)


def reserve(stage: Stage, profile: str = "normal", hours_ago: str = "0") -> None:
    """Reserve a password reset by telephone, perhaps some hours ago."""
    stage.admin.reserve(profile, timedelta(hours=float(hours_ago)))


def decide(stage: Stage) -> None:
    """Let the municipality decide on every application."""
    found = stage.admin.registrations()
    if not found:
        raise Failed("nobody has applied")
    for each in found:
        stage.admin.decide_now(each.number)


def spend_tries(stage: Stage, profile: str, left: str) -> None:
    """Spend tries of a card's password elsewhere, until so many are left."""
    stage.environment.cards.spend_password_tries(profile, int(left))
