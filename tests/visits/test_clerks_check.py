"""The clerk's check immediately before the first sheet: paper that is not this visit's is never printed.

Whatever may exchange a certificate after it was prepared and paid, it is found at the printer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from kiosk.documents.document import render
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.tasks.paper.prepared_certificates import PreparedCertificate
from tests.support.visits import Person

Exchange = Callable[[Person, PreparedCertificate], PreparedCertificate]


def certificates(person: Person) -> tuple[PreparedCertificate, ...]:
    return person.kiosk.prepared.certificates(person.kiosk.terminal.machine.visit.id)


def exchange(person: Person, exchanged: Iterable[PreparedCertificate]) -> None:
    assert person.kiosk.prepared.put(person.kiosk.terminal.machine.visit.id, tuple(exchanged))


def of_somebody_else(person: Person, certificate: PreparedCertificate) -> PreparedCertificate:
    record = certificate.record.model_copy(update={"subject": "0" * 64})
    return replace(certificate, record=record, document=render(record, person.fonts))


def with_foreign_paper(person: Person, certificate: PreparedCertificate) -> PreparedCertificate:
    return replace(certificate, document=of_somebody_else(person, certificate).document)


def with_another_name(person: Person, certificate: PreparedCertificate) -> PreparedCertificate:
    """This visit's in all that binds it; only what it says was not signed."""
    record = certificate.record.model_copy(update={"mayor": "見本花子"})
    return replace(certificate, record=record, document=render(record, person.fonts))


def with_a_changed_byte(person: Person, certificate: PreparedCertificate) -> PreparedCertificate:
    pdf = bytearray(certificate.document.pdf)
    pdf[len(pdf) // 2] ^= 1
    return replace(certificate, document=replace(certificate.document, pdf=bytes(pdf)))


def signed_by_nobody(person: Person, certificate: PreparedCertificate) -> PreparedCertificate:
    return replace(certificate, signed=certificate.signed.model_copy(update={"signature": bytes(64)}))


MISMATCHES = [of_somebody_else, with_foreign_paper, with_another_name, with_a_changed_byte]
WRONG = [
    *((each, Reason.RECORD_MISMATCH) for each in MISMATCHES),
    (signed_by_nobody, Reason.RECORD_NOT_GENUINE),
]


@pytest.mark.parametrize(("wrong", "reason"), WRONG)
def test_a_certificate_exchanged_before_printing_is_refunded_and_stops_issuing(
    person: Person, wrong: Exchange, reason: Reason
) -> None:
    person.proves().orders().sees(S.PAY)
    exchange(person, [wrong(person, each) for each in certificates(person)])
    person.inserts(500).waits_until(S.TAKE_REFUND).has_sheets(0).has_in_tray(500).owes_nothing()
    person.presses_ok().waits(60).sees(S.OUT_OF_SERVICE, reason)
    person.boots().waits(60).sees(S.OUT_OF_SERVICE, Reason.SUSPENDED_AFTER_MISMATCH)


@pytest.mark.parametrize(("wrong", "reason"), WRONG)
def test_an_order_of_which_the_second_was_exchanged_is_not_begun(
    person: Person, wrong: Exchange, reason: Reason
) -> None:
    person.proves().orders(copies=2).sees(S.PAY)
    first, second = certificates(person)
    exchange(person, [first, wrong(person, second)])
    person.inserts(500).waits_until(S.TAKE_REFUND).has_sheets(0).has_in_tray(500).owes_nothing()
    person.presses_ok().waits(60).sees(S.OUT_OF_SERVICE, reason)


@pytest.mark.parametrize(("wrong", "reason"), WRONG)
def test_a_second_certificate_exchanged_while_the_first_is_printed_is_not_printed_nor_charged(
    person: Person, wrong: Exchange, reason: Reason
) -> None:
    person.proves().orders(copies=2).sees(S.PAY)
    first, second = certificates(person)
    person.inserts(500).waits_until(S.PRINT)
    exchange(person, [first, wrong(person, second)])
    person.waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    person.presses_ok().waits(60).sees(S.OUT_OF_SERVICE, reason)
