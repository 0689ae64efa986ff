"""Visits in which the issuing centre or the municipality is the trouble. No money is ever taken."""

from __future__ import annotations

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.hardware.status import Detail
from kiosk.journal.catalogue import Kind
from kiosk.rules.services import Service
from kiosk.screens.messages.staff import WHAT_TO_DO
from kiosk_simulator.centre.faults import CentreFault
from tests.support.visits import Person


def nothing_happened(person: Person) -> Person:
    person.presses_ok().takes_card().waits(1).has_sheets(0).has_in_tray(0).owes_nothing()
    person.environment.centre.faults.only()
    return person


def at_the_pin(person: Person, profile: str = "normal") -> Person:
    return person.starts().agrees().chooses_residence().sets(profile).sees(S.ENTER_PIN)


@pytest.mark.parametrize(
    ("fault", "notice"),
    [
        (CentreFault.DOWN, Reason.CENTRE_UNREACHABLE),
        (CentreFault.OUT_OF_SERVICE, Reason.CENTRE_UNREACHABLE),
        (CentreFault.GATEWAY_PAGE, Reason.CENTRE_UNREACHABLE),
        (CentreFault.GARBAGE, Reason.CENTRE_ANSWER_INVALID),
        (CentreFault.WRONG_TYPE, Reason.CENTRE_ANSWER_INVALID),
        (CentreFault.HALF_ANSWER, Reason.CENTRE_ANSWER_INVALID),
        (CentreFault.REFUSE, Reason.REFUSED_BY_MUNICIPALITY),
        (CentreFault.REVOKED, Reason.CERTIFICATE_REVOKED),
        (CentreFault.OUTSIDE_HOURS, Reason.CLOSING_TIME),
        (CentreFault.TERMINAL_REVOKED, Reason.TERMINAL_NOT_ACCEPTED),
        (CentreFault.NEWER_PROGRAM_WANTED, Reason.PROGRAM_TOO_OLD),
    ],
)
def test_a_centre_that_cannot_help_with_the_proof_ends_the_visit_with_its_reason(
    person: Person, fault: CentreFault, notice: Reason
) -> None:
    at_the_pin(person)
    person.environment.centre.faults.set(fault)
    person.types("1234").sees(S.REFUSAL, notice)
    nothing_happened(person).next_customer_succeeds()


@pytest.mark.parametrize(
    ("fault", "notice"),
    [
        (CentreFault.DOWN, Reason.CENTRE_UNREACHABLE),
        (CentreFault.GARBAGE, Reason.CENTRE_ANSWER_INVALID),
        (CentreFault.REFUSE_APPLICATION, Reason.REFUSED_BY_MUNICIPALITY),
    ],
)
def test_a_centre_that_fails_at_the_application_fails_before_money(
    person: Person, fault: CentreFault, notice: Reason
) -> None:
    person.proves()
    person.environment.centre.faults.set(fault)
    person.orders().sees(S.REFUSAL, notice)
    assert S.OPEN_DEPOSIT not in person.machine.states
    nothing_happened(person).next_customer_succeeds()


@pytest.mark.parametrize(
    ("fault", "notice"),
    [
        (CentreFault.WRONG_SIGNATURE, Reason.RECORD_NOT_GENUINE),
        (CentreFault.OTHER_PERSON, Reason.RECORD_MISMATCH),
    ],
)
def test_a_record_that_is_not_this_visits_stops_issuing_until_staff_clears_it(
    person: Person, fault: CentreFault, notice: Reason
) -> None:
    person.proves()
    person.environment.centre.faults.set(fault)
    person.orders().sees(S.REFUSAL, notice)
    nothing_happened(person).sees(S.OUT_OF_SERVICE)
    person.waits(600).sees(S.OUT_OF_SERVICE, notice)
    person.boots().sees(S.OUT_OF_SERVICE, Reason.SUSPENDED_AFTER_MISMATCH)


