"""The printer's connection: held through deafness, believed only when the answer is to this question."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from kiosk.hardware.receipt_printer.escpos_printer import EscposReceiptPrinter
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinterNotReady, ReceiptPrinterUnreachable
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from kiosk_simulator.receipt_printer.server import DEAF_SECONDS, SimulatedReceiptPrinter

SLIP = Image.new("1", (576, 40), 0)
ONLINE = DeviceReport(DeviceStatus.ONLINE)


class Seconds:
    """A clock moved by hand, for driver and printer alike."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def simulated(clock: Seconds) -> Iterator[SimulatedReceiptPrinter]:
    with SimulatedReceiptPrinter(now=clock) as printer:
        yield printer


@pytest.fixture
def driver(simulated: SimulatedReceiptPrinter, clock: Seconds) -> EscposReceiptPrinter:
    return new_driver(simulated, clock)


def new_driver(
    simulated: SimulatedReceiptPrinter,
    clock: Seconds,
    *,
    timeout: float = 2.0,
    waits_when_deaf: bool = False,
    confirms_ids: bool = True,
) -> EscposReceiptPrinter:
    return EscposReceiptPrinter(
        *simulated.address, timeout=timeout, print_timeout=timeout, monotonic=clock,
        wait=lambda seconds: clock.wait(8 * seconds), waits_when_deaf=waits_when_deaf,
        confirms_ids=confirms_ids,
    )  # fmt: skip


def comes_true(condition: Callable[[], bool]) -> None:
    """Wait for another thread of this process, for 5 seconds at most."""
    end, pause = time.monotonic() + 60.0, threading.Event()
    while not condition():
        assert time.monotonic() < end
        pause.wait(0.005)


# --- one connection


def test_one_connection_serves_every_question(
    simulated: SimulatedReceiptPrinter, driver: EscposReceiptPrinter
) -> None:
    for _ in range(3):
        assert driver.report() == ONLINE
        driver.print_image(SLIP)
    assert simulated.connections_made == 1
    assert len(simulated.receipts) == 3


def test_a_printer_deaf_after_each_connection_is_online_in_the_end(
    simulated: SimulatedReceiptPrinter, clock: Seconds
) -> None:
    simulated.set_fault(ReceiptPrinterFault.DEAF_AT_FIRST)
    driver = new_driver(simulated, clock, timeout=0.1)
    assert driver.report().detail is Detail.UNREACHABLE
    clock.wait(DEAF_SECONDS - 1)
    assert driver.report().detail is Detail.UNREACHABLE
    clock.wait(1)
    assert driver.report() == ONLINE
    driver.print_image(SLIP)
    assert simulated.connections_made == 1


def test_a_slip_waits_for_a_printer_that_was_just_connected(
    simulated: SimulatedReceiptPrinter, clock: Seconds
) -> None:
    simulated.set_fault(ReceiptPrinterFault.DEAF_AT_FIRST)
    driver = new_driver(simulated, clock, timeout=0.15, waits_when_deaf=True)
    driver.print_image(SLIP)
    assert len(simulated.receipts) == 1
    assert simulated.connections_made == 1


def test_a_slip_that_nobody_waits_for_is_not_printed(
    simulated: SimulatedReceiptPrinter, clock: Seconds
) -> None:
    simulated.set_fault(ReceiptPrinterFault.DEAF_AT_FIRST)
    driver = new_driver(simulated, clock, timeout=0.15, waits_when_deaf=True)
    gone_at = clock.now + 10
    with pytest.raises(ReceiptPrinterUnreachable):
        driver.print_image(SLIP, wanted=lambda: clock.now < gone_at)
    clock.wait(DEAF_SECONDS)
    assert driver.report() == ONLINE
    assert simulated.receipts == []


def test_a_slip_does_not_wait_for_a_printer_that_answered_before(
    simulated: SimulatedReceiptPrinter, clock: Seconds
) -> None:
    driver = new_driver(simulated, clock, timeout=0.1, waits_when_deaf=True)
    assert driver.report() == ONLINE
    simulated.set_fault(ReceiptPrinterFault.SILENT)
    before = clock.now
    with pytest.raises(ReceiptPrinterUnreachable):
        driver.print_image(SLIP)
    assert clock.now == before


