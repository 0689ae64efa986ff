"""Whether a card's certificate is revoked: whose answer is believed, and what follows without one."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.revocation.authority import ANSWER_LIFE, LONGEST_NONCE, RevocationAuthority
from kiosk_simulator.centre.revocation.check import CLOCKS_DIFFER, NONCE_LENGTH, RevocationCheck
from kiosk_simulator.centre.revocation.standing import NoAnswer, Standing
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import KeyAndCertificate, Pki

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
SERIALS = {1: Standing.GOOD, 2: Standing.REVOKED}
SECOND = timedelta(seconds=1)
SignIn = Callable[..., Any]


def certified(
    name: str,
    issuer: KeyAndCertificate | None = None,
    *,
    answers: bool = False,
    ended: bool = False,
    usage: x509.ObjectIdentifier | None = None,
) -> KeyAndCertificate:
    """A key and its certificate: an authority's without an issuer."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=9))
        .not_valid_after(NOW + timedelta(days=-1 if ended else 9))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    )
    if answers:
        usage = ExtendedKeyUsageOID.OCSP_SIGNING
    if usage is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
    return KeyAndCertificate(key, builder.sign(issuer.key if issuer else key, hashes.SHA256()))


CA = certified("Cards")
IMPOSTOR = certified("Cards")
"""Another authority of the same name."""


def authority(*faults: CentreFault, issuer: KeyAndCertificate = CA) -> RevocationAuthority:
    switched = CentreFaults()
    switched.only(faults)
    return RevocationAuthority(
        issuer, lambda serial: SERIALS.get(serial, Standing.UNKNOWN), SERIALS, switched, lambda: NOW
    )


def check(
    ask: Callable[[bytes], bytes] | None = None, fetch: Callable[[], bytes] | None = None
) -> RevocationCheck:
    """The centre's, at the authority or at what stands in its place."""
    real = authority()
    return RevocationCheck(CA.certificate, ask or real.answer, fetch or real.list, lambda: NOW)


@pytest.mark.parametrize("serial", [1, 2, 3])
def test_an_authority_answers_for_what_it_issued(serial: int) -> None:
    assert check().by_answer(serial) is SERIALS.get(serial, Standing.UNKNOWN)


@pytest.mark.parametrize(("serial", "standing"), [(1, Standing.GOOD), (2, Standing.REVOKED)])
def test_a_list_names_the_revoked(serial: int, standing: Standing) -> None:
    assert check().by_list(serial) is standing


class Answer:
    """An answer as somebody else may give it; good in every respect but those that are named."""

    def __init__(
        self,
        *,
        signer: KeyAndCertificate = CA,
        this: datetime = NOW,
        following: datetime | None = NOW + ANSWER_LIFE,
        serial: int | None = None,
        issuer: KeyAndCertificate = CA,
        nonce: Callable[[bytes], bytes | None] = lambda asked: asked,
        named: KeyAndCertificate | None = None,
    ) -> None:
        self.signer, self.this, self.following = signer, this, following
        self.serial, self.issuer, self.nonce, self.named = serial, issuer, nonce, named

    def __call__(self, request: bytes) -> bytes:
        asked = ocsp.load_der_ocsp_request(request)
        own = ocsp.OCSPRequestBuilder().add_certificate(
            self.issuer.certificate, self.issuer.certificate, hashes.SHA256()
        )
        about = own.build()
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            about.issuer_name_hash, about.issuer_key_hash, self.serial or asked.serial_number,
            hashes.SHA256(), ocsp.OCSPCertStatus.GOOD, self.this, self.following, None, None,
        )  # fmt: skip
        nonce = self.nonce(asked.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce)
        if nonce is not None:
            builder = builder.add_extension(x509.OCSPNonce(nonce), critical=False)
        named = (self.named or self.signer).certificate
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, named)
        builder = builder.certificates([self.signer.certificate])
        return builder.sign(self.signer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def unsuccessful(request: bytes) -> bytes:
    status = ocsp.OCSPResponseStatus.TRY_LATER
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER)


def another_day(request: bytes) -> bytes:
    """Somebody has recorded it, and plays it again."""
    return RECORDED


