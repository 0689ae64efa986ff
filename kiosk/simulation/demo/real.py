"""The visit through real peers: pcscd with a virtual reader, OpenSC as a witness, ippeveprinter."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kiosk.simulation.card.lab import PcscLab
from kiosk.simulation.demo.play import Script, play
from kiosk.simulation.printer.ippeveprinter import IppEvePrinter


def play_real(out: Path) -> int:
    """Play the visit; 0 only if it succeeded and the printer printed the very bytes of the certificate."""
    printer = IppEvePrinter()
    with PcscLab() as lab, printer as uri:
        status = play(Script(out, reader="pcsc", printer=uri, vpcd_port=lab.port))
        printed = list(printer.printed.values())
    if status == 0 and (out / "certificate.pdf").read_bytes() not in printed:
        return 1
    return status


def card_driver_name() -> str:
    """What OpenSC calls the card that lies on the reader now."""
    return subprocess.run(["opensc-tool", "-n"], capture_output=True, text=True, check=False).stdout.strip()
