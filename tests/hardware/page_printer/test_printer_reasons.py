"""The printer's words in the terminal's vocabulary: what is not understood is not ONLINE."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.page_printer.protocol import PrinterReport
from kiosk.hardware.page_printer.state_reasons import report_of, severity
from kiosk.hardware.status import Detail, DeviceStatus, Paper


@pytest.mark.parametrize(
    ("state", "reasons", "status", "paper", "detail"),
    [
        (3, ("none",), DeviceStatus.ONLINE, Paper.FULL, ""),
        (4, (), DeviceStatus.BUSY, Paper.FULL, ""),
        (3, ("media-low-warning",), DeviceStatus.ONLINE, Paper.LOW, "paperLow"),
        (3, ("toner-low-report",), DeviceStatus.ONLINE, Paper.FULL, "tonerLow"),
        (3, ("toner-low-warning",), DeviceStatus.ONLINE, Paper.FULL, "tonerLow"),
        (3, ("toner-low-error",), DeviceStatus.ONLINE, Paper.FULL, "tonerLow"),
        (5, ("media-empty-error",), DeviceStatus.HARDWARE_ERROR, Paper.OUT, "paperOut"),
        (4, ("media-empty-warning",), DeviceStatus.HARDWARE_ERROR, Paper.OUT, "paperOut"),
        (3, ("media-empty-report",), DeviceStatus.HARDWARE_ERROR, Paper.OUT, "paperOut"),
        (5, ("media-needed",), DeviceStatus.HARDWARE_ERROR, Paper.OUT, "paperOut"),
        (5, ("media-jam-error", "media-empty-error"), DeviceStatus.HARDWARE_ERROR, Paper.JAMMED, "paperJam"),
        (5, ("cover-open",), DeviceStatus.USER_ERROR, Paper.FULL, "coverOpen"),
        (5, ("paused",), DeviceStatus.OFFLINE, Paper.FULL, "paused"),
        (5, ("none",), DeviceStatus.HARDWARE_ERROR, Paper.FULL, "stopped"),
        (3, ("developer-empty-error",), DeviceStatus.HARDWARE_ERROR, Paper.FULL, "error"),
        (3, ("developer-low-warning",), DeviceStatus.ONLINE, Paper.FULL, ""),
        (None, (), DeviceStatus.HARDWARE_ERROR, Paper.UNKNOWN, "unknown"),
        (9, (), DeviceStatus.HARDWARE_ERROR, Paper.UNKNOWN, "unknown"),
    ],
)
def test_state_and_reasons_give_one_report(
    state: int | None, reasons: tuple[str, ...], status: DeviceStatus, paper: Paper, detail: str
) -> None:
    report = report_of(state, reasons)
    assert (report.status, report.paper, report.detail) == (status, paper, detail)
    assert report.reasons == tuple(reason for reason in reasons if reason != "none")


@pytest.mark.parametrize("grade", ["", "-report", "-warning", "-error"])
@pytest.mark.parametrize(
    ("condition", "status", "paper", "detail"),
    [
        ("media-jam", DeviceStatus.HARDWARE_ERROR, Paper.JAMMED, Detail.PAPER_JAM),
        ("cover-open", DeviceStatus.USER_ERROR, Paper.FULL, Detail.COVER_OPEN),
        ("door-open", DeviceStatus.USER_ERROR, Paper.FULL, Detail.COVER_OPEN),
        ("interlock-open", DeviceStatus.USER_ERROR, Paper.FULL, Detail.COVER_OPEN),
        ("input-tray-missing", DeviceStatus.USER_ERROR, Paper.FULL, Detail.TRAY_MISSING),
        ("media-empty", DeviceStatus.HARDWARE_ERROR, Paper.OUT, Detail.PAPER_OUT),
        ("media-needed", DeviceStatus.HARDWARE_ERROR, Paper.OUT, Detail.PAPER_OUT),
        ("toner-empty", DeviceStatus.HARDWARE_ERROR, Paper.FULL, Detail.TONER_EMPTY),
        ("marker-supply-empty", DeviceStatus.HARDWARE_ERROR, Paper.FULL, Detail.TONER_EMPTY),
        ("output-area-full", DeviceStatus.USER_ERROR, Paper.FULL, Detail.OUTPUT_FULL),
        ("fuser-over-temp", DeviceStatus.HARDWARE_ERROR, Paper.FULL, Detail.FUSER),
        ("fuser-under-temp", DeviceStatus.HARDWARE_ERROR, Paper.FULL, Detail.FUSER),
        ("opc-life-over", DeviceStatus.HARDWARE_ERROR, Paper.FULL, Detail.DRUM),
        ("shutdown", DeviceStatus.OFFLINE, Paper.FULL, Detail.SHUTDOWN),
        ("paused", DeviceStatus.OFFLINE, Paper.FULL, Detail.PAUSED),
        ("moving-to-paused", DeviceStatus.OFFLINE, Paper.FULL, Detail.PAUSED),
        ("stopped-partly", DeviceStatus.HARDWARE_ERROR, Paper.FULL, Detail.STOPPED),
        ("timed-out", DeviceStatus.OFFLINE, Paper.FULL, Detail.STOPPED),
    ],
)
def test_a_blocking_condition_blocks_at_every_grade_and_only_by_the_reports_that_count(
    condition: str, grade: str, status: DeviceStatus, paper: Paper, detail: Detail
) -> None:
    reason = condition + grade
    blocked = report_of(3, ("none", reason))
    assert blocked == PrinterReport(status, paper, (reason,), detail)
    ignored = grade == "-report"
    assert report_of(3, (reason,), trust_reports=True).can_serve is ignored


@pytest.mark.parametrize("grade", ["", "-report", "-warning", "-error"])
@pytest.mark.parametrize(
    ("condition", "paper", "detail"),
    [
        ("media-low", Paper.LOW, Detail.PAPER_LOW),
        ("toner-low", Paper.FULL, Detail.TONER_LOW),
        ("marker-supply-low", Paper.FULL, Detail.TONER_LOW),
    ],
)
def test_a_supply_that_runs_low_is_a_hint_and_blocks_nothing(
    condition: str, grade: str, paper: Paper, detail: Detail
) -> None:
    reason = condition + grade
    assert report_of(3, (reason,)) == PrinterReport(DeviceStatus.ONLINE, paper, (reason,), detail)


def test_a_printer_that_takes_no_jobs_says_so() -> None:
    report = report_of(3, ("media-low",), accepting=False)
    assert report == PrinterReport(DeviceStatus.OFFLINE, Paper.LOW, ("media-low",), Detail.NOT_ACCEPTING)


def test_a_machine_of_several_trays_may_report_one_of_them_empty() -> None:
    assert report_of(3, ("media-empty-report",), trust_reports=True).can_serve
    assert not report_of(3, ("media-empty-warning",), trust_reports=True).can_serve


def test_a_printer_that_takes_no_jobs_cannot_serve() -> None:
    for accepting in (False, None):
        assert not report_of(3, (), accepting=accepting).can_serve


@given(st.text(min_size=1, max_size=30).filter(lambda reason: reason != "none"))
def test_an_unknown_error_never_serves(reason: str) -> None:
    assert not report_of(3, (reason + "x-error",)).can_serve


def test_severity_is_the_last_word() -> None:
    assert severity("media-jam-warning") == ("media-jam", "warning")
    assert severity("media-jam") == ("media-jam", "")


@pytest.mark.parametrize("state", [3, 4])
@pytest.mark.parametrize("reason", ["connecting-to-device", "cups-waiting-for-job-completed", "hibernate"])
def test_information_without_a_grade_is_no_fault(state: int, reason: str) -> None:
    report = report_of(state, (reason,))
    assert report.status in (DeviceStatus.ONLINE, DeviceStatus.BUSY)
    assert report.detail is Detail.NONE


def test_an_unknown_reason_of_a_stopped_printer_is_a_fault() -> None:
    assert report_of(5, ("hibernate",)).detail is Detail.STOPPED