def test_the_centres_own_table_of_revoked_certificates_is_believed(person: Person) -> None:
    at_the_pin(person, "revoked").types("1234").sees(S.REFUSAL, Reason.CERTIFICATE_REVOKED)


@pytest.mark.parametrize("profile", ["no_resident", "withheld"])
def test_a_private_reason_is_never_told_apart_from_any_other(person: Person, profile: str) -> None:
    at_the_pin(person, profile).types("1234").sees(S.REFUSAL)
    assert person.machine.view.reason in (
        Reason.REFUSED_BY_MUNICIPALITY,
        Reason.NOT_REGISTERED_HERE,
        Reason.NOTHING_AVAILABLE,
    )


def test_a_resident_of_another_city_uses_the_way_of_the_family_register(person: Person) -> None:
    person.starts().agrees().chooses_register("01213").sees(S.PLACE_CARD).sets("register_elsewhere")
    person.types("1234").waits(0.5)
    assert person.machine.state in (S.TAKE_CARD, S.REFUSAL)


def test_a_centre_that_is_down_keeps_shoppers_out_before_the_card(person: Person) -> None:
    person.environment.centre.faults.set(CentreFault.DOWN)
    person.waits(60).sees(S.ATTRACT).is_refused(Service.CERTIFICATES, Reason.CENTRE_UNREACHABLE)
    person.environment.centre.faults.only()
    person.ends().waits(60).sees(S.ATTRACT).starts().sees(S.CONSENT)


def test_a_terminal_whose_own_certificate_is_revoked_says_so_to_staff_and_journal(person: Person) -> None:
    person.environment.centre.faults.set(CentreFault.TERMINAL_REVOKED)
    person.waits(120).sees(S.ATTRACT).is_refused(Service.CERTIFICATES, Reason.TERMINAL_NOT_ACCEPTED)
    (centre,) = (each for each in person.machine.view.status.devices if each.reason is not None)
    assert centre.detail == Detail.CERTIFICATE_REFUSED
    assert WHAT_TO_DO[Reason.TERMINAL_NOT_ACCEPTED] != WHAT_TO_DO[Reason.CENTRE_UNREACHABLE]
    person.environment.centre.faults.only()
    person.ends().waits(120).sees(S.ATTRACT).starts().sees(S.CONSENT)
    kinds = [row.kind for row in person.journal.entries()]
    refused, accepted = Kind.TERMINAL_NOT_ACCEPTED, Kind.TERMINAL_ACCEPTED
    assert [each for each in kinds if each in (refused, accepted)] == [refused, accepted], "a change is a row"


def test_a_program_that_is_too_old_for_the_centre_says_so_to_staff(person: Person) -> None:
    person.environment.centre.faults.set(CentreFault.NEWER_PROGRAM_WANTED)
    person.waits(60).sees(S.ATTRACT).is_refused(Service.CERTIFICATES, Reason.PROGRAM_TOO_OLD)
    (centre,) = (each for each in person.machine.view.status.devices if each.reason is not None)
    assert centre.detail == Detail.PROGRAM_TOO_OLD
    assert WHAT_TO_DO[Reason.PROGRAM_TOO_OLD] != WHAT_TO_DO[Reason.CENTRE_UNREACHABLE]
    person.environment.centre.faults.only()
    person.ends().waits(60).sees(S.ATTRACT).starts().sees(S.CONSENT)


@pytest.mark.parametrize("way", [CentreFault.OCSP_STALE, CentreFault.OCSP_WRONG_SIGNER])
def test_nobody_is_let_in_while_it_cannot_be_learnt_what_is_revoked(person: Person, way: CentreFault) -> None:
    at_the_pin(person)
    person.environment.centre.faults.only((way, CentreFault.CRL_DOWN))
    person.types("1234").sees(S.REFUSAL, Reason.STATUS_UNAVAILABLE)
    nothing_happened(person).next_customer_succeeds()