def test_a_connection_that_stays_silent_is_made_anew(
    simulated: SimulatedReceiptPrinter, clock: Seconds
) -> None:
    driver = new_driver(simulated, clock, timeout=0.05)
    assert driver.report() == ONLINE
    simulated.set_fault(ReceiptPrinterFault.SILENT)
    for _ in range(10):
        assert driver.report().detail is Detail.UNREACHABLE
        clock.wait(5)
    assert simulated.connections_made == 1
    assert driver.report().detail is Detail.UNREACHABLE  # 50 seconds of silence are more than its patience
    simulated.clear_fault()
    assert driver.report() == ONLINE
    assert simulated.connections_made == 2


def test_a_connection_dropped_while_idle_is_no_fault(
    simulated: SimulatedReceiptPrinter, driver: EscposReceiptPrinter
) -> None:
    simulated.set_fault(ReceiptPrinterFault.DROPS)
    for print_it in (driver.report, lambda: driver.print_image(SLIP), driver.report):
        print_it()
        comes_true(lambda: simulated.connections == 0)
    assert driver.report() == ONLINE
    assert len(simulated.receipts) == 1


# --- the answer to this question


def test_status_sent_unasked_is_not_the_answer(
    simulated: SimulatedReceiptPrinter, driver: EscposReceiptPrinter
) -> None:
    simulated.set_fault(ReceiptPrinterFault.UNASKED_STATUS)
    assert driver.report() == ONLINE
    driver.print_image(SLIP)
    simulated.set_fault(ReceiptPrinterFault.COVER_OPEN)
    assert driver.report() == DeviceReport(DeviceStatus.USER_ERROR, Detail.COVER_OPEN)
    assert len(simulated.receipts) == 1


def test_an_endless_stream_of_good_bytes_is_not_online_and_prints_nothing(
    simulated: SimulatedReceiptPrinter, driver: EscposReceiptPrinter
) -> None:
    simulated.set_fault(ReceiptPrinterFault.STREAM)
    assert driver.report() == DeviceReport(DeviceStatus.OFFLINE, Detail.UNKNOWN)
    with pytest.raises(ReceiptPrinterUnreachable):
        driver.print_image(SLIP)
    simulated.clear_fault()
    assert simulated.receipts == []
    assert driver.report() == ONLINE


def test_a_printer_that_says_it_is_ready_and_does_nothing_is_not_online(
    simulated: SimulatedReceiptPrinter, clock: Seconds
) -> None:
    driver = new_driver(simulated, clock, timeout=0.1)
    simulated.set_fault(ReceiptPrinterFault.STUCK)
    assert driver.report() == DeviceReport(DeviceStatus.OFFLINE, Detail.SILENT)
    with pytest.raises(ReceiptPrinterNotReady):
        driver.print_image(SLIP)


def test_the_confirmation_of_an_earlier_slip_is_not_that_of_this_one(
    simulated: SimulatedReceiptPrinter, clock: Seconds
) -> None:
    driver = new_driver(simulated, clock, timeout=0.2)
    simulated.fail_after_rows = 10
    with pytest.raises(ReceiptPrinterUnreachable):
        driver.print_image(SLIP)
    simulated.clear_fault()  # new paper: the rest of the first slip comes, and its late confirmation
    simulated.fail_after_rows = 10
    with pytest.raises(ReceiptPrinterUnreachable):
        driver.print_image(SLIP)
    assert len(simulated.receipts) == 1


def test_a_model_without_process_ids_confirms_by_its_paper_status(clock: Seconds) -> None:
    with SimulatedReceiptPrinter(knows_ids=False, now=clock) as simulated:
        assert not new_driver(simulated, clock, timeout=0.1).report().can_serve
        driver = new_driver(simulated, clock, timeout=0.3, confirms_ids=False)
        assert driver.report() == ONLINE
        driver.print_image(SLIP)
        simulated.set_fault(ReceiptPrinterFault.STREAM)
        assert not driver.report().can_serve
        assert len(simulated.receipts) == 1
