"""An independent printer for cross-checks: ippeveprinter of CUPS in its own process."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from kiosk.hardware.page_printer.ipp import IppPrinter

_TOOLS = Path(__file__).resolve().parents[2] / "tools" / "ippeveprinter"
_START_SECONDS = 15.0
_STOP_SECONDS = 5.0


class IppEvePrinterFailed(RuntimeError):
    """ippeveprinter or what it needs (gcc, pdfinfo) is missing, or it did not start."""


class IppEvePrinter:
    """`with IppEvePrinter() as uri:` starts it, waits until it is ready, and terminates it at the end.

    Its spool is in a temporary folder that is deleted at the end. Needs the Debian packages
    cups-ipp-utils, gcc and poppler-utils.
    """

    def __init__(self, port: int = 0) -> None:
        """`port` on loopback; 0 takes a free one."""
        self._port = port
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> str:
        for program in ("ippeveprinter", "gcc", "pdfinfo"):
            if shutil.which(program) is None:
                raise IppEvePrinterFailed(f"{program} is not installed")
        self._folder = Path(tempfile.mkdtemp(prefix="ippeveprinter-"))
        try:
            return self._started(self._folder)
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder)
            self._folder = None

    @property
    def printed(self) -> dict[int, bytes]:
        """PDFs printed so far, by job id."""
        return {int(path.stem): path.read_bytes() for path in self._printed_folder().glob("*.pdf")}

    def set_fault(self, reason: str) -> None:
        """Let later jobs raise or clear a printer-state-reason; "" leaves it unchanged.

        `+media-jam` raises, `-media-jam` clears, `abort` ends the job. After `+media-empty`
        ippeveprinter itself holds every further job.
        """
        (self._printed_folder() / "fault").write_text(reason)

    def _printed_folder(self) -> Path:
        if self._folder is None:
            raise RuntimeError("ippeveprinter is not running")
        return self._folder / "printed"

    def _started(self, folder: Path) -> str:
        for name in ("spool", "printed"):
            (folder / name).mkdir()
        stub = folder / "noavahi.so"
        subprocess.run(["gcc", "-shared", "-fPIC", "-o", stub, _TOOLS / "noavahi.c"], check=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", self._port))
            port = probe.getsockname()[1]
        printed = folder / "printed"
        environment = {
            **os.environ,
            "LD_PRELOAD": str(stub),
            "PRINTED_DIR": str(printed),
            "FAULT": str(printed / "fault"),
        }
        # It listens on its -n name and needs an IPv6 listener: localhost, not 127.0.0.1.
        command = ["ippeveprinter", "-p", str(port), "-n", "localhost", "-d", str(folder / "spool")]
        command += ["-a", str(_TOOLS / "a4.conf"), "-c", str(_TOOLS / "print_command.sh"), "Kiosk A4"]
        with (folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        uri = f"ipp://localhost:{port}/ipp/print"
        self._wait(IppPrinter(uri, timeout=1.0), self._process, folder / "log")
        return uri

    @staticmethod
    def _wait(printer: IppPrinter, process: subprocess.Popen[bytes], log: Path) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not printer.report().can_serve:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                if time.monotonic() < deadline:
                    continue
            raise IppEvePrinterFailed(
                f"ippeveprinter did not start: {log.read_text(errors='replace')[-500:]}"
            )