RECORDED = authority().answer(
    ocsp.OCSPRequestBuilder()
    .add_certificate_by_hash(
        *RevocationAuthority._hashes(authority(), hashes.SHA256()), 1, hashes.SHA256()
    )
    .add_extension(x509.OCSPNonce(bytes(range(NONCE_LENGTH))), critical=False)
    .build()
    .public_bytes(Encoding.DER)
)  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [
        Answer(),
        Answer(signer=certified("Responder", CA, answers=True)),
        Answer(this=NOW + CLOCKS_DIFFER, following=NOW + ANSWER_LIFE),
    ],
    ids=["of the authority itself", "of whom it lets answer", "by a clock that is a little ahead"],
)
def test_an_answer_is_believed(answer: Answer) -> None:
    assert check(answer).by_answer(1) is Standing.GOOD


NOT_BELIEVED = {
    "recorded earlier": another_day,
    "without the nonce": Answer(nonce=lambda asked: None),
    "with half the nonce": Answer(nonce=lambda asked: asked[:16]),
    "of an hour ago": Answer(this=NOW - ANSWER_LIFE, following=NOW),
    "without an end": Answer(following=None),
    "of tomorrow": Answer(this=NOW + CLOCKS_DIFFER + SECOND, following=NOW + 2 * ANSWER_LIFE),
    "about another certificate": Answer(serial=7),
    "about another authority's": Answer(issuer=IMPOSTOR),
    "of an authority of the same name": Answer(signer=IMPOSTOR),
    "of that in the authority's name": Answer(signer=IMPOSTOR, named=CA),
    "of that one's responder": Answer(signer=certified("Responder", IMPOSTOR, answers=True)),
    "of a cardholder": Answer(signer=certified("Cardholder", CA)),
    "of a certificate for something else": Answer(
        signer=certified("Terminal", CA, usage=ExtendedKeyUsageOID.CLIENT_AUTH)
    ),
    "of a responder that has ended": Answer(signer=certified("Responder", CA, answers=True, ended=True)),
    "that it can say nothing now": unsuccessful,
    "of nothing": lambda request: b"",
    "of something else": lambda request: b"<html></html>",
}


@pytest.mark.parametrize("answer", NOT_BELIEVED.values(), ids=NOT_BELIEVED.keys())
def test_an_answer_is_not_believed_and_the_list_is_asked(answer: Callable[[bytes], bytes]) -> None:
    asked = check(answer)
    with pytest.raises(NoAnswer):
        asked.by_answer(1)
    assert (asked.standing(1), asked.standing(2)) == (Standing.GOOD, Standing.REVOKED)


