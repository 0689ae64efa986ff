"""Who is let in by the centre, over real TLS with a real signature of the software card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreAnswerInvalid, CentreRefused, RefusalReason
from kiosk.centre.signing import authentication_message, subject_of
from kiosk.centre.transport import TlsFiles
from kiosk.rules.certificates import Availability, CertificateKind
from kiosk.rules.services import Scope, Service
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import JST, Pki

SignIn = Callable[..., Any]


def refusal(sign_in: SignIn, profile: str = "normal", **how: Any) -> RefusalReason:
    with pytest.raises(CentreRefused) as caught:
        sign_in(profile, **how)
    return caught.value.reason


def available(proof: Any) -> dict[CertificateKind, int]:
    return {offer.kind: offer.fee for offer in proof.offers if offer.availability is Availability.AVAILABLE}


def test_a_resident_is_known_and_offered_what_the_municipality_offers(sign_in: SignIn, pki: Pki) -> None:
    proof = sign_in("normal").authentication
    assert proof.municipality.name == "苫小牧市"
    assert available(proof) == {
        CertificateKind.RESIDENT_RECORD: 250,
        CertificateKind.SEAL_REGISTRATION: 250,
        CertificateKind.TAXATION: 250,
        CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: 250,
        CertificateKind.FAMILY_REGISTER_ALL: 450,
        CertificateKind.FAMILY_REGISTER_INDIVIDUAL: 450,
    }
    certificate = make_card("normal", pki).contents.authentication_certificate
    assert certificate is not None
    assert proof.subject == subject_of(certificate)


def test_each_municipality_has_its_own_kinds_and_fees(sign_in: SignIn) -> None:
    proof = sign_in("register_elsewhere").authentication
    assert proof.municipality.code == "99201"
    assert available(proof) == {
        CertificateKind.RESIDENT_RECORD: 300,
        CertificateKind.SEAL_REGISTRATION: 300,
        CertificateKind.RESIDENT_RECORD_STATEMENT: 300,
        CertificateKind.TAXATION_PAST: 300,
    }


def test_a_persons_own_options_come_over_the_wire(sign_in: SignIn) -> None:
    offers = {offer.kind: offer for offer in sign_in("katsuko").authentication.offers}
    (row,) = offers[CertificateKind.FAMILY_REGISTER_INDIVIDUAL].options
    assert (row.key, row.default, dict(row.names)["2"]) == ("member", "2", "見本 葛\U000e0104子")


@pytest.mark.parametrize("profile", ["withheld", "moving_out", "child"])
def test_who_gets_nothing_is_told_nothing(sign_in: SignIn, profile: str) -> None:
    proof = sign_in(profile).authentication
    assert available(proof) == {}
    assert all(offer.rows is None for offer in proof.offers)


@pytest.mark.parametrize(
    ("profile", "reason"),
    [
        ("expired", RefusalReason.CERTIFICATE_EXPIRED),
        ("revoked", RefusalReason.CERTIFICATE_REVOKED),
        ("no_resident", RefusalReason.NOT_REGISTERED_HERE),
    ],
)
def test_a_person_who_cannot_be_served_is_refused_with_the_reason(
    sign_in: SignIn, profile: str, reason: RefusalReason
) -> None:
    assert refusal(sign_in, profile) is reason


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (CentreFault.REVOKED, RefusalReason.CERTIFICATE_REVOKED),
        (CentreFault.REFUSE, RefusalReason.REFUSED_BY_MUNICIPALITY),
        (CentreFault.NOTHING_AVAILABLE, RefusalReason.NOTHING_AVAILABLE),
        (CentreFault.OUTSIDE_HOURS, RefusalReason.OUTSIDE_HOURS),
    ],
)
def test_switched_refusals(
    centre: SimulatedCentre, sign_in: SignIn, fault: CentreFault, reason: RefusalReason
) -> None:
    centre.faults.set(fault)
    assert refusal(sign_in) is reason
    centre.faults.set(fault, on=False)
    assert sign_in("normal").authentication.offers


def test_the_register_way_is_for_the_municipality_that_keeps_the_register(sign_in: SignIn) -> None:
    elsewhere = refusal(sign_in, "register_elsewhere", municipality_code="99201", scope=Scope.REGISTER)
    assert elsewhere is RefusalReason.NOT_REGISTERED_HERE
    unnamed = refusal(sign_in, "register_elsewhere", scope=Scope.REGISTER)
    assert unnamed is RefusalReason.NOT_REGISTERED_HERE
    proof = sign_in("register_elsewhere", municipality_code="01213", scope=Scope.REGISTER).authentication
    assert proof.municipality.code == "01213"
    assert available(proof) == {
        CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER: 250,
        CertificateKind.FAMILY_REGISTER_ALL: 450,
        CertificateKind.FAMILY_REGISTER_INDIVIDUAL: 450,
    }


@pytest.mark.parametrize(
    ("profile", "code"),
    [("single", "99201"), ("foreign", "01213"), ("foreign", "99201")],
)
def test_without_usage_registration_or_register_the_register_way_is_closed(
    sign_in: SignIn, profile: str, code: str
) -> None:
    reason = refusal(sign_in, profile, municipality_code=code, scope=Scope.REGISTER)
    assert reason is RefusalReason.NOT_REGISTERED_HERE


def test_who_lives_where_the_register_is_may_go_either_way(sign_in: SignIn) -> None:
    proof = sign_in("normal", municipality_code="01213", scope=Scope.REGISTER).authentication
    assert len(available(proof)) == 3


def test_residents_of_one_municipality_are_unknown_in_another(sign_in: SignIn) -> None:
    assert sign_in("normal", municipality_code="01213").authentication.municipality.code == "01213"
    assert refusal(sign_in, "normal", municipality_code="99201") is RefusalReason.NOT_REGISTERED_HERE


def test_the_certificate_expires_by_the_centres_clock(centre: SimulatedCentre, sign_in: SignIn) -> None:
    now = centre.now()
    centre.now = lambda: now + timedelta(days=5 * 366)
    assert refusal(sign_in) is RefusalReason.CERTIFICATE_EXPIRED


def sign(pki: Pki, message: bytes, *, profile: str = "normal") -> tuple[bytes, bytes]:
    contents = make_card(profile, pki).contents
    assert isinstance(contents.authentication_key, rsa.RSAPrivateKey)
    assert contents.authentication_certificate is not None
    signature = contents.authentication_key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    return contents.authentication_certificate, signature


def proof_of(challenge_id: str, nonce: bytes, visit: str = "visit", scope: Scope = Scope.RESIDENCE) -> bytes:
    return authentication_message(
        visit, challenge_id, nonce, Service.CERTIFICATES, scope, municipality_code=None
    )


def test_a_challenge_serves_once(client: CentreClient, pki: Pki) -> None:
    challenge = client.challenge("visit")
    certificate, signature = sign(pki, proof_of(challenge.id, challenge.nonce))
    client.authenticate(challenge, "visit", certificate, signature, Scope.RESIDENCE, None)
    with pytest.raises(CentreAnswerInvalid, match="400"):
        client.authenticate(challenge, "visit", certificate, signature, Scope.RESIDENCE, None)


def test_a_challenge_is_spent_by_a_failed_attempt_too(client: CentreClient, pki: Pki) -> None:
    challenge = client.challenge("visit")
    certificate, signature = sign(pki, proof_of(challenge.id, challenge.nonce))
    with pytest.raises(CentreRefused):
        client.authenticate(challenge, "visit", certificate, bytes(256), Scope.RESIDENCE, None)
    with pytest.raises(CentreAnswerInvalid, match="400"):
        client.authenticate(challenge, "visit", certificate, signature, Scope.RESIDENCE, None)


def test_a_challenge_ends_after_two_minutes(centre: SimulatedCentre, client: CentreClient, pki: Pki) -> None:
    challenge = client.challenge("visit")
    certificate, signature = sign(pki, proof_of(challenge.id, challenge.nonce))
    now = centre.now()
    centre.now = lambda: now + timedelta(seconds=121)
    with pytest.raises(CentreAnswerInvalid, match="400"):
        client.authenticate(challenge, "visit", certificate, signature, Scope.RESIDENCE, None)


def test_challenges_are_random_and_never_the_same(client: CentreClient) -> None:
    challenges = [client.challenge("visit") for _ in range(20)]
    assert len({challenge.id for challenge in challenges}) == 20
    assert len({challenge.nonce for challenge in challenges}) == 20


@pytest.mark.parametrize("wrong", ["nonce", "visit", "scope", "key", "raw"])
def test_a_signature_over_anything_else_is_refused(client: CentreClient, pki: Pki, wrong: str) -> None:
    challenge = client.challenge("visit")
    message = {
        "nonce": proof_of(challenge.id, bytes(32)),
        "visit": proof_of(challenge.id, challenge.nonce, visit="other"),
        "scope": proof_of(challenge.id, challenge.nonce, scope=Scope.REGISTER),
        "key": proof_of(challenge.id, challenge.nonce),
        "raw": challenge.nonce,
    }[wrong]
    certificate, signature = sign(pki, message)
    if wrong == "key":
        signature = sign(pki, message, profile="katsuko")[1]
    with pytest.raises(CentreRefused) as caught:
        client.authenticate(challenge, "visit", certificate, signature, Scope.RESIDENCE, None)
    assert caught.value.reason is RefusalReason.SIGNATURE_INVALID


def test_a_challenge_of_another_visit_is_of_no_use(client: CentreClient, pki: Pki) -> None:
    challenge = client.challenge("visit")
    certificate, signature = sign(pki, proof_of(challenge.id, challenge.nonce, visit="other"))
    with pytest.raises(CentreAnswerInvalid, match="400"):
        client.authenticate(challenge, "other", certificate, signature, Scope.RESIDENCE, None)


@pytest.mark.parametrize("which", ["signature certificate", "authority", "no certificate", "version 5"])
def test_only_certificates_of_the_authentication_authority_are_known(
    client: CentreClient, pki: Pki, which: str
) -> None:
    contents = make_card("normal", pki).contents
    certificate = {
        "signature certificate": contents.signature_certificate,
        "authority": pki.signature_ca.der,
        "no certificate": b"\x30\x00",
        "version 5": (contents.authentication_certificate or b"").replace(
            bytes.fromhex("a003020102"), bytes.fromhex("a003020104"), 1
        ),
    }[which]
    assert certificate is not None
    challenge = client.challenge("visit")
    signature = sign(pki, proof_of(challenge.id, challenge.nonce))[1]
    with pytest.raises(CentreRefused) as caught:
        client.authenticate(challenge, "visit", certificate, signature, Scope.RESIDENCE, None)
    assert caught.value.reason is RefusalReason.CERTIFICATE_UNKNOWN


def test_a_centre_with_hours_refuses_outside_them(pki: Pki, tls: TlsFiles) -> None:
    def at(hour: int, minute: int) -> Callable[[], Any]:
        return lambda: pki.made_at.astimezone(JST).replace(hour=hour, minute=minute, second=0)

    hours = (time(6, 30), time(23, 0))
    with SimulatedCentre(pki, now=at(6, 29), service_hours=hours) as keeping:
        client = CentreClient(keeping.base_url, tls)
        for clock, is_open in ((at(6, 29), False), (at(6, 30), True), (at(22, 59), True), (at(23, 0), False)):
            keeping.now = clock
            if is_open:
                client.challenge("visit")
            else:
                with pytest.raises(CentreRefused) as caught:
                    client.challenge("visit")
                assert caught.value.reason is RefusalReason.OUTSIDE_HOURS
        client.close()
