"""The receipt printer that answers in the driver's own thread is the one on TCP, on the clock of the test."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk.hardware.receipt_printer.escpos_printer import EscposReceiptPrinter
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinterUnreachable
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus
from kiosk.runtime.clock import ManualClock
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from kiosk_simulator.receipt_printer.server import SimulatedReceiptPrinter
from tests.support.in_process_receipts import answer_in_process

TEXT = (("a slip", 1), ("of two lines", 2))
READY = DeviceReport(DeviceStatus.ONLINE, Detail.NONE)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 24, 1, 0, tzinfo=UTC))


@pytest.fixture
def far(clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> SimulatedReceiptPrinter:
    printer = SimulatedReceiptPrinter(now=clock.monotonic)
    answer_in_process(monkeypatch, lambda: printer, lambda: clock)
    return printer


def driver(clock: ManualClock) -> EscposReceiptPrinter:
    return EscposReceiptPrinter(
        "127.0.0.1", waits_when_deaf=True, monotonic=clock.monotonic, wait=clock.advance
    )


def test_it_prints_the_slip_that_it_prints_over_tcp(
    clock: ManualClock, far: SimulatedReceiptPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver(clock).print_text(TEXT)
    monkeypatch.undo()
    with SimulatedReceiptPrinter() as real:
        EscposReceiptPrinter(*real.address).print_text(TEXT)
        (over_tcp,) = real.receipts
    (in_process,) = far.receipts
    assert in_process.tobytes() == over_tcp.tobytes()


def test_silence_takes_its_time_on_the_clock_and_ends(
    clock: ManualClock, far: SimulatedReceiptPrinter
) -> None:
    printer = driver(clock)
    assert printer.report() == READY
    far.set_fault(ReceiptPrinterFault.SILENT)
    before = clock.monotonic()
    assert printer.report() == DeviceReport(DeviceStatus.OFFLINE, Detail.UNREACHABLE)
    assert clock.monotonic() - before == pytest.approx(1.5)
    far.clear_fault()
    assert printer.report() == READY


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (ReceiptPrinterFault.GONE, DeviceReport(DeviceStatus.OFFLINE, Detail.UNREACHABLE)),
        (ReceiptPrinterFault.STREAM, DeviceReport(DeviceStatus.OFFLINE, Detail.UNKNOWN)),
        (ReceiptPrinterFault.STUCK, DeviceReport(DeviceStatus.OFFLINE, Detail.SILENT)),
        (ReceiptPrinterFault.UNASKED_STATUS, READY),
        (ReceiptPrinterFault.PAPER_OUT, DeviceReport(DeviceStatus.HARDWARE_ERROR, Detail.PAPER_OUT)),
    ],
)
def test_its_faults_are_seen_as_over_tcp(
    clock: ManualClock, far: SimulatedReceiptPrinter, fault: ReceiptPrinterFault, seen: DeviceReport
) -> None:
    printer = driver(clock)
    assert printer.report() == READY
    far.set_fault(fault)
    assert printer.report() == seen


def test_a_connection_that_was_dropped_is_made_anew(clock: ManualClock, far: SimulatedReceiptPrinter) -> None:
    printer = driver(clock)
    assert printer.report() == READY
    far.set_fault(ReceiptPrinterFault.DROPS)
    clock.advance(5)
    assert printer.report() == READY


def test_one_that_is_deaf_at_first_is_waited_for(clock: ManualClock, far: SimulatedReceiptPrinter) -> None:
    far.set_fault(ReceiptPrinterFault.DEAF_AT_FIRST)
    driver(clock).print_text(TEXT)
    assert len(far.receipts) == 1
    assert clock.monotonic() >= 30


def test_paper_that_ends_in_a_slip_is_no_success(clock: ManualClock, far: SimulatedReceiptPrinter) -> None:
    far.fail_after_rows = 20
    with pytest.raises(ReceiptPrinterUnreachable):
        driver(clock).print_text(TEXT)
    assert far.receipts == []
