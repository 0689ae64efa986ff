"""The application of a usage registration: form, signature and request id, and who else's are refused."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.centre import messages
from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreAnswerInvalid, RefusalReason, RequestReused
from kiosk.centre.signing import application_message
from kiosk.centre.transport import TlsFiles
from kiosk.centre.usage_registration import RegistrationReceipt
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.usage_registration import RegistrationState
from kiosk_simulator.card.profiles import make_card
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.pki.authority import Pki
from tests.support.centre.registration_visit import MONDAY, RIGHT, TOMAKOMAI, Applicant
from tests.support.centre.reset_visit import reason_of

Prove = Callable[..., Any]
Register = Callable[..., Applicant]


@pytest.fixture
def centre(centre: SimulatedCentre) -> SimulatedCentre:
    """A Monday on which nobody has applied yet: applications are remembered."""
    centre.forget()
    centre.now = lambda: MONDAY
    return centre


def test_the_same_request_gives_the_same_receipt_once(register: Register) -> None:
    visit = register()
    assert visit.applies() == visit.applies()
    with pytest.raises(RequestReused):
        visit.applies(replace(RIGHT, lot="16"))


def test_while_one_application_is_open_there_is_no_second(register: Register) -> None:
    one, two = register(), register()
    one.applies()
    assert reason_of(lambda: two.applies(request="second")) is RefusalReason.REGISTRATION_NOT_NEEDED
    assert reason_of(lambda: one.applies(request="third")) is RefusalReason.REGISTRATION_NOT_NEEDED


@pytest.mark.parametrize("field", ["town", "lot", "head_kana", "head", "telephone"])
def test_a_form_that_was_changed_after_the_signature_is_refused(register: Register, field: str) -> None:
    visit = register()
    changed = {
        "town": "試作町一丁目",
        "lot": "1",
        "head_kana": "シサク　ロクロウ",
        "head": "",
        "telephone": "0144000001",
    }
    authentication, id_, request, form, certificate, signature = visit.application()
    tampered = replace(form, **{field: changed[field]})
    reason = reason_of(
        lambda: visit.client.registration.apply(
            authentication, id_, request, tampered, certificate, signature
        )
    )
    assert reason is RefusalReason.SIGNATURE_UNKNOWN
    assert register().found.registration.state is RegistrationState.NONE


@pytest.mark.parametrize("which", ["request", "visit"])
def test_a_signature_serves_one_application_of_one_visit(register: Register, which: str) -> None:
    visit, other = register(), register()
    authentication, id_, request, form, certificate, signature = visit.application()
    if which == "request":
        request = "another"
    else:
        authentication, id_ = other.found.id, other.visit
    reason = reason_of(
        lambda: visit.client.registration.apply(authentication, id_, request, form, certificate, signature)
    )
    assert reason is RefusalReason.SIGNATURE_UNKNOWN


@pytest.mark.parametrize("signer", ["normal", "register_elsewhere", "no_resident"])
def test_another_persons_signature_is_refused(register: Register, signer: str) -> None:
    visit = register()
    assert reason_of(lambda: visit.applies(signer=signer)) is RefusalReason.SIGNATURE_UNKNOWN


def test_the_authentication_key_signs_no_application(register: Register, pki: Pki) -> None:
    visit = register()
    contents = make_card("unregistered", pki).contents
    assert isinstance(contents.authentication_key, rsa.RSAPrivateKey)
    assert contents.authentication_certificate is not None
    authentication, id_, request, form, _, _ = visit.application()
    message = application_message(authentication, id_, request, municipality_code=TOMAKOMAI, form=form)
    signature = contents.authentication_key.sign(message, padding.PKCS1v15(), hashes.SHA256())
    reason = reason_of(
        lambda: visit.client.registration.apply(
            authentication, id_, request, form, contents.authentication_certificate or b"", signature
        )
    )
    assert reason is RefusalReason.SIGNATURE_UNKNOWN


@pytest.mark.parametrize("der", [b"\x30\x00", b"nothing"])
def test_what_is_no_certificate_signs_nothing(register: Register, der: bytes) -> None:
    visit = register()
    authentication, id_, request, form, _, signature = visit.application()
    reason = reason_of(
        lambda: visit.client.registration.apply(authentication, id_, request, form, der, signature)
    )
    assert reason is RefusalReason.SIGNATURE_UNKNOWN


def test_a_revoked_signature_certificate_is_refused(register: Register, centre: SimulatedCentre) -> None:
    visit = register()
    centre.faults.set(CentreFault.SIGNATURE_REVOKED)
    assert reason_of(visit.applies) is RefusalReason.SIGNATURE_REVOKED


def test_an_expired_signature_certificate_is_refused(
    register: Register, centre: SimulatedCentre, pki: Pki
) -> None:
    visit = register()
    centre.now = lambda: pki.made_at + timedelta(days=5 * 366)
    assert reason_of(visit.applies) is RefusalReason.SIGNATURE_EXPIRED


def test_a_municipality_may_refuse_as_late_as_the_application(
    register: Register, centre: SimulatedCentre
) -> None:
    visit = register()
    centre.faults.set(CentreFault.REFUSE_APPLICATION)
    assert reason_of(visit.applies) is RefusalReason.REFUSED_BY_MUNICIPALITY


@pytest.mark.parametrize(
    "changes",
    [
        {"town": "旭町"},
        {"lot": "十五"},
        {"lot": "0"},
        {"head_kana": "しさく"},
        {"telephone": "1234567890"},
    ],
)
def test_what_the_screens_let_nobody_type_is_refused(register: Register, changes: dict[str, str]) -> None:
    visit = register()
    with pytest.raises(CentreAnswerInvalid, match="400"):
        visit.applies(replace(RIGHT, **changes))


@pytest.mark.parametrize("field", ["town", "lot", "head_kana", "telephone"])
def test_a_form_that_is_not_filled_in_is_not_sent_and_not_quoted(register: Register, field: str) -> None:
    visit = register()
    application = visit.application(replace(RIGHT, **{field: ""}))
    with pytest.raises(ValueError, match="FormMessage") as caught:
        visit.client.registration.apply(*application)
    assert "シサク" not in str(caught.value)


def test_an_application_belongs_to_its_visit_and_its_service(
    register: Register, sign_in: Callable[..., Any]
) -> None:
    one, two = register(), register()
    authentication, _, request, form, certificate, signature = one.application()
    certificates = sign_in("normal")
    for id_, visit in ((authentication, two.visit), (certificates.authentication.id, certificates.id)):
        with pytest.raises(CentreAnswerInvalid, match="400"):
            one.client.registration.apply(id_, visit, request, form, certificate, signature)
        with pytest.raises(CentreAnswerInvalid, match="400"):
            one.client.registration.heads(id_, visit, town="試作町二丁目", lot="1", head_kana="ア")


def test_messages_show_nothing_of_the_person() -> None:
    asked = messages.UsageApplicationRequest(
        authentication="a",
        visit="v",
        request="r",
        form=messages.FormMessage.of(RIGHT),
        certificate=b"\x30",
        signature=b"\x01",
    )
    heads = messages.HeadsAnswer(visit="v", heads=("試作　五郎",))
    typed = messages.HeadsRequest(
        authentication="a", visit="v", town="試作町二丁目", lot="15-3", head_kana="シサク"
    )
    for message in (asked, asked.form, heads, typed):
        shown = repr(message) + str(message)
        assert not any(text in shown for text in ("試作", "シサク", "15-3", "0144", "x30"))
    assert asked.form.row() == RIGHT


def test_an_authentication_for_the_registration_issues_no_certificate(register: Register) -> None:
    visit = register("register_elsewhere")
    line = OrderLine(CertificateKind.FAMILY_REGISTER_ALL, (), 1, 450)
    with pytest.raises(CentreAnswerInvalid, match="400"):
        visit.client.apply(visit.found.id, visit.visit, "request", line)


def test_racing_terminals_with_one_request_get_one_receipt(
    register: Register, centre: SimulatedCentre, tls: TlsFiles
) -> None:
    application = register().application()
    together = Barrier(8)

    def apply(_: int) -> RegistrationReceipt:
        racer = CentreClient(centre.base_url, tls)
        racer.health()
        together.wait()
        receipt = racer.registration.apply(*application)
        racer.close()
        return receipt

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(apply, range(8)))) == 1
