"""Genuine records with anything in them: drawn, or refused with a reason before any money."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.centre.messages import SignedRecord
from kiosk.centre.signing import RecordVerifier
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.event import Event
from kiosk.fsm.events import Refused
from kiosk.fsm.flow.certificates import Prepared
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import Identity, Order, Visit
from kiosk.hardware.page_printer.protocol import PrinterReport
from kiosk.hardware.status import DeviceStatus, Paper
from kiosk.journal.journal import Journal
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.record import CertificateRecord
from kiosk.rules.services import Municipality
from kiosk.rules.specimens import Specimens
from kiosk.tasks.paper.certificates import CertificateTasks
from kiosk.tasks.paper.prepared_certificates import PreparedCertificates
from kiosk_simulator.centre.certificates.records import read_at
from tests.support import sample_records

KEY = Ed25519PrivateKey.generate()
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=JST)
"""The day on which the samples are issued."""
SAMPLES = {kind: read_at((record,), NOW)[0] for kind, record in sample_records.SAMPLES.items()}
TOMAKOMAI = Municipality("01213", "北海道", "苫小牧市", "Tomakomai", "0000-00-0000", takes_registrations=True)
ODD = [
    "", "\x00", "　", "見" * 3000, "\U00030000", "0001-01-01", "1872-12-31", "9999-12-31",
    10**30, -(10**30), -1, 0, 1872, 99999, None, {"entry": "none"}, [],
]  # fmt: skip


class Ready:
    """A printer that is well, and a centre that answers with one prepared payload."""

    def __init__(self, *payloads: bytes) -> None:
        self.payloads = payloads

    def readiness(self) -> PrinterReport:
        return PrinterReport(DeviceStatus.ONLINE, Paper.FULL)

    def apply(self, *_: object) -> tuple[SignedRecord, ...]:
        return tuple(SignedRecord(payload=each, signature=KEY.sign(each)) for each in self.payloads)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts.load()


def prepare(
    record: CertificateRecord, payload: bytes, fonts: Fonts, prepared: PreparedCertificates | None = None
) -> Event:
    """What becomes of an order for `record` when the centre signs `payload` for it."""
    far: Any = Ready(payload)
    prepared = prepared or PreparedCertificates()
    prepared.open(record.visit)
    visit = Visit(
        record.visit,
        municipality=TOMAKOMAI,
        identity=Identity(record.subject, "authentication"),
        order=Order((OrderLine(record.kind, record.options, record.copies, record.fee),), record.request),
    )
    journal = Journal(None, lambda: NOW)
    tasks = CertificateTasks(
        far, RecordVerifier(KEY.public_key(), Specimens.TAKEN), fonts, far, journal, prepared, lambda: NOW
    )
    try:
        return tasks.prepare(TaskContext(S.PREPARE, 1, visit))
    finally:
        journal.close()


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a JSON value, as (container, key)."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found: list[tuple[Any, Any]] = []
    for key, each in items:
        found += [(value, key), *places(each)]
    return found


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_samples_are_prepared(kind: CertificateKind, fonts: Fonts) -> None:
    event = prepare(SAMPLES[kind], SAMPLES[kind].to_bytes(), fonts)
    assert isinstance(event, Prepared) or kind is CertificateKind.SEAL_REGISTRATION


@given(st.sampled_from(list(SAMPLES)), st.data())
@settings(max_examples=120, deadline=None)
def test_a_record_with_odd_values_is_drawn_or_refused(
    fonts: Fonts, kind: CertificateKind, data: st.DataObject
) -> None:
    record = json.loads(SAMPLES[kind].to_bytes())
    for _ in range(data.draw(st.integers(1, 2))):
        container, key = data.draw(st.sampled_from(places(record["content"])))
        container[key] = deepcopy(data.draw(st.sampled_from(ODD)))
    event = prepare(SAMPLES[kind], json.dumps(record).encode(), fonts)
    assert isinstance(event, Prepared) or event in [
        Refused(Reason.RECORD_INCOMPLETE),
        Refused(Reason.RECORD_MISMATCH),
        Refused(Reason.REFUSED_BY_MUNICIPALITY),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"mayor": "見" * 3000},
        {"municipality_name": "\U00030000市"},
        {"prefecture": "\x00"},
    ],
)
def test_a_record_that_cannot_be_drawn_is_the_counters(changes: dict[str, object], fonts: Fonts) -> None:
    sample = SAMPLES[CertificateKind.TAXATION]
    payload = json.dumps(json.loads(sample.to_bytes()) | changes).encode()
    assert prepare(sample, payload, fonts) == Refused(Reason.REFUSED_BY_MUNICIPALITY)


@pytest.mark.parametrize("day", ["1868-01-01", "2026-11-18", "2026-11-20", "2026-11-22"])
def test_a_record_of_another_day_is_no_certificate_of_this_visit(day: str, fonts: Fonts) -> None:
    sample = SAMPLES[CertificateKind.TAXATION]
    payload = json.dumps(json.loads(sample.to_bytes()) | {"issued_on": day}).encode()
    assert prepare(sample, payload, fonts) == Refused(Reason.RECORD_MISMATCH)


@pytest.mark.parametrize("minutes", [-3 * 24 * 60, -11, 11])
def test_a_record_of_today_that_was_read_at_another_time_is_no_certificate(
    minutes: int, fonts: Fonts
) -> None:
    (record,) = read_at((SAMPLES[CertificateKind.TAXATION],), NOW + timedelta(minutes=minutes))
    assert prepare(record, record.to_bytes(), fonts) == Refused(Reason.RECORD_MISMATCH)


@pytest.mark.parametrize("minutes", [-9, 9])
def test_a_few_minutes_between_two_clocks_are_no_mismatch(minutes: int, fonts: Fonts) -> None:
    (record,) = read_at((SAMPLES[CertificateKind.TAXATION],), NOW + timedelta(minutes=minutes))
    assert isinstance(prepare(record, record.to_bytes(), fonts), Prepared)


def test_a_record_that_does_not_say_when_it_was_read_is_incomplete_and_stops_nothing(fonts: Fonts) -> None:
    record = sample_records.SAMPLES[CertificateKind.TAXATION]
    assert prepare(record, record.to_bytes(), fonts) == Refused(Reason.RECORD_INCOMPLETE)


def test_a_date_before_the_eras_is_the_counters(fonts: Fonts) -> None:
    sample = SAMPLES[CertificateKind.TAXATION]
    content = sample.content.model_copy(update={"birth_date": date(1, 1, 1)})
    payload = sample.model_copy(update={"content": content}).to_bytes()
    assert prepare(sample, payload, fonts) == Refused(Reason.REFUSED_BY_MUNICIPALITY)
