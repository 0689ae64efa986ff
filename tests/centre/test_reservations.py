"""Reservations of a password reset: 24 hours, one card, and everybody who cannot be helped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreAnswerInvalid, RefusalReason
from kiosk.centre.signing import authentication_message, subject_of
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.services import Scope, Service
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from tests.support.centre.reset_visit import Prove, ResetVisit, certificate_of, reason_of

Begin = Callable[..., ResetVisit]
DAY = timedelta(hours=24)


def test_the_reservation_is_told_with_its_end(begin: Begin, centre: SimulatedCentre, pki: Pki) -> None:
    now = centre.now()
    centre.now = lambda: now
    visit = begin()
    assert visit.reservation.good_until == now + DAY
    assert visit.reservation.subject == subject_of(certificate_of("normal", pki))


def test_a_used_reservation_is_gone(begin: Begin) -> None:
    begin().whole()
    assert reason_of(lambda: begin(reserve=False)) is RefusalReason.NO_RESERVATION


@pytest.mark.parametrize(
    ("after", "refused"),
    [
        (timedelta(0), None),
        (DAY, None),
        (DAY + timedelta(microseconds=1), RefusalReason.RESERVATION_TOO_OLD),
        (DAY + timedelta(seconds=1), RefusalReason.RESERVATION_TOO_OLD),
        (-timedelta(seconds=1), RefusalReason.NO_RESERVATION),
    ],
)
def test_a_reservation_is_good_for_24_hours(
    begin: Begin, centre: SimulatedCentre, pki: Pki, after: timedelta, refused: RefusalReason | None
) -> None:
    made = centre.now()
    centre.now = lambda: made
    assert centre.reserve(certificate_of("normal", pki)) == made + DAY
    centre.now = lambda: made + after
    if refused is None:
        assert begin(reserve=False).whole().number
    else:
        assert reason_of(lambda: begin(reserve=False)) is refused


@pytest.mark.parametrize("at", ["start", "authorisation"])
def test_a_reservation_that_ends_within_the_visit_authorises_nothing(
    begin: Begin, centre: SimulatedCentre, at: str
) -> None:
    made = centre.now()
    centre.now = lambda: made
    visit = begin()
    centre.now = lambda: made + DAY
    script = visit.start()
    responses = visit.relayed(script)
    centre.now = lambda: made + DAY + timedelta(seconds=1)
    call = visit.start if at == "start" else lambda: visit.go_on(script, responses)
    assert reason_of(call) is RefusalReason.RESERVATION_TOO_OLD


def test_a_reservation_serves_the_card_it_was_made_with(
    begin: Begin, centre: SimulatedCentre, pki: Pki
) -> None:
    begin().whole()
    centre.reserve(certificate_of("new_card", pki))
    assert reason_of(lambda: begin(reserve=False)) is RefusalReason.RESERVED_FOR_ANOTHER_CARD
    assert begin("new_card", reserve=False).whole().number
    assert reason_of(lambda: begin(reserve=False)) is RefusalReason.NO_RESERVATION


def test_somebody_elses_reservation_is_none(begin: Begin, centre: SimulatedCentre, pki: Pki) -> None:
    centre.reserve(certificate_of("single", pki))
    assert reason_of(lambda: begin("katsuko", reserve=False)) is RefusalReason.NO_RESERVATION


REFUSED_CARDS = [
    ("signature_expired", RefusalReason.SIGNATURE_EXPIRED),
    ("signature_revoked", RefusalReason.SIGNATURE_REVOKED),
    ("child", RefusalReason.NO_SIGNATURE_CERTIFICATE),
    ("expired", RefusalReason.CERTIFICATE_EXPIRED),
    ("revoked", RefusalReason.CERTIFICATE_REVOKED),
    ("no_resident", RefusalReason.CERTIFICATE_UNKNOWN),
]


@pytest.mark.parametrize(("profile", "reason"), REFUSED_CARDS)
def test_who_cannot_be_helped_is_refused_by_telephone_and_at_the_terminal(
    begin: Begin, centre: SimulatedCentre, pki: Pki, profile: str, reason: RefusalReason
) -> None:
    assert reason_of(lambda: centre.reserve(certificate_of(profile, pki))) is reason
    assert reason_of(lambda: begin(profile, reserve=False)) is reason


def test_a_signature_certificate_that_is_revoked_meanwhile_is_refused(
    begin: Begin, centre: SimulatedCentre, pki: Pki
) -> None:
    centre.reserve(certificate_of("normal", pki))
    centre.faults.set(CentreFault.SIGNATURE_REVOKED)
    assert reason_of(lambda: begin(reserve=False)) is RefusalReason.SIGNATURE_REVOKED
    centre.faults.only()
    assert begin(reserve=False).reservation.id


@pytest.mark.parametrize("der", [b"\x30\x00", b"nothing"])
def test_only_certificates_of_the_authority_are_reserved_for(centre: SimulatedCentre, der: bytes) -> None:
    assert reason_of(lambda: centre.reserve(der)) is RefusalReason.CERTIFICATE_UNKNOWN


def test_reservations_are_taken_round_the_clock_but_by_a_running_centre_only(
    centre: SimulatedCentre, pki: Pki
) -> None:
    centre.faults.set(CentreFault.OUTSIDE_HOURS)
    assert centre.reserve(certificate_of("normal", pki))
    with pytest.raises(RuntimeError):
        SimulatedCentre(pki).reserve(certificate_of("normal", pki))


@pytest.mark.parametrize("service", [Service.CERTIFICATES, Service.USAGE_REGISTRATION, Service.CARD_CHECK])
def test_a_signature_for_another_service_finds_no_reservation(
    client: CentreClient, prove: Prove, centre: SimulatedCentre, pki: Pki, service: Service
) -> None:
    centre.reserve(certificate_of("normal", pki))
    proof = prove("normal", service)
    reason = reason_of(lambda: client.reset.find(*proof.fields))
    assert reason is RefusalReason.SIGNATURE_INVALID


def test_a_proof_serves_once(client: CentreClient, prove: Prove, centre: SimulatedCentre, pki: Pki) -> None:
    centre.reserve(certificate_of("normal", pki))
    proof = prove("normal", Service.PASSWORD_RESET)
    client.reset.find(*proof.fields)
    with pytest.raises(CentreAnswerInvalid, match="400"):
        client.reset.find(*proof.fields)


def test_outside_the_hours_nothing_is_found_or_started(begin: Begin, centre: SimulatedCentre) -> None:
    visit = begin()
    centre.faults.set(CentreFault.OUTSIDE_HOURS)
    assert reason_of(visit.start) is RefusalReason.OUTSIDE_HOURS
    assert reason_of(begin) is RefusalReason.OUTSIDE_HOURS


def test_a_proof_made_for_another_place_is_refused(client: CentreClient, pki: Pki) -> None:
    """Whatever a reset's proof says besides visit and challenge is fixed."""
    contents = make_card("normal", pki).contents
    assert contents.authentication_key is not None
    reader = SoftwareReader()
    reader.insert(make_card("normal", pki))
    for scope, code in ((Scope.REGISTER, None), (Scope.RESIDENCE, "01213")):
        challenge = client.challenge("visit")
        message = authentication_message(
            "visit", challenge.id, challenge.nonce, Service.PASSWORD_RESET, scope, municipality_code=code
        )
        with reader.connect() as connection:
            card = JpkiCard(connection)
            card.select()
            card.verify_pin(Pin([1, 2, 3, 4]))
            signature = card.sign(hashlib.sha256(message).digest())
        certificate = certificate_of("normal", pki)

        def find() -> object:
            return client.reset.find(challenge, "visit", certificate, signature)  # noqa: B023

        assert reason_of(find) is RefusalReason.SIGNATURE_INVALID


def test_a_second_reservation_counts_from_its_own_moment(
    begin: Begin, centre: SimulatedCentre, pki: Pki
) -> None:
    made: datetime = centre.now()
    centre.now = lambda: made
    centre.reserve(certificate_of("single", pki))
    centre.now = lambda: made + timedelta(hours=20)
    assert centre.reserve(certificate_of("single", pki)) == made + timedelta(hours=44)
    centre.now = lambda: made + timedelta(hours=30)
    assert begin("single", reserve=False).reservation.good_until == made + timedelta(hours=44)
