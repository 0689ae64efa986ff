"""Printers and documents for the tests of the printer driver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.pdf.reportlab_canvas import close_page, new_canvas
from kiosk.documents.printer_test_page import service_page
from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk_simulator.page_printer.server import SimulatedPrinter

AT = datetime(2026, 11, 21, 10, 15, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts.load()


@pytest.fixture(scope="session")
def page(fonts: Fonts) -> bytes:
    """A document of one page."""
    return service_page(fonts, issued_at=AT, terminal="T-0001")


@pytest.fixture(scope="session")
def pages(fonts: Fonts) -> Callable[[int], bytes]:
    """A document of so many pages."""

    def make(count: int) -> bytes:
        stream = BytesIO()
        canvas = new_canvas(stream, fonts, "test")
        for number in range(count):
            canvas.rect(100, 100 + number, 100, 100)
            close_page(canvas)
        canvas.save()
        return stream.getvalue()

    return make


@pytest.fixture
def simulated() -> Iterator[SimulatedPrinter]:
    """A simulated printer that prints a sheet only when told to."""
    with SimulatedPrinter(auto=False) as printer:
        yield printer


@pytest.fixture
def driver(simulated: SimulatedPrinter) -> IppPrinter:
    return IppPrinter(simulated.uri, timeout=5.0)
