"""No row can be written from some row on: nothing begins; what has happened is told, and written later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from tests.support.hooked_journal import fill_wholly, with_journal
from tests.support.small_disk import make_room, small_disk
from tests.support.visits import Person

pytestmark = [pytest.mark.peer, pytest.mark.cost(20)]
OLD, NEW = "ABC123", "KIOSK2026"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as folder:
        yield folder


@pytest.fixture
def person(person: Person) -> Person:
    """Cards as they were issued, a reservation for one, and a centre that knows of no application."""
    for profile in ("normal", "unregistered"):
        person.environment.cards.reissue(profile)
    return person.has_a_centre_of_its_own().reserves("normal")


def order(person: Person) -> None:
    person.proves().orders()


def reset(person: Person) -> None:
    person.asks_for_a_reset().types_password(NEW, NEW)


def apply(person: Person) -> None:
    person.asks_for_registration().fills_in().confirms().types_password(OLD)


VISITS: dict[Callable[[Person], None], tuple[Kind, Kind]] = {
    order: (Kind.CERTIFICATES_APPLIED, Kind.CERTIFICATES_RECEIVED),
    reset: (Kind.PASSWORD_RESET_INTENDED, Kind.PASSWORD_RESET_DONE),
    apply: (Kind.APPLICATION_INTENDED, Kind.APPLICATION_SENT),
}


@pytest.mark.parametrize("play", VISITS)
def test_what_cannot_be_announced_does_not_happen_and_the_shopper_reads_why(
    person: Person, disk: Path, play: Callable[[Person], None]
) -> None:
    journal = with_journal(person, disk / "journal.sqlite")
    journal.happens_after(1, lambda: fill_wholly(journal))
    play(person)
    person.sees(S.REFUSAL, Reason.JOURNAL_FULL).has_in_tray(0)
    assert person.card_opens_with(OLD)
    make_room(disk)
    person.takes_card().presses_ok().waits(10).sees(S.ATTRACT)
    kinds = [entry.kind for entry in journal.entries() if entry.visit]
    assert kinds == [Kind.VISIT_BEGAN, Kind.VISIT_ENDED]


@pytest.mark.parametrize("play", [reset, apply])
def test_what_has_happened_is_told_and_written_when_there_is_space(
    person: Person, disk: Path, play: Callable[[Person], None]
) -> None:
    journal = with_journal(person, disk / "journal.sqlite")
    journal.happens_after(2, lambda: fill_wholly(journal))
    play(person)
    person.sees(S.RESULT).has_slips(1).presses_ok().takes_card().waits(10)
    person.sees(S.OUT_OF_SERVICE, Reason.JOURNAL_FULL)
    assert journal.unwritten == 2
    make_room(disk)
    person.waits(10).sees(S.ATTRACT)
    kinds = [entry.kind for entry in journal.entries() if entry.visit]
    assert kinds == [Kind.VISIT_BEGAN, *VISITS[play], Kind.VISIT_ENDED]
