"""The commands as a newcomer types them, in processes of their own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from pathlib import Path

import pytest
import requests

from kiosk_simulator.demo.display import VirtualDisplay
from tests.support.processes.command_line import KIOSK, ROOT, run

pytestmark = [pytest.mark.peer, pytest.mark.cost(20)]


def test_run_without_a_display_plays_the_visit_and_says_where_to_look(tmp_path: Path) -> None:
    done = run("run", "--out", str(tmp_path / "out"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "A visit was played" in done.stdout
    assert (tmp_path / "out" / "certificate.pdf").exists()


def test_run_on_a_display_serves_terminal_and_console_and_ends_on_request(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with VirtualDisplay((1024, 768)):
        process = subprocess.Popen(
            [*KIOSK, "run", "--no-browser", "--console-port", str(port)],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        try:
            assert process.stderr is not None
            told = iter(process.stderr)
            assert any('"state": "attract"' in line for line in told), "it came up before the console"
            url = next(line.split()[-1] for line in told if line.startswith("QA console:"))
            assert url.startswith(f"http://127.0.0.1:{port}/")
            assert requests.get(url, timeout=60).status_code == 200
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == 0


def test_generated_pages_are_current() -> None:
    done = run("docs", "--check")
    assert done.returncode == 0, done.stderr


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
