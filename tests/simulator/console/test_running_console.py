"""The console of `kiosk run`: its window is seen and touched from the page, and the page outlasts it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk_simulator.robot.terminal import Refused, RunningTerminal
from tests.support.processes.browser import Browser

pytestmark = [pytest.mark.peer, pytest.mark.window, pytest.mark.cost(25)]
READY = "document.body.dataset.ready === 'true'"
NOT_BLACK = """(() => {
  const canvas = document.querySelector('#picture');
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return new Set(Array.from({ length: 4000 }, (_, i) => data.slice(i * 700, i * 700 + 3).join())).size > 20;
})()"""


@contextmanager
def running(settings: Path) -> Iterator[str]:
    """`kiosk run` with a window that is drawn nowhere; the address of its console. It ends at once."""
    terminal = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "run", "--settings", str(settings), "--no-browser"],
        env={**os.environ, "DISPLAY": ":none", "SDL_VIDEODRIVER": "offscreen", "KIVY_NO_ARGS": "1"},
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert terminal.stderr is not None
        found = (re.search(r"QA console: (\S+)", line) for line in terminal.stderr)
        yield next(match[1] for match in found if match)
    finally:
        terminal.kill()  # as the power fails: a visit that has begun is not waited for
        terminal.communicate(timeout=60)


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    written = tmp_path / "kiosk.toml"
    written.write_text(f'mode = "simulation"\nstate = "{tmp_path / "state"}"\n', encoding="utf-8")
    return written


def comes_to(browser: Browser, state: str) -> None:
    """The page says that the terminal is in this state, and the picture is that of it."""
    browser.wait(f"document.querySelector('#glass').dataset.state === '{state}'")
    shown = "document.querySelector('#{}').dataset.generation"
    browser.wait(f"{shown.format('picture')} === {shown.format('glass')}")


def test_the_window_is_seen_and_touched_from_a_page_that_outlasts_the_terminal(
    browser: Browser, settings: Path
) -> None:
    with running(settings) as address:
        browser.open(address)
        browser.wait(READY)
        comes_to(browser, "attract")
        assert browser.run(NOT_BLACK)
        with pytest.raises(Refused, match="the screen has changed meanwhile"):
            RunningTerminal(address).does("finger/down", x=0.5, y=0.6, generation=-1)
        browser.press("#picture", 0.5, 0.6)
        comes_to(browser, "menu")
        first = browser.run("document.querySelector('#picture').dataset.picture")
        browser.click("[data-card='normal'] .place")
        browser.wait("document.querySelector('#card-slot').classList.contains('present')")
        browser.run("globalThis.stayed = true")
        phone = browser.run("document.querySelector('#phone').href")

    browser.wait("!document.querySelector('#offline').hidden")
    assert browser.run("document.querySelector('#moved').hidden")
    with running(settings) as again:
        assert again == address
        browser.wait("document.querySelector('#offline').hidden")
        comes_to(browser, "attract")
        assert browser.run("globalThis.stayed"), "the page was not loaded again"
        browser.wait("!document.querySelector('#card-slot').classList.contains('present')")
        assert browser.run("document.querySelector('#picture').dataset.picture") != first
        browser.wait(f"document.querySelector('#phone').href !== '{phone}'")
        browser.click("[data-coin='1']")
        browser.wait("document.querySelector('#tray-amount').innerText === '¥0 + 1'")
        browser.press(
            "#picture", 0.03, 0.03, until="document.querySelector('#glass').dataset.state === 'staff_pin'"
        )
        comes_to(browser, "staff_pin")
        assert browser.run("globalThis.stayed")
