"""The receipt printer's driver against the simulated printer."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.receipt import Receipt, receipt_slip
from kiosk.documents.receipts.rendering.canvas import draw
from kiosk.documents.receipts.settlement import Settlement
from kiosk.hardware.receipt_printer.escpos_printer import EscposReceiptPrinter
from kiosk.hardware.receipt_printer.protocol import ReceiptPrinterNotReady, ReceiptPrinterUnreachable
from kiosk.hardware.status import DeviceStatus
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from kiosk_simulator.receipt_printer.server import SimulatedReceiptPrinter


@pytest.fixture
def simulated() -> Iterator[SimulatedReceiptPrinter]:
    with SimulatedReceiptPrinter() as printer:
        yield printer


@pytest.fixture
def driver(simulated: SimulatedReceiptPrinter) -> EscposReceiptPrinter:
    return EscposReceiptPrinter(*simulated.address, timeout=5.0)


@pytest.fixture(scope="module")
def receipt() -> Image.Image:
    return draw(
        receipt_slip(
            Receipt(
                issued_at=datetime(2026, 11, 21, 10, 15, tzinfo=ZoneInfo("Asia/Tokyo")),
                store="見本マート 苫小牧旭町店",
                terminal="T-0001",
                municipality="北海道苫小牧市",
                lines=(("住民票の写し", 2, 500),),
                money=Settlement(inserted=1000, price=500, returned=500),
                number="7KQ4-M2XW",
                telephone="0120-95-0178",
                specimen=True,
            )
        ),
        Fonts.load(),
    )


def _head(slip: Image.Image, like: Image.Image) -> bytes:
    return slip.crop((0, 0, like.width, like.height)).tobytes()


def _impatient(simulated: SimulatedReceiptPrinter) -> EscposReceiptPrinter:
    return EscposReceiptPrinter(*simulated.address, timeout=0.3, print_timeout=0.3)


def test_a_receipt_comes_out_dot_by_dot(
    simulated: SimulatedReceiptPrinter, driver: EscposReceiptPrinter, receipt: Image.Image
) -> None:
    driver.print_image(receipt)
    (slip,) = simulated.taken()
    assert slip.width == 576
    assert _head(slip, receipt) == receipt.tobytes()
    fed = slip.crop((0, receipt.height, 576, slip.height))
    assert fed.height > 0
    assert fed.getextrema() == (255, 255)
    assert simulated.receipts == []


@pytest.mark.parametrize("height", [1, 959, 960, 961, 2500])
def test_every_height_and_every_dot_survives(
    simulated: SimulatedReceiptPrinter, driver: EscposReceiptPrinter, height: int
) -> None:
    noise = Image.frombytes("1", (576, height), random.Random(height).randbytes(72 * height))
    driver.print_image(noise)
    assert _head(simulated.receipts[0], noise) == noise.tobytes()


def test_slips_are_cut_apart(
    simulated: SimulatedReceiptPrinter, driver: EscposReceiptPrinter, receipt: Image.Image
) -> None:
    blank = Image.new("1", (576, 40), 255)
    driver.print_image(receipt)
    driver.print_image(blank)
    assert [_head(slip, image) for slip, image in zip(simulated.receipts, (receipt, blank), strict=True)] == [
        receipt.tobytes(),
        blank.tobytes(),
    ]


@pytest.mark.parametrize(
    ("fault", "status", "detail"),
    [
        (ReceiptPrinterFault.PAPER_OUT, DeviceStatus.HARDWARE_ERROR, "paperOut"),
        (ReceiptPrinterFault.COVER_OPEN, DeviceStatus.USER_ERROR, "coverOpen"),
        (ReceiptPrinterFault.CUTTER, DeviceStatus.HARDWARE_ERROR, "cutter"),
    ],
)
def test_a_printer_that_cannot_print_says_why_and_gets_nothing(
    simulated: SimulatedReceiptPrinter,
    driver: EscposReceiptPrinter,
    receipt: Image.Image,
    fault: ReceiptPrinterFault,
    status: DeviceStatus,
    detail: str,
) -> None:
    simulated.set_fault(fault)
    report = driver.report()
    assert (report.status, report.detail) == (status, detail)
    with pytest.raises(ReceiptPrinterNotReady) as raised:
        driver.print_image(receipt)
    assert raised.value.report == report
    simulated.clear_fault(fault)
    assert simulated.receipts == []
    assert driver.report().can_serve


def test_little_paper_is_told_and_prints_on(
    simulated: SimulatedReceiptPrinter, driver: EscposReceiptPrinter, receipt: Image.Image
) -> None:
    simulated.set_fault(ReceiptPrinterFault.PAPER_LOW)
    assert (driver.report().status, driver.report().detail) == (DeviceStatus.ONLINE, "paperLow")
    driver.print_image(receipt)
    assert len(simulated.receipts) == 1


@pytest.mark.parametrize("fault", [ReceiptPrinterFault.SILENT, ReceiptPrinterFault.GONE])
def test_a_printer_that_does_not_answer_is_never_online(
    simulated: SimulatedReceiptPrinter, receipt: Image.Image, fault: ReceiptPrinterFault
) -> None:
    driver = _impatient(simulated)
    simulated.set_fault(fault)
    assert (driver.report().status, driver.report().detail) == (DeviceStatus.OFFLINE, "unreachable")
    with pytest.raises(ReceiptPrinterUnreachable):
        driver.print_image(receipt)
    assert simulated.receipts == []


def test_paper_that_ends_in_the_middle_is_no_printed_receipt(
    simulated: SimulatedReceiptPrinter, receipt: Image.Image
) -> None:
    driver = _impatient(simulated)
    simulated.fail_after_rows = 100
    with pytest.raises(ReceiptPrinterUnreachable):
        driver.print_image(receipt)
    assert simulated.receipts == []
    assert driver.report().detail == "paperOut"


def test_new_paper_lets_out_what_waited(simulated: SimulatedReceiptPrinter, receipt: Image.Image) -> None:
    slips: list[Image.Image] = []
    simulated.on_receipt = slips.append
    simulated.fail_after_rows = 100
    with pytest.raises(ReceiptPrinterUnreachable):
        _impatient(simulated).print_image(receipt)
    simulated.clear_fault()
    assert [_head(slip, receipt) for slip in slips] == [receipt.tobytes()]


def test_a_switched_off_printer_is_unreachable(receipt: Image.Image) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and not listening: nobody else gets the port
        driver = EscposReceiptPrinter(*closed.getsockname(), timeout=1.0)
        assert driver.report().detail == "unreachable"
        with pytest.raises(ReceiptPrinterUnreachable):
            driver.print_image(receipt)


@pytest.mark.parametrize("answer", [b"\x00", b"\xff", b"\x92"])
def test_a_byte_that_is_no_status_is_not_believed(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                while connection.recv(16):
                    connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        driver = EscposReceiptPrinter(*listener.getsockname(), timeout=0.3)
        assert driver.report().status is DeviceStatus.OFFLINE
        thread.join()


def test_an_image_wider_than_the_paper_is_refused(driver: EscposReceiptPrinter) -> None:
    with pytest.raises(ValueError, match="577"):
        driver.print_image(Image.new("1", (577, 10)))


def test_wiping_forgets_slips_and_what_waits(
    simulated: SimulatedReceiptPrinter, driver: EscposReceiptPrinter, receipt: Image.Image
) -> None:
    driver.print_image(receipt)
    simulated.fail_after_rows = 10
    with pytest.raises(ReceiptPrinterUnreachable):
        _impatient(simulated).print_image(receipt)
    simulated.wipe()
    simulated.clear_fault()
    assert simulated.receipts == []


def test_nothing_is_written_to_the_terminals_own_output(
    simulated: SimulatedReceiptPrinter,
    driver: EscposReceiptPrinter,
    receipt: Image.Image,
    capsys: pytest.CaptureFixture[str],
) -> None:
    driver.print_image(receipt)
    assert capsys.readouterr() == ("", "")
