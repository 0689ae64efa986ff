"""The terminal dies between any two rows of a free service: nothing is left half, nobody is needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import accounts
from kiosk.journal.catalogue import CATALOGUE
from tests.support.power_cuts import PowerCut, PowerCutJournal, set_life
from tests.support.visits import Person

pytestmark = pytest.mark.exhaustive
OLD, NEW = "ABC123", "KIOSK2026"


def card_check(person: Person) -> None:
    """A card check with the password."""
    person.checks_card().wants_signature_date().types_password(OLD).sees(S.CARD_STATE).ends().takes_card()


def reset(person: Person) -> None:
    """A whole reset."""
    person.asks_for_a_reset().types_password(NEW, NEW).sees(S.RESULT).presses_ok().takes_card()


def registration(person: Person) -> None:
    """A whole application."""
    person.asks_for_registration().fills_in().confirms().types_password(OLD).sees(S.RESULT)
    person.presses_ok().takes_card()


Play = Callable[[Person], None]
ROWS: dict[Play, int] = {card_check: 2, reset: 4, registration: 4}
"""Rows that each visit writes; the last test of this file keeps the numbers honest."""

CUTS = [(play, row) for play, rows in ROWS.items() for row in range(1, rows + 1)]


@pytest.fixture
def mortal(person: Person, tmp_path: Path) -> Person:
    person.journal = PowerCutJournal(tmp_path / "journal.sqlite", person.clock.now)
    for profile in ("normal", "unregistered"):
        person.environment.cards.reissue(profile)
    return person.has_a_centre_of_its_own().reserves("normal")


@pytest.mark.parametrize(("play", "rows"), CUTS, ids=lambda value: getattr(value, "__name__", value))
def test_after_a_power_cut_the_terminal_serves_on_and_the_service_can_be_done_again(
    mortal: Person, play: Play, rows: int
) -> None:
    set_life(mortal, rows)
    with pytest.raises(PowerCut):
        play(mortal)
    set_life(mortal, None)
    mortal.environment.reader.remove()

    mortal.boots().waits(1).sees(S.ATTRACT).leaves_no_trace()

    answered = {entry.intent for entry in mortal.journal.entries()}
    for entry in mortal.journal.entries():
        assert not CATALOGUE[entry.kind].opens or entry.seq in answered, f"{entry.kind} stays open"
    assert all(each.owed == 0 and not each.uncertain for each in accounts(mortal.journal.entries()).values())
    assert mortal.card_opens_with(OLD) or mortal.card_opens_with(NEW)

    if play is reset:
        # The reservation is spent only by a reset of which the centre has heard.
        mortal.reserves("normal")
    if play is registration and rows > 2:
        mortal.asks_for_registration().sees(S.REGISTRATION_STATE).ends().takes_card()
    elif mortal.card_opens_with(OLD) or play is reset:
        play(mortal)
    mortal.sees(S.ATTRACT).leaves_no_trace()
    mortal.next_customer_succeeds()


@pytest.mark.parametrize("play", ROWS, ids=lambda play: play.__name__)
def test_a_visit_writes_as_many_rows_as_are_cut_above(mortal: Person, play: Play) -> None:
    before = len(list(mortal.journal.entries()))
    play(mortal)
    assert len(list(mortal.journal.entries())) - before == ROWS[play]
