"""No PIN, name or address in logs, journal, spool, temporary files or pictures of the state."""

from __future__ import annotations

import gc
import logging
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.documents.document import Document
from kiosk.fsm.states import S
from kiosk.journal.journal import Journal
from kiosk.logs import hand_over, log_as_json
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.secret import Secret
from kiosk.rules.record import CertificateRecord
from tests.support.visits import FORM, Person

pytestmark = pytest.mark.cost(10)
Logged = Callable[[], str]
PIN = "1234"
PASSWORDS = ("ABC123", "KIOSK2026")
FILLED_IN = (FORM.head_kana, FORM.head, FORM.telephone, f"{FORM.town} {FORM.lot}", "五郎", "ゴロウ")
"""What the free services are told."""
PERSONAL = ("見本", "一郎", "葛", "ミホン", "見本町", "旭町", "昭和", "1980-02")
"""Parts of the specimen's record; `見本` as a word of its own never stands in a log of this terminal."""


def holds_pin(text: str) -> bool:
    """The PIN as a word: random ids may hold the digits by chance."""
    return re.search(rf"(?<![0-9a-zA-Z]){PIN}(?![0-9a-zA-Z])", text) is not None


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[Logged]:
    """Everything logged at any level, through both loggers."""
    lines: list[str] = []

    caplog.set_level(1)
    hand_over(lambda entry: lines.append(repr(entry)))
    yield lambda: "\n".join([*lines, *(record.getMessage() for record in caplog.records)])
    log_as_json()


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    return tmp_path / "tmp"


def whole_visit(person: Person) -> None:
    person.proves().orders(copies=2, options={"domicile": "shown", "head_and_relationship": "shown"})
    person.inserts(100, 500).waits_until(S.TAKE_PAPERS).presses_ok().waits(10).sees(S.ATTRACT)


def test_a_whole_visit_leaves_nothing_personal_in_logs_journal_or_spool(
    person: Person, logged: Logged, spool: Path, tmp_path: Path
) -> None:
    logging.getLogger().setLevel(1)
    person.journal = Journal(tmp_path / "journal.sqlite", person.clock.now)
    person.boots()
    whole_visit(person)
    assert "state_entered" in logged(), "the logs were captured at all"
    written = [path.read_bytes().decode("utf-8", "replace") for path in tmp_path.rglob("*") if path.is_file()]
    assert any("visit_ended" in text for text in written), "the journal was read at all"
    for text in (logged(), *written):
        assert not holds_pin(text)
        for word in PERSONAL:
            assert word not in text
    assert list(spool.iterdir()) == []


def test_pictures_of_the_state_show_neither_pin_nor_person(person: Person) -> None:
    whole_visit(person)
    for view in person.machine.views:
        text = repr(view)
        assert not holds_pin(text)
        assert not any(word in text for word in PERSONAL if word != "見本")  # 見本市 is a city on the list


def test_an_exception_that_quotes_the_shopper_is_logged_without_its_words(
    person: Person, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("見本　一郎 typed 1234")

    person.proves()
    monkeypatch.setattr("kiosk.tasks.paper.certificates.render", broken)
    person.orders().sees(S.REFUSAL)
    assert "unexpected_exception" in logged()
    assert not holds_pin(logged())
    assert "一郎" not in logged()


def test_a_job_name_is_random_and_names_nobody(person: Person) -> None:
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS)
    (sheet,) = person.environment.printer.sheets
    assert re.fullmatch(r"[A-Z0-9-]{10,}", sheet.name)


@pytest.mark.parametrize("paper", [10, 1])
def test_no_certificate_is_left_in_memory_when_the_visit_is_over(person: Person, paper: int) -> None:
    def alive() -> int:
        gc.collect()
        return sum(isinstance(each, (CertificateRecord, Document)) for each in gc.get_objects())

    before = alive()
    printer = person.environment.printer
    printer.refill(paper - printer.paper)
    person.proves().orders(copies=3).inserts(500, 500).waits_until(S.TAKE_PAPERS, S.PRINT_HELD)
    assert alive() > before, "the certificates could be seen at all"
    if person.machine.state is S.PRINT_HELD:
        person.ends().waits_until(S.TAKE_PAPERS)
    printer.refill(10)
    person.presses_ok().waits(30).sees(S.ATTRACT)
    assert alive() <= before


def card_check(person: Person) -> None:
    person.checks_card().wants_signature_date().types_password("ABC123").sees(S.CARD_STATE).ends()
    person.takes_card().sees(S.ATTRACT)


def reset(person: Person) -> None:
    person.reserves("normal").asks_for_a_reset().types_password("KIOSK2026", "KIOSK2026").sees(S.RESULT)
    person.presses_ok().takes_card().sees(S.ATTRACT)


def registration(person: Person) -> None:
    person.asks_for_registration().fills_in().confirms().types_password("WRONG99").types_password("ABC123")
    person.sees(S.RESULT).presses_ok().takes_card().sees(S.ATTRACT)


SERVICES = pytest.mark.parametrize(
    "service", [card_check, reset, registration], ids=lambda play: play.__name__
)


@pytest.fixture
def applicant(person: Person) -> Person:
    for profile in ("normal", "unregistered"):
        person.environment.cards.reissue(profile)
    return person.has_a_centre_of_its_own()


@SERVICES
def test_a_free_service_leaves_nothing_personal_in_logs_journal_or_spool(
    applicant: Person, service: Callable[[Person], None], logged: Logged, spool: Path, tmp_path: Path
) -> None:
    logging.getLogger().setLevel(1)
    applicant.journal = Journal(tmp_path / "journal.sqlite", applicant.clock.now)
    applicant.boots()
    service(applicant)
    assert "state_entered" in logged(), "the logs were captured at all"
    written = [path.read_bytes().decode("utf-8", "replace") for path in tmp_path.rglob("*") if path.is_file()]
    assert any("visit_ended" in text for text in written), "the journal was read at all"
    for text in (logged(), *written):
        assert not holds_pin(text)
        for word in (*PASSWORDS, *FILLED_IN, *PERSONAL):
            assert word not in text
    assert list(spool.iterdir()) == []


@SERVICES
def test_pictures_of_a_free_service_show_neither_secret_nor_person(
    applicant: Person, service: Callable[[Person], None]
) -> None:
    service(applicant)
    for view in applicant.machine.views:
        text = repr(view)
        assert not holds_pin(text)
        assert not any(word in text for word in (*PASSWORDS, *FILLED_IN))


@SERVICES
def test_no_secret_is_left_in_memory_when_a_free_service_is_over(
    applicant: Person, service: Callable[[Person], None]
) -> None:
    def held() -> int:
        gc.collect()
        return sum(isinstance(each, Secret) and not each.is_wiped for each in gc.get_objects())

    before = held()  # what other tests have left in this process
    secret = Password(b"SEEN2026")
    assert held() == before + 1, "a secret could be seen at all"
    secret.wipe()
    service(applicant)
    assert held() <= before
