"""What the centre hears of what it has issued: each request once, whatever became of power and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.centre.errors import CentreAnswerInvalid, CentreError, CentreSlow, CentreUnreachable, RequestReused
from kiosk.journal.catalogue import Fact, Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.hours.japan_time import JST
from kiosk.tasks.paper.certificates import CertificateTasks
from kiosk.tasks.paper.prepared_certificates import PreparedCertificates

NOON = datetime(2026, 11, 24, 12, tzinfo=JST)


class Centre:
    """Takes reports, except those that `fails` names an error for."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        self.fails: Callable[[str], CentreError | None] = lambda _: None

    @property
    def requests(self) -> list[str]:
        return [request for request, _, _ in self.taken]

    def report(self, request: str, printed: Sequence[str], uncertain: Sequence[str]) -> None:
        if error := self.fails(request):
            raise error
        self.taken.append((request, tuple(printed), tuple(uncertain)))


class Terminal:
    """A terminal's journal on disk, and the tasks that report from it; `loses_power` starts it anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.centre = Centre()
        self.start()

    def start(self) -> None:
        self.journal = Journal(self._path, lambda: NOON)
        self.prepared = PreparedCertificates()
        far: Any = self.centre
        self.tasks = CertificateTasks(far, far, far, far, self.journal, self.prepared, far)

    def loses_power(self) -> None:
        self.journal.close()
        self.start()

    def applies(self, visit: str, request: str) -> int:
        return VisitLog(self.journal, visit).intend(
            Kind.CERTIFICATES_APPLIED, request=request, certificate="taxation", copies=1, price=250, owed=True
        )

    def prints(self, visit: str, request: str, document: str, result: Kind | None) -> None:
        log = VisitLog(self.journal, visit)
        intent = log.intend(Kind.PRINT_INTENDED, document=document, request=request, sheets=1, fee=250)
        if result is Kind.CERTIFICATE_PRINTED:
            log.result(intent, result, document=document, fee=250)
        elif result is Kind.CERTIFICATE_VOID:
            log.result(intent, result, document=document, reason="P-102")
        elif result is Kind.CERTIFICATE_UNCERTAIN:
            log.note(result, document=document, reason="P-105")

    def owes(self) -> list[str]:
        return [request for each in self.journal.accounts().values() for request in each.owed_outcomes]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    found = Terminal(tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


@pytest.fixture
def three(terminal: Terminal) -> Terminal:
    for request in "abc":
        terminal.applies(f"visit-{request}", request)
    return terminal


def test_each_outcome_is_reported_once(three: Terminal) -> None:
    for _ in range(2):
        three.tasks.report_outcomes()
    assert three.centre.requests == ["a", "b", "c"]
    assert three.owes() == []


@pytest.mark.parametrize("error", [CentreUnreachable(), CentreSlow()])
def test_a_centre_that_is_away_is_told_later(three: Terminal, error: CentreError) -> None:
    three.centre.fails = lambda request: error if request == "b" else None
    three.tasks.report_outcomes()
    assert three.centre.requests == ["a"]
    three.loses_power()
    three.centre.fails = lambda _: None
    three.tasks.report_outcomes()
    assert three.centre.requests == ["a", "b", "c"]


def test_a_report_that_is_not_taken_keeps_no_other_waiting(three: Terminal) -> None:
    three.centre.fails = lambda request: CentreAnswerInvalid() if request == "a" else None
    three.tasks.report_outcomes()
    assert three.centre.requests == ["b", "c"]
    three.centre.fails = lambda _: None
    three.tasks.report_outcomes()
    assert three.centre.requests == ["b", "c", "a"]


def test_a_report_that_the_centre_will_never_take_is_written_once_and_not_sent_again(three: Terminal) -> None:
    three.centre.fails = lambda request: RequestReused() if request == "a" else None
    three.tasks.report_outcomes()
    three.centre.fails = lambda _: None
    three.loses_power()
    three.tasks.report_outcomes()
    assert three.centre.requests == ["b", "c"]
    assert three.owes() == []
    refused = [row for row in three.journal.entries() if row.kind is Kind.OUTCOME_REFUSED]
    assert [row.facts for row in refused] == [{"request": "a"}]


def test_what_is_out_and_what_may_be_is_named_and_nothing_else(terminal: Terminal) -> None:
    terminal.applies("v", "r")
    terminal.applies("v", "r-1")
    terminal.prints("v", "r", "out", Kind.CERTIFICATE_PRINTED)
    terminal.prints("v", "r", "void", Kind.CERTIFICATE_VOID)
    terminal.prints("v", "r-1", "doubtful", Kind.CERTIFICATE_UNCERTAIN)
    terminal.prints("v", "r-1", "cut-off", None)
    terminal.tasks.report_outcomes()
    assert terminal.centre.taken == [("r", ("out",), ()), ("r-1", (), ("cut-off", "doubtful"))]


def test_an_application_whose_answer_a_power_cut_swallowed_is_reported_with_nothing_printed(
    terminal: Terminal,
) -> None:
    terminal.prepared.open("v")
    terminal.applies("v", "r")
    terminal.loses_power()
    terminal.tasks.report_outcomes()
    assert terminal.centre.taken == [("r", (), ())]


def test_nothing_is_said_of_the_visit_that_goes_on(terminal: Terminal) -> None:
    terminal.applies("gone", "a")
    terminal.prepared.open("v")
    terminal.applies("v", "b")
    terminal.tasks.report_outcomes()
    assert terminal.centre.requests == ["a"]
    terminal.prepared.open("")
    terminal.tasks.report_outcomes()
    assert terminal.centre.requests == ["a", "b"]


def test_what_is_owed_outlasts_the_archive_of_its_day(terminal: Terminal) -> None:
    terminal.applies("v", "r")
    terminal.prints("v", "r", "out", Kind.CERTIFICATE_PRINTED)
    terminal.journal.close_day()
    terminal.loses_power()
    terminal.tasks.report_outcomes()
    assert terminal.centre.taken == [("r", ("out",), ())]


def test_rows_of_an_earlier_version_owe_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.journal.journal.check", lambda kind, facts, visit: None)
    facts: dict[str, Fact] = {"request": "r", "certificate": "taxation", "copies": 1, "price": 250}
    terminal.journal.append(Kind.CERTIFICATES_APPLIED, facts, "v")
    terminal.journal.append(Kind.PRINT_INTENDED, {"document": "d", "sheets": 1, "fee": 250}, "v")
    terminal.tasks.report_outcomes()
    assert terminal.centre.taken == []
