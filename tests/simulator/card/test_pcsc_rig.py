"""The private PC/SC service: what a killed test run leaves behind does not stop the next one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kiosk.hardware.status import Media
from kiosk_simulator.card.pcsc_rig import PcscTestRig

pytestmark = pytest.mark.peer


def test_the_service_of_a_killed_rig_is_ended_by_the_next_one() -> None:
    code = (
        "import os, signal; from kiosk_simulator.card.pcsc_rig import PcscTestRig;"
        "rig = PcscTestRig().__enter__(); print(rig.process.pid, flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert killed.returncode == -9
    with PcscTestRig() as next_one:
        assert next_one.reader.media() is Media.NOT_PRESENT
        assert next_one.process.pid != int(killed.stdout)
