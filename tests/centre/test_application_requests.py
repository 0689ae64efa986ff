"""Applications: ids bind, the same request is issued once whoever races, reports are kept."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import (
    CentreAnswerInvalid,
    RequestReused,
)
from kiosk.centre.signing import RecordVerifier
from kiosk.centre.transport import TlsFiles
from kiosk.rules.certificates import (
    OrderLine,
)
from kiosk.rules.contents import ResidentRecord
from kiosk.rules.record import CertificateRecord
from kiosk.rules.specimens import Specimens
from kiosk_simulator.centre.database.opening import open_database
from kiosk_simulator.centre.numbers import document_number
from kiosk_simulator.centre.request_keys import ContentDiffers
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.centre.store import Store
from kiosk_simulator.pki.authority import Pki
from tests.support.centre.application_lines import line

SignIn = Callable[..., Any]


def resident_record(record: CertificateRecord) -> ResidentRecord:
    assert isinstance(record.content, ResidentRecord)
    return record.content


def test_the_same_request_gives_the_same_records(client: CentreClient, sign_in: SignIn) -> None:
    visit, request = sign_in("normal"), secrets.token_urlsafe(12)
    first = client.apply(visit.authentication.id, visit.id, request, line(copies=2))
    again = client.apply(visit.authentication.id, visit.id, request, line(copies=2))
    assert first == again
    assert first[0].payload != first[1].payload


@pytest.mark.parametrize(
    "other", [line(copies=3), line(copies=2, persons="self"), line(copies=2, persons="chosen", members="1,3")]
)
def test_the_same_request_with_another_content_is_an_error(
    client: CentreClient, sign_in: SignIn, other: OrderLine
) -> None:
    visit, request = sign_in("normal"), secrets.token_urlsafe(12)
    client.apply(visit.authentication.id, visit.id, request, line(copies=2))
    with pytest.raises(RequestReused):
        client.apply(visit.authentication.id, visit.id, request, other)


def test_the_same_request_in_another_visit_is_an_error(client: CentreClient, sign_in: SignIn) -> None:
    one, two, request = sign_in("normal"), sign_in("single"), secrets.token_urlsafe(12)
    client.apply(one.authentication.id, one.id, request, line())
    with pytest.raises(RequestReused):
        client.apply(two.authentication.id, two.id, request, line(household=1))


def test_racing_terminals_with_one_request_get_one_issue(
    centre: SimulatedCentre, sign_in: SignIn, tls: TlsFiles
) -> None:
    visit, request, before = sign_in("normal"), secrets.token_urlsafe(12), centre.issued()
    together = Barrier(12)

    def apply(_: int) -> tuple[bytes, ...]:
        racer = CentreClient(centre.base_url, tls)
        racer.health()
        together.wait()
        records = racer.apply(visit.authentication.id, visit.id, request, line(copies=2))
        racer.close()
        return tuple(record.payload for record in records)

    with ThreadPoolExecutor(12) as pool:
        answers = set(pool.map(apply, range(12)))
    assert len(answers) == 1
    assert centre.issued() == before + 1


def test_many_people_at_once_each_get_their_own(
    centre: SimulatedCentre, sign_in: SignIn, tls: TlsFiles, pki: Pki
) -> None:
    names = {"normal": "見本　一郎", "single": "例示　さくら", "large_household": "標本　太郎"}
    lines = {
        profile: line(household=count, persons="self")
        for profile, count in (("normal", 3), ("single", 1), ("large_household", 7))
    }
    visits = [(profile, sign_in(profile)) for profile in names for _ in range(4)]
    together = Barrier(len(visits))
    verifier = RecordVerifier(pki.record_public_key, Specimens.TAKEN)

    def apply(of: tuple[str, Any]) -> bool:
        profile, visit = of
        racer = CentreClient(centre.base_url, tls)
        racer.health()
        together.wait()
        request = secrets.token_urlsafe(12)
        (signed,) = racer.apply(visit.authentication.id, visit.id, request, lines[profile])
        racer.close()
        record = verifier.verify(signed)
        binds = (record.visit, record.request, record.subject)
        return (
            binds == (visit.id, request, visit.authentication.subject)
            and resident_record(record).persons[0].name == names[profile]
        )

    with ThreadPoolExecutor(len(visits)) as pool:
        assert all(pool.map(apply, visits))


def test_an_authentication_serves_its_own_visit_only(client: CentreClient, sign_in: SignIn) -> None:
    one, two = sign_in("normal"), sign_in("normal")
    with pytest.raises(CentreAnswerInvalid, match="400"):
        client.apply(one.authentication.id, two.id, secrets.token_urlsafe(12), line())


def test_reports_are_kept_and_may_be_repeated(
    client: CentreClient, sign_in: SignIn, centre: SimulatedCentre
) -> None:
    visit, request = sign_in("normal"), secrets.token_urlsafe(12)
    signed = client.apply(visit.authentication.id, visit.id, request, line(copies=3))
    printed, uncertain, void = (json.loads(each.payload)["document_number"] for each in signed)
    for _ in range(2):
        client.report(request, [printed], [uncertain])
    (report,) = [report for report in centre.reports() if report.request == request]
    assert (report.printed, report.uncertain, report.void) == ((printed,), (uncertain,), (void,))
    assert report.terminal == "SIM-0001"


def test_a_document_of_another_request_is_not_reported(client: CentreClient, sign_in: SignIn) -> None:
    visit, requests = sign_in("normal"), [secrets.token_urlsafe(12) for _ in range(2)]
    for request in requests:
        (signed,) = client.apply(visit.authentication.id, visit.id, request, line())
    with pytest.raises(RequestReused):
        client.report(requests[0], [json.loads(signed.payload)["document_number"]])


def test_a_request_that_comes_after_its_report_is_not_answered(
    client: CentreClient, sign_in: SignIn, centre: SimulatedCentre
) -> None:
    visit, request = sign_in("normal"), secrets.token_urlsafe(12)
    for _ in range(2):
        client.report(request, [])
    (report,) = [report for report in centre.reports() if report.request == request]
    assert (report.printed, report.void) == ((), ())
    with pytest.raises(CentreAnswerInvalid):
        client.apply(visit.authentication.id, visit.id, request, line())


def test_nobody_reports_the_request_of_another_terminal(tmp_path: Path) -> None:
    store = Store(open_database(f"sqlite:///{tmp_path / 'centre.sqlite'}"))
    store.put_report("T", "r", (), ())
    with pytest.raises(ContentDiffers):
        store.put_report("U", "r", (), ())
    assert [each.terminal for each in store.reports()] == ["T"]


def test_document_numbers_are_random_and_unambiguous() -> None:
    numbers = {document_number() for _ in range(2000)}
    assert len(numbers) == 2000
    assert all(
        re.fullmatch(r"[034679ACDEFGHJKMNPQRTVWXY]{4}(-[034679ACDEFGHJKMNPQRTVWXY]{4}){2}", each)
        for each in numbers
    )
