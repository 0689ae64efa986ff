"""A call to the printer ends within its time, whatever the printer drips."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time

import pytest

from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.page_printer.ipp_constants import Operation
from kiosk.hardware.page_printer.protocol import PrinterUnreachable
from kiosk.hardware.status import Detail
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.servers.dripping import INTERVAL, Drip, drip

SECONDS = 0.5


@pytest.mark.parametrize("how", list(Drip))
def test_an_answer_in_drops_ends_with_the_deadline(simulated: SimulatedPrinter, how: Drip) -> None:
    simulated.drip = how
    driver = IppPrinter(simulated.uri, timeout=SECONDS)
    began = time.monotonic()
    assert driver.report().detail is Detail.UNREACHABLE
    assert INTERVAL < SECONDS <= time.monotonic() - began < SECONDS + 1.0


@pytest.mark.parametrize("how", list(Drip))
def test_a_document_whose_answer_drips_may_have_been_accepted(
    simulated: SimulatedPrinter, page: bytes, how: Drip
) -> None:
    simulated.drip, simulated.drips_on = how, Operation.PRINT_JOB
    driver = IppPrinter(simulated.uri, print_timeout=SECONDS)
    began = time.monotonic()
    with pytest.raises(PrinterUnreachable) as raised:
        driver.submit(page, "job-1")
    assert time.monotonic() - began < SECONDS + 1.0
    assert raised.value.maybe_accepted
    job = driver.find("job-1")
    assert job is not None
    assert job.id == 1


def test_an_encrypted_call_ends_with_the_deadline_too(pki: Pki) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pki.tls.server_certificate, pki.tls.server_key)
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            raw, _ = listener.accept()
            with contextlib.suppress(OSError), server.wrap_socket(raw, server_side=True) as link:
                link.recv(65536)
                drip(link.sendall, Drip.CONTINUE, b"", ended.wait)

        thread = threading.Thread(target=serve)
        thread.start()
        context = ssl.create_default_context(cafile=str(pki.tls.ca))
        uri = f"ipps://localhost:{listener.getsockname()[1]}/ipp/print"
        began = time.monotonic()
        assert IppPrinter(uri, timeout=SECONDS, context=context).report().detail is Detail.UNREACHABLE
        assert SECONDS <= time.monotonic() - began < SECONDS + 1.0
        ended.set()
        thread.join()
