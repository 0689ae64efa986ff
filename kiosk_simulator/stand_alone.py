"""The far ends of a terminal in a process of their own: virtual devices that it reaches like real ones.

A terminal in production knows no simulator. To rehearse one, its reader is vpcd behind a real PC/SC service,
its page printer is ippeveprinter, and bus, receipt printer and centre are the simulator's at the end of a
pseudo-terminal and of sockets on loopback.
"""

from __future__ import annotations

import signal
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk_simulator.card.pcsc_rig import READER, PcscTestRig
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.cash.line import PtyLine
from kiosk_simulator.centre.server import CentreTls, SimulatedCentre
from kiosk_simulator.page_printer.ippeveprinter import IppEvePrinter
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.receipt_printer.server import SimulatedReceiptPrinter


@dataclass(frozen=True, slots=True)
class Ports:
    """On 127.0.0.1; 0 takes a free one."""

    printer: int = 0
    receipts: int = 0
    centre: int = 0


class StandAlonePeers:
    """Context manager: all of them, until left. `settings` are the lines of kiosk.toml that reach them.

    `folder` holds the simulator's keys, `cash_link` is the link to the bus. With `tls` the centre
    has the certificate of an authority of the operator's own, which a terminal in production takes. Raises
    RigUnavailable, IppEvePrinterFailed, and OSError for a port that is taken.
    """

    def __init__(self, folder: Path, cash_link: Path, ports: Ports, tls: CentreTls | None = None) -> None:
        self._folder, self._ports, self._tls = folder, ports, tls
        self._cash_link = cash_link.absolute()
        self._stack = ExitStack()
        self.settings = ""
        self.changer = SimulatedChanger()

    def __enter__(self) -> StandAlonePeers:
        with ExitStack() as stack:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            pki = Pki.load_or_create(self._folder / "pki", datetime.now(UTC))
            line = PtyLine(self.changer.slaves)
            stack.callback(line.close)
            # The terminal runs as a user of its own; these coins are nobody's.
            Path(line.name).chmod(0o666)
            self._cash_link.unlink(missing_ok=True)
            self._cash_link.symlink_to(line.name)
            stack.callback(self._cash_link.unlink, missing_ok=True)
            receipts = SimulatedReceiptPrinter(port=self._ports.receipts)
            receipts.start()
            stack.callback(receipts.stop)
            centre = SimulatedCentre(pki, tls=self._tls, port=self._ports.centre)
            centre.start()
            stack.callback(centre.stop)
            uri = stack.enter_context(IppEvePrinter(self._ports.printer))
            stack.enter_context(PcscTestRig())
            host, port = receipts.address
            self.settings = (
                f'[reader]\nkind = "pcsc"\nname = "{READER}"\n\n[printer]\nuri = "{uri}"\n\n'
                f'[receipt_printer]\naddress = "{host}:{port}"\n\n[cash]\nport = "{self._cash_link}"\n\n'
                f'[centre]\nurl = "{centre.base_url}"\n'
            )
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()


def until_interrupted() -> None:
    """Return when this process is told to end."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()
