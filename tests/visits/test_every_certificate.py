"""Every kind of certificate, from the list to the sheet, over every wire."""

from __future__ import annotations

import pytest

from kiosk.fsm.flow.certificates import CertificateChosen, MoreWanted, OptionsChosen, OrderConfirmed
from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import accounts
from kiosk.rules.certificates import Availability, CertificateKind, Offer, default_options
from tests.support.visits import Person

BESIDE = (CertificateKind.RESIDENT_RECORD_STATEMENT, CertificateKind.TAXATION_PAST)
"""Offered by the other municipality only, for 300 yen."""
KINDS = tuple(kind for kind in CertificateKind if kind not in BESIDE)
FEES = {kind: 450 if "family_register_" in kind else 250 for kind in KINDS} | {
    CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: 250
}
"""The specification's fees, yen a copy."""


def offer_of(person: Person, kind: CertificateKind) -> Offer:
    return next(each for each in person.machine.view.visit.offers if each.kind is kind)


def takes(person: Person, kind: CertificateKind, **changes: str) -> Person:
    offer = offer_of(person, kind)
    chosen = {**dict(default_options(kind, offer.options)), **changes}
    person.machine.post(CertificateChosen(kind))
    person.machine.post(OptionsChosen(tuple(sorted(chosen.items())), 1))
    return person.sees(S.ORDER)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_printed_for_the_fee_of_the_specification(person: Person, kind: CertificateKind) -> None:
    takes(person.proves(), kind).machine.post(OrderConfirmed())
    assert person.sees(S.PAY).machine.view.visit.order.price == FEES[kind]
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(500 - FEES[kind]).owes_nothing()
    assert len(person.environment.printer.sheets) >= 1
    assert len(person.environment.receipt_printer.receipts) == 1


def test_all_six_in_one_visit_cost_1900_yen_and_come_out_in_one_run(person: Person) -> None:
    person.proves()
    for kind in KINDS:
        takes(person, kind)
        if kind is not KINDS[-1]:
            person.machine.post(MoreWanted())
    person.machine.post(OrderConfirmed())
    assert person.sees(S.PAY).machine.view.visit.order.price == 1900
    person.inserts(500, 500, 500, 500).waits_until(S.TAKE_PAPERS).has_in_tray(100).owes_nothing()
    assert len({sheet.name for sheet in person.environment.printer.sheets}) == 6
    (account,) = accounts(person.journal.entries()).values()
    assert account.charged == 1900


@pytest.mark.parametrize("kind", BESIDE)
def test_a_kind_beside_the_specification_is_printed_where_it_is_offered(
    person: Person, kind: CertificateKind
) -> None:
    takes(person.proves("adoption"), kind).machine.post(OrderConfirmed())
    person.sees(S.PAY).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(200).owes_nothing()
    assert len(person.environment.printer.sheets) >= 1


def test_another_person_of_the_register_can_be_chosen(person: Person) -> None:
    person.proves()
    (row,) = offer_of(person, CertificateKind.FAMILY_REGISTER_INDIVIDUAL).options
    other = next(value for value in row.values if value != row.default)
    takes(person, CertificateKind.FAMILY_REGISTER_INDIVIDUAL, member=other).machine.post(OrderConfirmed())
    person.inserts(500).waits_until(S.TAKE_PAPERS).owes_nothing()


def test_a_foreign_resident_gets_the_items_that_apply(person: Person) -> None:
    person.proves("foreign")
    offer = offer_of(person, CertificateKind.RESIDENT_RECORD)
    assert {"nationality", "residence_status", "residence_card"} <= {row.key for row in offer.options}
    takes(person, CertificateKind.RESIDENT_RECORD, nationality="shown", residence_card="shown")
    person.machine.post(OrderConfirmed())
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).owes_nothing()


@pytest.mark.parametrize(
    ("profile", "kind"),
    [
        ("seal_unregistered", CertificateKind.SEAL_REGISTRATION),
        ("tax_undeclared", CertificateKind.TAXATION),
        ("pending_register", CertificateKind.FAMILY_REGISTER_ALL),
    ],
)
def test_what_the_counter_must_do_is_said_without_the_reason(
    person: Person, profile: str, kind: CertificateKind
) -> None:
    assert offer_of(person.proves(profile), kind).availability is Availability.ASK_COUNTER
    person.machine.post(CertificateChosen(kind))
    person.sees(S.CERTIFICATES)


def test_a_register_kept_elsewhere_is_reached_by_the_other_way(person: Person) -> None:
    person.starts().agrees().chooses_register("01213").sets("register_elsewhere").types("1234").takes_card()
    person.sees(S.CERTIFICATES)
    takes(person, CertificateKind.FAMILY_REGISTER_ALL).machine.post(OrderConfirmed())
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(50).owes_nothing()
