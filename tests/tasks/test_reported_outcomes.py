"""What the centre hears of documents that it has issued: each number once, whatever became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from kiosk.centre.errors import CentreAnswerInvalid, CentreError, CentreSlow, CentreUnreachable
from kiosk.tasks.certificates import CertificateTasks
from kiosk.tasks.prepared_certificates import PreparedCertificates


class Centre:
    """Takes reports, except those that `fails` names an error for."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.fails: Callable[[str], CentreError | None] = lambda _: None

    def report(
        self, request: str, printed: Sequence[str], void: Sequence[str], uncertain: Sequence[str]
    ) -> None:
        if error := self.fails(request):
            raise error
        self.taken.append(request)


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.fixture
def tasks(centre: Centre) -> CertificateTasks:
    far: Any = centre
    prepared = PreparedCertificates()
    for request in "abc":
        prepared.discard(request, (f"{request}-1",))
    return CertificateTasks(far, far, far, far, far, prepared, far)


def test_each_outcome_is_reported_once(tasks: CertificateTasks, centre: Centre) -> None:
    tasks.report_outcomes()
    tasks.report_outcomes()
    assert centre.taken == ["a", "b", "c"]


@pytest.mark.parametrize("error", [CentreUnreachable(), CentreSlow()])
def test_a_centre_that_is_away_is_told_later(
    tasks: CertificateTasks, centre: Centre, error: CentreError
) -> None:
    centre.fails = lambda request: error if request == "b" else None
    tasks.report_outcomes()
    assert centre.taken == ["a"]
    centre.fails = lambda _: None
    tasks.report_outcomes()
    assert centre.taken == ["a", "b", "c"]


def test_a_report_that_is_not_taken_keeps_no_other_waiting(tasks: CertificateTasks, centre: Centre) -> None:
    centre.fails = lambda request: CentreAnswerInvalid() if request == "a" else None
    tasks.report_outcomes()
    assert centre.taken == ["b", "c"]
    centre.fails = lambda _: None
    tasks.report_outcomes()
    assert centre.taken == ["b", "c", "a"]


def test_nothing_was_issued_and_nothing_is_reported() -> None:
    prepared = PreparedCertificates()
    prepared.discard("request", ())
    assert prepared.take_outcomes() == []
