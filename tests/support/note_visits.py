"""What the visits that are paid with notes have in common."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import Account, accounts
from tests.support.visits import Person


def at_the_slot(person: Person, copies: int = 1) -> Person:
    """In front of a terminal whose health was asked, as it is before any visit."""
    return person.waits(6).proves().orders(copies=copies).sees(S.PAY)


def holds(person: Person, **coins: int) -> None:
    """The hoppers hold, and are counted to hold, `yen_500=1, yen_100=2` and so on, and nothing else."""
    for yen in person.environment.changer.hoppers:
        pieces = coins.get(f"yen_{yen}", 0)
        person.kiosk.changer.count(yen, pieces)
        person.environment.changer.fill(yen, pieces)


def accounts_of(person: Person) -> list[Account]:
    return list(accounts(person.journal.entries()).values())


def the_account(person: Person) -> Account:
    (account,) = accounts_of(person)
    return account


def acceptable(person: Person) -> tuple[int, ...]:
    return person.machine.view.visit.money.acceptable


def is_on_its_way(person: Person) -> Person:
    """A note is put in, and the time stops when it was told to be stacked and has not moved yet.

    A coin was turned away before, so that the acceptor's counter is not that of a reset.
    """
    person.inserts(0)
    assert person.environment.changer.insert_note(1000)
    validator = person.environment.changer.validator
    turn = validator._turn
    validator._turn = lambda: None  # type: ignore[method-assign]
    person.waits(1.5)
    validator._turn = turn  # type: ignore[method-assign]
    assert validator._moving == 1
    return person
