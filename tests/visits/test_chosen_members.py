"""Chosen members of a household: from the names on the screen to the names on the paper."""

from __future__ import annotations

import pytest

from kiosk.fsm.events import Agreed, Back
from kiosk.fsm.flow.certificates import CertificateChosen, OptionsChosen, OrderConfirmed
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import accounts
from kiosk.rules.contents import Person as Certified
from kiosk.rules.contents import ResidentRecord
from kiosk.rules.record import CertificateRecord
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.page_printer.pdf_reader import read_pages
from tests.support.visits import RECORD, Person

SHOWN = {"head_and_relationship": "shown", "domicile": "shown"}


def wants_some(person: Person, options: dict[str, str] | None = None) -> Person:
    """From the list to the members."""
    person.machine.post(CertificateChosen(RECORD))
    return chooses(person, {"persons": "chosen"} | (options or {})).sees(S.MEMBERS)


def chooses(person: Person, options: dict[str, str] | None = None) -> Person:
    """The screen's own options with these exchanged."""
    chosen = dict(person.machine.view.visit.selection.options) | (options or {})
    person.machine.post(OptionsChosen(tuple(sorted(chosen.items())), copies=1))
    return person


def persons_on(record: CertificateRecord) -> tuple[Certified, ...]:
    assert isinstance(record.content, ResidentRecord)
    return record.content.persons


def on_paper(person: Person) -> list[list[str]]:
    """The names on the certificates that were prepared."""
    prepared = person.kiosk.prepared.certificates(person.kiosk.terminal.machine.visit.id)
    return [[each.name for each in persons_on(certificate.record)] for certificate in prepared]


def test_three_of_seven_are_chosen_paid_and_printed(person: Person) -> None:
    wants_some(person.proves("large_household"))
    chooses(person, {"members": "2,5,7"}).sees(S.ORDER).machine.post(OrderConfirmed())
    assert on_paper(person.sees(S.PAY)) == [["標本　良子", "標本　湊", "標本　健二"]]
    person.inserts(100, 100, 50).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(0).owes_nothing()
    person.presses_ok().waits(30).sees(S.ATTRACT).leaves_no_trace()


def test_six_of_seven_with_everything_are_two_pages_for_one_fee(person: Person) -> None:
    wants_some(person.proves("large_household"), SHOWN | {"my_number": "shown"})
    chooses(person, {"members": "1,2,3,4,5,7"}).sees(S.MY_NUMBER).machine.post(Agreed())
    person.sees(S.ORDER).machine.post(OrderConfirmed())
    assert person.sees(S.PAY).machine.view.visit.order.price == 250
    (certificate,) = person.kiosk.prepared.certificates(person.kiosk.terminal.machine.visit.id)
    assert len(certificate.document.pages) == 2
    assert len(read_pages(certificate.document.pdf)) == 4  # fronts and backs
    assert [str(each.my_number)[-2:] for each in persons_on(certificate.record)] == [
        "25", "26", "27", "28", "29", "31"
    ]  # fmt: skip
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(2).has_in_tray(250).owes_nothing()
    (account,) = accounts(person.journal.entries()).values()
    assert account.charged == 250


def test_going_back_from_the_members_keeps_the_other_options(person: Person) -> None:
    wants_some(person.proves("normal"), {"domicile": "shown"}).machine.post(Back())
    view = person.sees(S.OPTIONS).machine.view
    assert dict(view.visit.selection.options) == {
        "persons": "chosen", "members": "1,2,3", "domicile": "shown",
        "head_and_relationship": "omitted", "my_number": "omitted",
    }  # fmt: skip
    chooses(person, {"persons": "household"}).sees(S.ORDER)


def test_the_asker_need_not_be_among_the_chosen(person: Person) -> None:
    wants_some(person.proves("normal"))
    chooses(person, {"members": "2,3"}).sees(S.ORDER).machine.post(OrderConfirmed())
    assert on_paper(person.sees(S.PAY)) == [["見本　葛\U000e0104子", "見本　花"]]
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()


@pytest.mark.parametrize("members", ["", "4", "3,2", "1,1", "1,2,3,4"])
def test_nobody_is_chosen_who_was_not_offered(person: Person, members: str) -> None:
    wants_some(person.proves("normal"))
    chooses(person, {"members": members}).sees(S.MEMBERS)
    assert person.machine.view.visit.order.lines == ()


def test_who_lives_alone_is_never_asked_for_members(person: Person) -> None:
    person.proves("single").machine.post(CertificateChosen(RECORD))
    chooses(person, {"persons": "chosen"}).sees(S.OPTIONS)
    chooses(person).sees(S.ORDER)


def test_another_households_members_are_never_printed(person: Person) -> None:
    wants_some(person.proves("normal"))
    person.environment.centre.faults.set(CentreFault.OTHER_PERSON)
    chooses(person, {"members": "1,3"}).sees(S.ORDER).machine.post(OrderConfirmed())
    person.sees(S.REFUSAL, Reason.RECORD_MISMATCH).has_sheets(0).has_in_tray(0).owes_nothing()
