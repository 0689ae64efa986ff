"""The transport library leaves no folder behind when it is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_importing_the_driver_leaves_the_temporary_folder_empty(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", "import kiosk.hardware.receipt_printer.escpos_printer"],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=True,
    )
    assert list(tmp_path.iterdir()) == []
