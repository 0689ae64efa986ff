"""Applications: options are applied, what was not offered is not issued, and nothing false is believed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import (
    CentreAnswerInvalid,
    CentreRefused,
    RecordNotGenuine,
    RefusalReason,
)
from kiosk.centre.signing import RecordVerifier
from kiosk.rules.certificates import (
    Availability,
    CertificateKind,
    Offer,
    OrderLine,
)
from kiosk.rules.contents import ResidentRecord, SupplementaryRegister
from kiosk.rules.record import CertificateRecord, RecordMismatch, clerk_check
from kiosk.rules.services import Scope
from kiosk.rules.specimens import Specimens
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import JST, Pki
from kiosk_simulator.start_time import start_time
from tests.support.centre.application_lines import KIND, line, line_of
from tests.support.centre.offer_tables import IN_ORDER, TOWNS

SignIn = Callable[..., Any]


def resident_record(record: CertificateRecord) -> ResidentRecord:
    assert isinstance(record.content, ResidentRecord)
    return record.content


@pytest.fixture
def records(client: CentreClient, sign_in: SignIn, pki: Pki) -> Callable[..., tuple[CertificateRecord, ...]]:
    """Sign in, apply for one line, verify every record."""

    def obtain(profile: str, wanted: OrderLine) -> tuple[CertificateRecord, ...]:
        visit = sign_in(profile)
        verifier = RecordVerifier(pki.record_public_key, Specimens.TAKEN)
        signed = client.apply(visit.authentication.id, visit.id, secrets.token_urlsafe(12), wanted)
        return tuple(verifier.verify(each) for each in signed)

    return obtain


def test_a_record_passes_the_clerks_check_of_its_own_visit(
    client: CentreClient, sign_in: SignIn, pki: Pki, centre: SimulatedCentre
) -> None:
    visit, request, wanted = sign_in("normal"), secrets.token_urlsafe(12), line(copies=3)
    verifier = RecordVerifier(pki.record_public_key, Specimens.TAKEN)
    signed = client.apply(visit.authentication.id, visit.id, request, wanted)
    for number, each in enumerate(signed, start=1):
        record = verifier.verify(each)
        clerk_check(
            record,
            visit=visit.id,
            request=request,
            subject=visit.authentication.subject,
            kind=KIND,
            options=wanted.options,
            fee=250,
            copies=3,
            municipality_code="01213",
        )
        assert record.copy_number == number
        assert record.specimen
        assert record.issued_on == centre.now().astimezone(JST).date()


def test_what_is_omitted_is_not_in_the_record(records: Callable[..., tuple[CertificateRecord, ...]]) -> None:
    (record,) = records("normal", line())
    assert resident_record(record).head_of_household is None
    for person in resident_record(record).persons:
        assert (person.relationship, person.domicile, person.head_of_register) == (None, None, None)
    assert "本籍" not in record.to_bytes().decode()
    assert "見本町一丁目２番地" not in record.to_bytes().decode()


def test_what_is_asked_for_is_in_the_record(records: Callable[..., tuple[CertificateRecord, ...]]) -> None:
    (record,) = records("katsuko", line(head_and_relationship="shown", domicile="shown"))
    assert resident_record(record).head_of_household == "見本　一郎"
    assert [person.relationship for person in resident_record(record).persons] == ["世帯主", "妻", "子"]
    assert resident_record(record).persons[1].name == "見本　葛\U000e0104子"
    assert resident_record(record).persons[1].head_of_register == "見本　一郎"


def test_chosen_members_are_on_the_record_in_the_households_order(
    records: Callable[..., tuple[CertificateRecord, ...]],
) -> None:
    wanted = line(household=7, persons="chosen", members="2,5,7", my_number="shown")
    for record in records("large_household", wanted):
        names = [person.name for person in resident_record(record).persons]
        assert names == ["標本　良子", "標本　湊", "標本　健二"]
        assert all(person.my_number for person in resident_record(record).persons)
        assert record.options == wanted.options
        assert "太郎" not in record.to_bytes().decode()


@pytest.mark.parametrize(("persons", "count"), [("household", 7), ("self", 1)])
def test_the_household_or_the_applicant_alone(
    records: Callable[..., tuple[CertificateRecord, ...]], persons: str, count: int
) -> None:
    (record,) = records("large_household", line(household=7, persons=persons))
    assert len(resident_record(record).persons) == count
    assert resident_record(record).persons[0].name == "標本　太郎"


@pytest.mark.parametrize("kind", CertificateKind)
def test_every_kind_is_issued_with_its_own_fee_and_content(
    client: CentreClient, sign_in: SignIn, pki: Pki, kind: CertificateKind
) -> None:
    offered_at_home = kind in TOWNS["01213"].offered
    profile, name = ("katsuko", "葛\U000e0104子") if offered_at_home else ("adoption", "試作　結")
    visit, request = sign_in(profile), secrets.token_urlsafe(12)
    (offer,) = [each for each in visit.authentication.offers if each.kind is kind]
    (signed,) = client.apply(visit.authentication.id, visit.id, request, line_of(offer))
    record = RecordVerifier(pki.record_public_key, Specimens.TAKEN).verify(signed)
    assert (record.kind, record.fee, record.options) == (kind, offer.fee, line_of(offer).options)
    assert name in record.content.model_dump_json()


def test_a_register_is_issued_where_it_is_kept(client: CentreClient, sign_in: SignIn, pki: Pki) -> None:
    visit = sign_in("register_elsewhere", municipality_code="01213", scope=Scope.REGISTER)
    (offer,) = [
        each
        for each in visit.authentication.offers
        if each.kind is CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER
    ]
    wanted = line_of(offer, domicile="shown")
    (signed,) = client.apply(visit.authentication.id, visit.id, secrets.token_urlsafe(12), wanted)
    record = RecordVerifier(pki.record_public_key, Specimens.TAKEN).verify(signed)
    assert (record.municipality_code, record.fee) == ("01213", 250)
    assert isinstance(record.content, SupplementaryRegister)
    assert [entry.address[:3] for entry in record.content.persons[0].addresses] == [
        "北海道",
        "みほん",
        "みほん",
    ]


SEAL = CertificateKind.SEAL_REGISTRATION


@pytest.mark.parametrize(
    ("profile", "wanted"),
    [
        ("normal", line(fee=200)),
        ("normal", OrderLine(SEAL, (("domicile", "shown"),), 1, 250)),
        ("normal", OrderLine(KIND, (("persons", "everybody"),), 1, 250)),
        ("normal", OrderLine(KIND, tuple(reversed(line().options)), 1, 250)),
        ("normal", OrderLine(KIND, (*line().options, ("nationality", "shown")), 1, 250)),
        ("normal", OrderLine(CertificateKind.FAMILY_REGISTER_INDIVIDUAL, (), 1, 450)),
        ("normal", OrderLine(CertificateKind.FAMILY_REGISTER_INDIVIDUAL, (("member", "4"),), 1, 450)),
        ("normal", line(household=1)),
        ("normal", line(household=7)),
        ("normal", line(members="1,2")),
        ("normal", line(persons="self", members="1")),
        ("normal", line(persons="chosen", members="")),
        ("normal", line(persons="chosen", members="4")),
        ("normal", line(persons="chosen", members="2,1")),
        ("normal", line(persons="chosen", members="1,1")),
        ("single", line(household=1, persons="chosen")),
        ("single", line(persons="chosen", members="1")),
        ("foreign", line(household=1, domicile="shown")),
        ("foreign", OrderLine(CertificateKind.FAMILY_REGISTER_ALL, (), 1, 450)),
        ("single", OrderLine(CertificateKind.FAMILY_REGISTER_ALL, (), 1, 450)),
        ("seal_unregistered", OrderLine(SEAL, (), 1, 250)),
        ("tax_undeclared", OrderLine(CertificateKind.TAXATION, (), 1, 250)),
        ("pending_register", OrderLine(CertificateKind.FAMILY_REGISTER_ALL, (), 1, 450)),
        ("moving_out", line(household=1)),
        ("child", line()),
        ("withheld", line(fee=300, household=1)),
        ("register_elsewhere", line(fee=300, household=1, my_number="shown")),
        ("register_elsewhere", OrderLine(CertificateKind.TAXATION, (), 1, 0)),
    ],
)
def test_what_was_not_offered_to_this_person_is_not_issued(
    client: CentreClient, sign_in: SignIn, centre: SimulatedCentre, profile: str, wanted: OrderLine
) -> None:
    visit, before = sign_in(profile), centre.issued()
    with pytest.raises(CentreAnswerInvalid, match="400"):
        client.apply(visit.authentication.id, visit.id, secrets.token_urlsafe(12), wanted)
    assert centre.issued() == before


def test_what_was_offered_stays_offered_to_the_visit_that_is_under_way(
    client: CentreClient, sign_in: SignIn, centre: SimulatedCentre
) -> None:
    """A visit that saw its list at 16:59 may still order; the next one sees that it is too late."""
    closing = start_time(centre.now()).replace(hour=17)
    kind = CertificateKind.FAMILY_REGISTER_ALL

    def offer_to(visit: Any) -> Offer:
        offers: tuple[Offer, ...] = visit.authentication.offers
        return next(each for each in offers if each.kind is kind)

    centre.now = lambda: closing - timedelta(seconds=1)
    visit = sign_in("weekday_register")
    wanted = line_of(offer_to(visit))
    centre.now = lambda: closing
    assert client.apply(visit.authentication.id, visit.id, secrets.token_urlsafe(12), wanted)
    late = sign_in("weekday_register")
    assert offer_to(late).availability is Availability.NOT_NOW
    with pytest.raises(CentreAnswerInvalid, match="400"):
        client.apply(late.authentication.id, late.id, secrets.token_urlsafe(12), wanted)


@pytest.mark.parametrize(
    ("fault", "refused"),
    [
        (CentreFault.SEAL_CANCELLED, {CertificateKind.SEAL_REGISTRATION}),
        (CentreFault.MOVE_OUT_FILED, set(IN_ORDER)),
        (CentreFault.PROTECTION_FILED, set(IN_ORDER)),
    ],
)
def test_what_is_filed_after_the_list_was_shown_is_judged_when_the_order_arrives(
    client: CentreClient, sign_in: SignIn, centre: SimulatedCentre, fault: CentreFault, refused: set[Any]
) -> None:
    visit = sign_in("normal")
    offers = [each for each in visit.authentication.offers if each.availability is Availability.AVAILABLE]
    assert {each.kind for each in offers} == set(IN_ORDER)
    centre.faults.set(fault)
    for offer in offers:
        request = secrets.token_urlsafe(12)
        if offer.kind in refused:
            with pytest.raises(CentreRefused) as caught:
                client.apply(visit.authentication.id, visit.id, request, line_of(offer))
            assert caught.value.reason is RefusalReason.REFUSED_BY_MUNICIPALITY
        else:
            assert client.apply(visit.authentication.id, visit.id, request, line_of(offer))


def test_a_filing_after_closing_time_is_not_hidden_by_the_hours(
    client: CentreClient, sign_in: SignIn, centre: SimulatedCentre
) -> None:
    closing = start_time(centre.now()).replace(hour=17)
    centre.now = lambda: closing - timedelta(seconds=1)
    visit = sign_in("weekday_register")
    offer = next(
        each for each in visit.authentication.offers if each.kind is CertificateKind.FAMILY_REGISTER_ALL
    )
    centre.now = lambda: closing
    centre.faults.set(CentreFault.PROTECTION_FILED)
    with pytest.raises(CentreRefused):
        client.apply(visit.authentication.id, visit.id, secrets.token_urlsafe(12), line_of(offer))


def test_a_record_with_a_wrong_signature_is_not_genuine(
    client: CentreClient, sign_in: SignIn, centre: SimulatedCentre, pki: Pki
) -> None:
    visit = sign_in("normal")
    centre.faults.set(CentreFault.WRONG_SIGNATURE)
    (signed,) = client.apply(visit.authentication.id, visit.id, secrets.token_urlsafe(12), line())
    with pytest.raises(RecordNotGenuine):
        RecordVerifier(pki.record_public_key, Specimens.TAKEN).verify(signed)


def test_somebody_elses_record_is_genuine_but_fails_the_clerks_check(
    client: CentreClient, sign_in: SignIn, centre: SimulatedCentre, pki: Pki
) -> None:
    visit, request = sign_in("normal"), secrets.token_urlsafe(12)
    centre.faults.set(CentreFault.OTHER_PERSON)
    (signed,) = client.apply(visit.authentication.id, visit.id, request, line())
    record = RecordVerifier(pki.record_public_key, Specimens.TAKEN).verify(signed)
    assert "見本　一郎" not in record.to_bytes().decode()
    with pytest.raises(RecordMismatch, match=r"differs from the visit in subject$"):
        clerk_check(
            record,
            visit=visit.id,
            request=request,
            subject=visit.authentication.subject,
            kind=KIND,
            options=line().options,
            fee=250,
            copies=1,
            municipality_code="01213",
        )


def test_a_refusal_may_come_as_late_as_the_application(
    client: CentreClient, sign_in: SignIn, centre: SimulatedCentre
) -> None:
    visit = sign_in("normal")
    centre.faults.set(CentreFault.REFUSE_APPLICATION)
    with pytest.raises(CentreRefused) as caught:
        client.apply(visit.authentication.id, visit.id, secrets.token_urlsafe(12), line())
    assert caught.value.reason is RefusalReason.REFUSED_BY_MUNICIPALITY