def without_updates() -> bytes:
    """A list for some of the certificates only, and it says so (RFC 5280, 5.2.5)."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(CA.certificate.subject)
        .last_update(NOW)
        .next_update(NOW + ANSWER_LIFE)
    )
    partial = x509.IssuingDistributionPoint(
        full_name=None, relative_name=None, only_contains_user_certs=False, only_contains_ca_certs=True,
        only_some_reasons=None, indirect_crl=False, only_contains_attribute_certs=False,
    )  # fmt: skip
    builder = builder.add_extension(partial, critical=True)
    return builder.sign(CA.key, hashes.SHA256()).public_bytes(Encoding.DER)


LISTS_NOT_BELIEVED = {
    "old": authority(CentreFault.CRL_STALE).list,
    "of an authority of the same name": authority(issuer=IMPOSTOR).list,
    "of another authority": authority(issuer=certified("Phones")).list,
    "signed by nobody known": authority(CentreFault.CRL_WRONG_SIGNER).list,
    "for other certificates": without_updates,
    "empty": lambda: b"",
}


@pytest.mark.parametrize("fetch", LISTS_NOT_BELIEVED.values(), ids=LISTS_NOT_BELIEVED.keys())
def test_a_list_is_not_believed(fetch: Callable[[], bytes]) -> None:
    with pytest.raises(NoAnswer):
        check(authority(CentreFault.OCSP_DOWN).answer, fetch).standing(1)


@pytest.mark.parametrize(
    ("length", "status"), [(LONGEST_NONCE, "SUCCESSFUL"), (LONGEST_NONCE + 1, "MALFORMED_REQUEST")]
)
def test_a_responder_takes_no_nonce_that_is_longer_than_allowed(length: int, status: str) -> None:
    request = ocsp.OCSPRequestBuilder().add_certificate(CA.certificate, CA.certificate, hashes.SHA256())
    asked = request.add_extension(x509.OCSPNonce(bytes(length)), critical=False).build()
    answer = ocsp.load_der_ocsp_response(authority().answer(asked.public_bytes(Encoding.DER)))
    assert answer.response_status.name == status


def test_a_responder_answers_for_its_own_authority_only() -> None:
    other = certified("Phones").certificate
    asked = ocsp.OCSPRequestBuilder().add_certificate(other, other, hashes.SHA256()).build()
    answer = ocsp.load_der_ocsp_response(authority().answer(asked.public_bytes(Encoding.DER)))
    assert answer.response_status is ocsp.OCSPResponseStatus.UNAUTHORIZED


F = CentreFault
WITHOUT_AN_ANSWER = (F.OCSP_DOWN, F.OCSP_STALE, F.OCSP_WRONG_SIGNER, F.OCSP_WRONG_NONCE)
WITHOUT_A_LIST = (F.CRL_DOWN, F.CRL_STALE, F.CRL_WRONG_SIGNER)


def refusal(sign_in: SignIn, profile: str) -> RefusalReason | None:
    try:
        sign_in(profile)
    except CentreRefused as refused:
        return refused.reason
    return None


@pytest.mark.parametrize("fault", WITHOUT_AN_ANSWER)
@pytest.mark.parametrize("profile", ["normal", "revoked"])
def test_without_an_answer_the_list_decides_who_is_let_in(
    centre: SimulatedCentre, sign_in: SignIn, fault: CentreFault, profile: str
) -> None:
    centre.faults.set(fault)
    revoked = RefusalReason.CERTIFICATE_REVOKED if profile == "revoked" else None
    assert refusal(sign_in, profile) is revoked
    centre.faults.set(F.REVOKED)
    assert refusal(sign_in, profile) is RefusalReason.CERTIFICATE_REVOKED


@pytest.mark.parametrize(
    ("answer", "fetch"), list(zip(WITHOUT_AN_ANSWER, (*WITHOUT_A_LIST, F.CRL_DOWN), strict=True))
)
def test_without_answer_and_list_nobody_is_let_in(
    centre: SimulatedCentre, sign_in: SignIn, answer: CentreFault, fetch: CentreFault
) -> None:
    centre.faults.only((answer, fetch))
    assert refusal(sign_in, "normal") is RefusalReason.STATUS_UNAVAILABLE
    centre.faults.only((fetch,))
    assert refusal(sign_in, "normal") is None, "the list is asked only without an answer"


def test_a_certificate_that_its_authority_does_not_know_is_refused(
    centre: SimulatedCentre, sign_in: SignIn
) -> None:
    centre.faults.set(F.OCSP_UNKNOWN)
    assert refusal(sign_in, "normal") is RefusalReason.CERTIFICATE_UNKNOWN


@pytest.mark.peer
def test_openssl_believes_answer_and_list_too(pki: Pki, tmp_path: Path) -> None:
    """Of the authority of the simulated cards, today: another implementation reads both and verifies them."""
    faults = CentreFaults()
    issuer = pki.authentication_ca
    told = RevocationAuthority(
        issuer,
        lambda serial: SERIALS.get(serial, Standing.UNKNOWN),
        SERIALS,
        faults,
        lambda: datetime.now(UTC),
    )
    (tmp_path / "ca.pem").write_bytes(issuer.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "list.der").write_bytes(told.list())

    def openssl(*arguments: str) -> str:
        done = subprocess.run(
            ["openssl", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    assert "verify OK" in openssl("crl", "-inform", "DER", "-in", "list.der", "-CAfile", "ca.pem", "-noout")
    for serial, said in ((1, "good"), (2, "revoked"), (3, "unknown")):
        about = ("-issuer", "ca.pem", "-sha256", "-serial", str(serial))
        openssl("ocsp", *about, "-reqout", "request.der")
        (tmp_path / "answer.der").write_bytes(told.answer((tmp_path / "request.der").read_bytes()))
        verified = openssl(
            "ocsp", *about, "-no_nonce", "-reqin", "request.der", "-respin", "answer.der", "-CAfile", "ca.pem"
        )
        assert "Response verify OK" in verified
        assert f"{serial}: {said}" in verified
        assert "WARNING" not in verified, "the nonce came back; `-no_nonce` only adds no second one"
