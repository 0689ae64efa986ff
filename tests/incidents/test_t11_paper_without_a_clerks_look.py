"""T11. Privacy Commission, 20 September 2023 and 17 July 2024: as safe as a clerk at the counter.

A clerk compares the certificate with the applicant before handing it over. Here whatever differs in a record
that the centre has properly signed, one field at a time, and every swap of the simulated centre: no sheet, no
yen kept, in the journal, and issuing stopped until staff has looked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.config.settings import simulated
from kiosk.fsm.flow.usage_registration import ApplicationWanted, FormFilled
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.record import CertificateRecord
from kiosk.rules.usage_registration import RegistrationForm
from kiosk_simulator.centre.certificates import service
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.swaps.records import records_under
from tests.incidents.conftest import Fleet
from tests.support.fleet import subjects_on
from tests.support.visits import FORM, Person

ANOTHER: dict[str, Any] = {
    "visit": "another-visit",
    "request": "another-request",
    "subject": "0" * 64,
    "kind": CertificateKind.TAXATION,
    "options": (("domicile", "shown"),),
    "municipality_code": "99201",
    "fee": 1,
    "copies": 2,
    "copy_number": 2,
}
MISMATCH, NOT_GENUINE = Reason.RECORD_MISMATCH, Reason.RECORD_NOT_GENUINE
SWAPS = [
    (CentreFault.SWAPPED_ANSWERS, MISMATCH),
    (CentreFault.OVERWRITTEN_REQUEST, MISMATCH),
    (CentreFault.PREVIOUS_ANSWER, MISMATCH),
    (CentreFault.REPLAYED_RECORD, MISMATCH),
    (CentreFault.OTHER_PERSON, MISMATCH),
    (CentreFault.COPY_OF_ANOTHER, MISMATCH),
    (CentreFault.PASSING_MISMATCH, MISMATCH),
    (CentreFault.STALE_COPY, MISMATCH),
    (CentreFault.WRONG_CLOCK, MISMATCH),
    (CentreFault.PAGE_OF_ANOTHER, NOT_GENUINE),
    (CentreFault.WRONG_SIGNATURE, NOT_GENUINE),
]


@pytest.mark.parametrize("field", ANOTHER)
def test_a_record_that_differs_in_one_field_alone_is_not_printed(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    """Signed by the centre as it is: only the comparison with the visit can find it."""

    def altered(*application: Any) -> tuple[CertificateRecord, ...]:
        return tuple(each.model_copy(update={field: ANOTHER[field]}) for each in records_under(*application))

    (terminal,) = fleet(1)
    visit = terminal.signs_in("normal")
    with monkeypatch.context() as patched:
        patched.setattr(service, "records_under", altered)
        assert terminal.serves(visit).refused is MISMATCH
    assert subjects_on(terminal.printer) == []
    assert terminal.has_journalled(Kind.ISSUING_STOPPED) == 1


@pytest.mark.parametrize(("swap", "reason"), SWAPS)
def test_every_swap_ends_before_money_in_the_journal_and_out_of_service(
    person: Person, swap: CentreFault, reason: Reason
) -> None:
    person.proves()
    person.environment.centre.faults.only([swap])
    person.orders().sees(S.REFUSAL, reason)
    assert S.OPEN_DEPOSIT not in person.machine.states
    person.has_journalled(Kind.CERTIFICATES_APPLIED, Kind.ISSUING_STOPPED, Kind.CERTIFICATES_REFUSED)
    person.has_sheets(0).has_in_tray(0).owes_nothing().presses_ok().waits(1).leaves_no_trace()
    person.environment.centre.faults.only()
    person.waits(60).sees(S.OUT_OF_SERVICE, reason)


def asks_for_certificates(person: Person) -> Person:
    return person.starts().agrees().chooses_residence().sets("normal").types("1234")


def asks_for_a_reset(person: Person) -> Person:
    person.reserves("normal")
    return person.asks_for_a_reset("normal")


def asks_for_registration(person: Person) -> Person:
    return person.asks_for_registration()


@pytest.mark.parametrize("asks", [asks_for_certificates, asks_for_a_reset, asks_for_registration])
def test_an_answer_for_another_card_is_an_alarm_before_anything_is_shown_of_it(
    person: Person, asks: Callable[[Person], Person]
) -> None:
    person.environment.centre.faults.only([CentreFault.PROOF_OF_ANOTHER])
    asks(person).sees(S.REFUSAL, MISMATCH).has_journalled(Kind.ISSUING_STOPPED)
    person.environment.centre.faults.only()
    person.presses_ok().takes_card().waits(60).sees(S.OUT_OF_SERVICE, MISMATCH)
    person.has_sheets(0).has_in_tray(0).owes_nothing().leaves_no_trace()
    person.boots().sees(S.OUT_OF_SERVICE, Reason.SUSPENDED_AFTER_MISMATCH)


def types_a_new_password(person: Person) -> Person:
    return person.reserves("normal").asks_for_a_reset("normal").sees(S.NEW_PASSWORD)


def fills_in_all_but_the_head(person: Person) -> Person:
    person.asks_for_registration().sees(S.REGISTRATION_STATE).machine.post(ApplicationWanted())
    person.machine.post(FormFilled(RegistrationForm(FORM.town)))
    person.machine.post(FormFilled(RegistrationForm(FORM.town, FORM.lot)))
    return person.sees(S.REGISTER_HEAD)


def names_the_head(person: Person) -> Person:
    person.machine.post(FormFilled(RegistrationForm(FORM.town, FORM.lot, FORM.head_kana)))
    return person


def has_filled_in_everything(person: Person) -> Person:
    return person.asks_for_registration().fills_in().confirms().sees(S.SIGNATURE_PASSWORD)


@pytest.mark.parametrize(
    ("comes_to", "goes_on"),
    [
        (lambda person: person, asks_for_certificates),
        (lambda person: person, asks_for_a_reset),
        (lambda person: person, asks_for_registration),
        (types_a_new_password, lambda person: person.types_password("KIOSK2026", "KIOSK2026")),
        (fills_in_all_but_the_head, names_the_head),
        (has_filled_in_everything, lambda person: person.types_password("ABC123")),
    ],
    ids=["proof", "proof_reset", "proof_registration", "reset", "heads", "application"],
)
def test_an_answer_to_another_visit_is_an_alarm_and_nothing_of_it_is_shown(
    person: Person, comes_to: Callable[[Person], Person], goes_on: Callable[[Person], Person]
) -> None:
    person.environment.cards.reissue("normal")
    person.environment.cards.reissue("unregistered")
    person.has_a_centre_of_its_own()
    comes_to(person)
    known = person.machine.view.visit
    person.environment.centre.faults.only([CentreFault.ANSWER_TO_ANOTHER])
    goes_on(person).sees(S.REFUSAL, MISMATCH).has_journalled(Kind.ISSUING_STOPPED)
    visit = person.machine.view.visit
    assert visit.registration.heads == known.registration.heads
    assert (visit.registration.number, visit.reset.number, visit.offers) == ("", "", known.offers)
    person.environment.centre.faults.only()
    person.presses_ok().takes_card().waits(60).sees(S.OUT_OF_SERVICE, MISMATCH)
    person.has_sheets(0).has_slips(0).owes_nothing().leaves_no_trace()
    person.boots().sees(S.OUT_OF_SERVICE, Reason.SUSPENDED_AFTER_MISMATCH)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (CentreFault.HALF_OPEN, Reason.CENTRE_SLOW),
        (CentreFault.ANSWER_TWICE, Reason.CENTRE_ANSWER_INVALID),
        (CentreFault.HALF_ANSWER, Reason.CENTRE_ANSWER_INVALID),
    ],
)
def test_what_is_no_answer_to_this_request_ends_the_visit_and_the_next_is_served(
    person: Person, fault: CentreFault, reason: Reason
) -> None:
    person.boots(simulated(centre={"read_timeout": 0.4})).starts().agrees().chooses_residence().sets("normal")
    person.environment.centre.faults.only([fault])
    person.types("1234").sees(S.REFUSAL, reason)
    person.presses_ok().takes_card().has_sheets(0).has_in_tray(0).owes_nothing()
    person.environment.centre.faults.only()
    person.boots().next_customer_succeeds()


def test_a_new_kind_of_swap_has_to_be_tried_here() -> None:
    """Whoever adds a fault of the centre that exchanges records names it in this file."""
    first, last = CentreFault.SWAPPED_ANSWERS, CentreFault.NEWER_PROGRAM_WANTED
    faults = list(CentreFault)
    between = set(faults[faults.index(first) : faults.index(last)])
    elsewhere = {
        CentreFault.LATE_ANSWER, CentreFault.ANSWER_TWICE, CentreFault.HALF_OPEN,
        CentreFault.PROOF_OF_ANOTHER, CentreFault.ANSWER_TO_ANOTHER,
    }  # fmt: skip
    assert between - elsewhere <= {each for each, _ in SWAPS}
