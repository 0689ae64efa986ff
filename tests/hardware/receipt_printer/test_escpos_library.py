"""The library of printers' models leaves no folder behind, and no start waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_asking_for_a_model_leaves_the_temporary_folder_empty(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from kiosk.hardware.receipt_printer.escpos_library import cut; cut('TM-T20II')",
        ],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=True,
    )
    assert list(tmp_path.iterdir()) == []


def test_the_driver_is_loaded_without_the_library() -> None:
    program = "import sys, kiosk.hardware.receipt_printer.escpos_printer; sys.exit('escpos' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
