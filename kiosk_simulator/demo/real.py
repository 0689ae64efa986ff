"""The visit through real peers: pcscd with a virtual reader, and ippeveprinter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kiosk_simulator.card.pcsc_rig import READER, PcscTestRig
from kiosk_simulator.demo.play import Script, play
from kiosk_simulator.demo.report import report
from kiosk_simulator.demo.result import CERTIFICATE
from kiosk_simulator.page_printer.ippeveprinter import IppEvePrinter


def play_real(out: Path) -> int:
    """Play the visit and print a report.

    Returns 0 only if it succeeded and the printed bytes are exactly those of the certificate.
    """
    printer = IppEvePrinter()
    with PcscTestRig() as rig, printer as uri:
        status = play(Script(out, reader="pcsc", printer=uri, vpcd_port=rig.port))
        printed = list(printer.printed.values())
    certificate = out / CERTIFICATE
    is_printed = certificate.exists() and certificate.read_bytes() in printed
    words = report(out, reader=f"{READER} (pcscd)", printer=f"{uri} (ippeveprinter)", is_printed=is_printed)
    sys.stdout.write(words)
    return status if is_printed else status or 1


def card_driver_name() -> str:
    """OpenSC's name of the card on the reader."""
    return subprocess.run(["opensc-tool", "-n"], capture_output=True, text=True, check=False).stdout.strip()
