"""The IPP driver against CUPS' own printer, in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.page_printer.protocol import Job, JobState, PrinterRefused
from kiosk.hardware.status import DeviceStatus
from kiosk_simulator.page_printer.ippeveprinter import IppEvePrinter

pytestmark = pytest.mark.peer


@pytest.fixture(scope="module")
def peer() -> Iterator[tuple[IppEvePrinter, IppPrinter]]:
    printer = IppEvePrinter()
    with printer as uri:
        yield printer, IppPrinter(uri)


def _ended(driver: IppPrinter, id: int) -> Job:
    deadline = time.monotonic() + 60.0
    while not (job := driver.job(id)).state.is_final:
        assert time.monotonic() < deadline, job
    return job


def test_a_job_is_printed_whole_and_counted(
    peer: tuple[IppEvePrinter, IppPrinter], pages: Callable[[int], bytes]
) -> None:
    printer, driver = peer
    pdf = pages(3)
    id = driver.submit(pdf, "job-7f3a")
    job = _ended(driver, id)
    assert (job.state, job.sheets_completed) == (JobState.COMPLETED, 3)
    assert printer.printed[id] == pdf
    assert driver.find("job-7f3a") == driver.find("job-7f3a", id) == job
    assert driver.find("job-other") is None
    assert driver.report().status is DeviceStatus.ONLINE
    assert driver.readiness().status is DeviceStatus.ONLINE


def test_two_sides_count_as_one_sheet(
    peer: tuple[IppEvePrinter, IppPrinter], pages: Callable[[int], bytes]
) -> None:
    _, driver = peer
    job = _ended(driver, driver.submit(pages(2), "job-2", sides="two-sided-long-edge"))
    assert (job.state, job.sheets_completed) == (JobState.COMPLETED, 1)


def test_an_impossible_wish_is_refused(peer: tuple[IppEvePrinter, IppPrinter], page: bytes) -> None:
    _, driver = peer
    with pytest.raises(PrinterRefused) as raised:
        driver.submit(page, "job-3", sides="two-sided-short-edge")
    assert raised.value.status == 0x040B


def test_an_empty_tray_is_seen_whatever_its_severity(page: bytes) -> None:
    own = IppEvePrinter()
    with own as uri:
        driver = IppPrinter(uri)
        own.set_fault("+media-empty")
        _ended(driver, driver.submit(page, "job-1"))
        report = driver.report()
        assert report.reasons == ("media-empty-report",)
        assert report.detail == "paperOut"
        assert not report.can_serve
        held = driver.submit(page, "job-2")
        assert not driver.job(held).state.is_final
        assert driver.job(held).sheets_completed == 0


def test_a_jam_is_seen_and_its_end_too(peer: tuple[IppEvePrinter, IppPrinter], page: bytes) -> None:
    printer, driver = peer
    printer.set_fault("+media-jam")
    _ended(driver, driver.submit(page, "job-4"))
    assert driver.report().detail == "paperJam"
    printer.set_fault("-media-jam")
    _ended(driver, driver.submit(page, "job-4b"))
    assert driver.report().can_serve


def test_a_job_that_the_printer_gives_up_is_aborted(
    peer: tuple[IppEvePrinter, IppPrinter], page: bytes
) -> None:
    printer, driver = peer
    printer.set_fault("abort")
    assert _ended(driver, driver.submit(page, "job-5")).state is JobState.ABORTED


def test_a_job_that_is_over_cannot_be_canceled(peer: tuple[IppEvePrinter, IppPrinter], page: bytes) -> None:
    printer, driver = peer
    printer.set_fault("")
    id = driver.submit(page, "job-6")
    _ended(driver, id)
    with pytest.raises(PrinterRefused):
        driver.cancel(id)
