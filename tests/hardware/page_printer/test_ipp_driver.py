"""The IPP driver against the simulated printer: every fault of printer and wire."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.page_printer.protocol import JobState, PrinterRefused, PrinterUnreachable
from kiosk.hardware.status import DeviceStatus, Paper
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.page_printer.server import SimulatedPrinter

Pages = Callable[[int], bytes]


def test_a_job_prints_sheet_by_sheet(simulated: SimulatedPrinter, driver: IppPrinter, pages: Pages) -> None:
    pdf = pages(3)
    job = driver.submit(pdf, "job-7f")
    seen = [driver.job(job).sheets_completed]
    while simulated.print_sheet():
        seen.append(driver.job(job).sheets_completed)
    assert seen == [0, 1, 2, 3]
    assert driver.job(job).state is JobState.COMPLETED
    assert [(sheet.number, sheet.sheets, sheet.pdf) for sheet in simulated.taken()] == [
        (number, 3, pdf) for number in (1, 2, 3)
    ]
    assert simulated.sheets == ()


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_two_sides_make_half_the_sheets(
    simulated: SimulatedPrinter, driver: IppPrinter, pages: Pages, count: int
) -> None:
    job = driver.submit(pages(count), "job-1", sides="two-sided-long-edge")
    while simulated.print_sheet():
        pass
    assert driver.job(job).sheets_completed == (count + 1) // 2


@pytest.mark.parametrize(
    ("fault", "status", "paper", "detail"),
    [
        (PrinterFault.PAPER_OUT, DeviceStatus.HARDWARE_ERROR, Paper.OUT, "paperOut"),
        (PrinterFault.PAPER_JAM, DeviceStatus.HARDWARE_ERROR, Paper.JAMMED, "paperJam"),
        (PrinterFault.COVER_OPEN, DeviceStatus.USER_ERROR, Paper.FULL, "coverOpen"),
        (PrinterFault.STOPPED, DeviceStatus.OFFLINE, Paper.FULL, "paused"),
    ],
)
def test_a_fault_in_the_middle_stops_the_job_and_it_goes_on_when_cleared(
    simulated: SimulatedPrinter,
    driver: IppPrinter,
    pages: Pages,
    fault: PrinterFault,
    status: DeviceStatus,
    paper: Paper,
    detail: str,
) -> None:
    job = driver.submit(pages(2), "job-1")
    assert simulated.print_sheet()
    simulated.set_fault(fault)
    assert not simulated.print_sheet()
    report = driver.report()
    assert (report.status, report.paper, report.detail) == (status, paper, detail)
    assert not report.can_serve
    assert (driver.job(job).state, driver.job(job).sheets_completed) == (JobState.STOPPED, 1)
    simulated.clear_fault(fault)
    assert driver.job(job).state is JobState.PROCESSING
    assert simulated.print_sheet()
    assert (driver.job(job).state, driver.job(job).sheets_completed) == (JobState.COMPLETED, 2)
    assert driver.report().can_serve


def test_paper_really_runs_out_and_refilling_resumes(driver: IppPrinter, pages: Pages) -> None:
    changes = threading.Semaphore(0)
    with SimulatedPrinter(paper=2, on_change=changes.release) as simulated:
        driver = IppPrinter(simulated.uri)
        job = driver.submit(pages(5), "job-1")
        _until(changes, lambda: driver.job(job).state is JobState.STOPPED)
        assert driver.job(job).sheets_completed == 2
        assert driver.report().paper is Paper.OUT
        simulated.refill(10)
        _until(changes, lambda: driver.job(job).state is JobState.COMPLETED)
        assert len(simulated.sheets) == 5
        assert simulated.paper == 7


def _until(changes: threading.Semaphore, done: Callable[[], bool]) -> None:
    while not done():
        assert changes.acquire(timeout=60)


def test_low_toner_is_told_and_prints_on(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes
) -> None:
    simulated.set_fault(PrinterFault.TONER_LOW)
    report = driver.report()
    assert (report.status, report.detail, report.reasons) == (
        DeviceStatus.ONLINE,
        "tonerLow",
        ("toner-low-warning",),
    )
    driver.submit(page, "job-1")
    assert simulated.print_sheet()


def test_an_aborted_job_keeps_the_sheets_that_are_out(
    simulated: SimulatedPrinter, driver: IppPrinter, pages: Pages
) -> None:
    job = driver.submit(pages(3), "job-1")
    simulated.print_sheet()
    simulated.set_fault(PrinterFault.ABORT_JOB)
    simulated.print_sheet()
    told = driver.job(job)
    assert (told.state, told.sheets_completed, told.reasons) == (JobState.ABORTED, 1, ("aborted-by-system",))
    assert told.state.is_final


def test_a_canceled_job_prints_nothing_more(
    simulated: SimulatedPrinter, driver: IppPrinter, pages: Pages
) -> None:
    job = driver.submit(pages(3), "job-1")
    simulated.print_sheet()
    driver.cancel(job)
    assert not simulated.print_sheet()
    assert driver.job(job).state is JobState.CANCELED
    with pytest.raises(PrinterRefused) as raised:
        driver.cancel(job)
    assert raised.value.status == 0x0404


def test_a_printer_that_hangs_up_is_offline(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes
) -> None:
    job = driver.submit(page, "job-1")
    simulated.set_fault(PrinterFault.GONE)
    assert driver.report().status is DeviceStatus.OFFLINE
    with pytest.raises(PrinterUnreachable) as raised:
        driver.job(job)
    assert not raised.value.maybe_accepted
    with pytest.raises(PrinterUnreachable) as raised:
        driver.submit(page, "job-2")
    assert not raised.value.maybe_accepted


def test_a_printer_that_is_switched_off_is_offline(page: bytes) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and not listening: nobody else gets the port
        driver = IppPrinter(f"ipp://127.0.0.1:{closed.getsockname()[1]}/ipp/print")
        assert driver.report().status is DeviceStatus.OFFLINE
        with pytest.raises(PrinterUnreachable):
            driver.submit(page, "job-1")


def test_a_slow_printer_is_given_up_in_time(simulated: SimulatedPrinter) -> None:
    simulated.set_fault(PrinterFault.SLOW)
    assert IppPrinter(simulated.uri, timeout=0.1).report().detail == "unreachable"


def test_what_the_printer_cannot_do_is_refused_and_not_adapted(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes
) -> None:
    with pytest.raises(PrinterRefused) as raised:
        driver.submit(page, "job-1", sides="tumble")
    assert raised.value.status == 0x040B
    assert simulated.jobs == ()


def test_a_broken_document_is_refused(simulated: SimulatedPrinter, driver: IppPrinter) -> None:
    with pytest.raises(PrinterRefused) as raised:
        driver.submit(b"not a PDF", "job-1")
    assert raised.value.status == 0x0411
    assert simulated.jobs == ()


@pytest.mark.parametrize("name", ["見本 一郎", "", "a" * 65, "a b", "job_1\n"])
def test_a_job_name_can_be_no_persons_name(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes, name: str
) -> None:
    with pytest.raises(ValueError, match="job name"):
        driver.submit(page, name)
    assert simulated.jobs == ()


def test_an_unknown_job_is_refused(driver: IppPrinter) -> None:
    with pytest.raises(PrinterRefused) as raised:
        driver.job(99)
    assert raised.value.status == 0x0406


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", b"noise\r\n\r\n"]
)
def test_an_answer_that_is_no_ipp_is_unreachable(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        driver = IppPrinter(f"ipp://127.0.0.1:{listener.getsockname()[1]}/ipp/print", timeout=5)
        assert driver.report().status is DeviceStatus.OFFLINE
        thread.join()


def test_sheets_are_on_disk_only_when_asked_for(tmp_path: Path, page: bytes) -> None:
    with SimulatedPrinter(tmp_path, auto=False) as simulated:
        IppPrinter(simulated.uri).submit(page, "job-1")
        simulated.print_sheet()
        assert [path.read_bytes() for path in tmp_path.iterdir()] == [page]
        simulated.wipe()
        assert list(tmp_path.iterdir()) == []
        assert simulated.sheets == ()
        assert simulated.jobs == ()


def test_nothing_of_a_job_is_in_a_repr(simulated: SimulatedPrinter, driver: IppPrinter, page: bytes) -> None:
    driver.submit(page, "job-1")
    simulated.print_sheet()
    assert "%PDF" not in repr(simulated.jobs) + repr(simulated.sheets)


def test_cups_own_client_understands_the_simulated_printer(
    simulated: SimulatedPrinter, page: bytes, tmp_path: Path
) -> None:
    document = tmp_path / "page.pdf"
    document.write_bytes(page)
    for test in (("get-printer-attributes.test",), ("-f", str(document), "print-job.test")):
        done = subprocess.run(
            ["ipptool", "-tv", simulated.uri, *test], capture_output=True, text=True, check=False
        )
        assert "[PASS]" in done.stdout, done.stdout
        assert done.returncode == 0, done.stdout
    assert simulated.print_sheet()
    assert simulated.taken()[0].pdf == page
