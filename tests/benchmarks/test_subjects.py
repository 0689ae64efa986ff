"""What is measured is what it says: the subjects really go their way, the twin page is a twin."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from benchmarks import cash, journal, triggers, visits, walking
from benchmarks.glass import Glass, NeverShown, marker
from benchmarks.panel import HOLDS, LAP, PAGE, REST, hold_of
from benchmarks.processes import Watched, _stat
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.flow.operation import Ready
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.model import FlowSettings
from kiosk.fsm.states import S
from kiosk.journal.inspection import JournalReader
from kiosk.journal.journal import Journal
from kiosk.screens.toolkit.double_tap import WITHIN
from kiosk_simulator.demo.display import VirtualDisplay
from tests.support.fsm_walk import DEPOSITS, walk


def test_the_way_leads_where_it_says_and_home_again() -> None:
    machine = KioskMachine(FlowSettings(), lambda: "id")
    machine.handle(Ready())
    for _ in range(2):
        assert machine.state is S.ATTRACT
        for event, there in triggers.WAY:
            machine.handle(event)
            assert machine.state is there


@pytest.mark.parametrize("name", triggers.SUBJECTS)
def test_every_subject_can_go_round_again(name: str) -> None:
    lap = triggers.SUBJECTS[name]()
    for _ in range(len(triggers.STATES)):
        lap()


def test_the_walk_is_that_of_the_tests() -> None:
    assert vars(walking)["walk"] is walk
    assert DEPOSITS == (0, 100, 500, 600)


def test_a_measured_visit_books_all_of_its_time(tmp_path: Path) -> None:
    fonts = Fonts.load()
    with visits.opened(tmp_path, fonts) as shop:
        found = visits._round(shop, 2, 0.001)
    assert found.cpu == pytest.approx(sum(found.parts.values()))
    assert all(found.parts[part] > 0 for _, _, part in visits.PARTS)
    assert found.parts[visits.TERMINAL] > 0


@pytest.mark.parametrize("pieces", cash.PIECES)
def test_a_measured_payout_is_never_faster_than_the_motor(pieces: int) -> None:
    for coin_time in cash.COIN_TIMES:
        assert cash.pay(pieces, coin_time) >= pieces * coin_time


def test_a_measured_poll_and_its_peer_carry_the_same_bytes() -> None:
    found = cash.measure(rounds=1)
    assert len(found.poll) == len(found.bare) == 1
    assert min(*found.poll, *found.bare) > 0


def test_the_page_answers_the_same_touches() -> None:
    """Every key of the lap lies in the page's screen of the same name and leads to the same place."""
    sections = dict(re.findall(r'<section id="(\w+)".*?>(.*?)</section>', PAGE.read_text(), re.DOTALL))
    for screen, _action, there in LAP:
        assert f'data-to="{there}"' in sections[screen]


def test_every_key_of_the_lap_is_touched_for_every_length_of_time() -> None:
    touches = {(number % len(LAP), hold_of(number)) for number in range(len(LAP) * len(HOLDS))}
    assert touches == {(step, hold) for step in range(len(LAP)) for hold in HOLDS}


def test_no_touch_follows_so_soon_that_the_terminal_takes_it_for_a_slip() -> None:
    assert REST > WITHIN


def test_a_marker_tells_two_pictures_apart_away_from_the_finger() -> None:
    before = Image.new("RGB", (400, 400), "white")
    after = before.copy()
    draw = ImageDraw.Draw(after)
    draw.rectangle((100, 20, 200, 80), fill="black")
    draw.rectangle((100, 300, 200, 380), fill="grey")
    x, y = marker(before, after, away_from=(150, 50))
    assert 100 <= x <= 200
    assert 300 <= y <= 380
    with pytest.raises(ValueError, match="no plain spot"):
        marker(before, before)


@pytest.mark.peer
def test_the_glass_sees_what_a_process_shows_and_its_end(tmp_path: Path) -> None:
    program = (
        "from Xlib.display import Display\n"
        "display = Display(); screen = display.screen()\n"
        "window = screen.root.create_window(0, 0, 64, 64, 0, screen.root_depth, background_pixel=0x102030)\n"
        "window.map(); display.sync()\n"
        "while True: display.next_event()\n"
    )
    with VirtualDisplay((320, 240)):
        name = os.environ["DISPLAY"]
        glass = Glass(name, (320, 240))
        try:
            with Watched([sys.executable, "-c", program], name, tmp_path) as process:
                shown = glass.seen((8, 8), lambda colour: colour == (0x10, 0x20, 0x30), 20)
                assert shown <= time.perf_counter()
                assert glass.picture().getpixel((8, 8)) == (0x10, 0x20, 0x30)
                assert process.pss() > 1_000_000
            assert not process.alive()
            glass.seen((8, 8), lambda colour: colour == (0, 0, 0), 20)
            with pytest.raises(NeverShown):
                glass.seen((8, 8), lambda colour: colour == (1, 2, 3), 0.05)
        finally:
            glass.close()


def test_the_time_of_a_process_is_told_by_the_names_of_its_threads(tmp_path: Path) -> None:
    (tmp_path / "worker.py").write_text(
        "import threading, time\n"
        "def work():\n"
        "    sum(range(1_000_000))\n"
        "    print('done', flush=True)\n"
        "    time.sleep(600)\n"
        "threading.Thread(target=work, name='worker-of-a-long-name').start()\n"
    )
    command = [sys.executable, "-m", "benchmarks.named_threads", "worker"]
    with Watched(command, "", tmp_path) as process:
        until = time.monotonic() + 20
        while "done" not in process.log.read_text():
            assert time.monotonic() < until
            time.sleep(0.02)
        spent = {name: spent for (_, _, name), spent in process.nanoseconds_by_thread().items()}
    assert spent["worker-of-a-lon"] > 1_000_000


@pytest.mark.peer
def test_what_a_process_started_ends_with_it(tmp_path: Path) -> None:
    program = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(child.pid, flush=True)\nchild.wait()\n"
    )
    with Watched([sys.executable, "-c", program], "", tmp_path) as process:
        end = time.monotonic() + 60.0
        while not process.log.read_text().strip():
            assert time.monotonic() < end
        child = int(process.log.read_text())
        assert set(process.tree()) >= {child}
    end = time.monotonic() + 60.0
    while (fields := _stat(child)) and fields[0] != "Z":
        assert time.monotonic() < end, "the child outlives its parent"


def test_a_filled_journal_is_whole_and_all_but_the_last_day_is_archived(tmp_path: Path) -> None:
    path = tmp_path / "state" / "journal.sqlite"
    journal.fill(path, 5_000)
    reader = JournalReader(path)
    assert reader.problems() == []
    head, archives = reader.head()
    assert (head.seq, archives) == (5_000, 3)
    opened = Journal(path, journal._today)
    assert opened.day_is_over() is False
    assert list(opened.accounts()) == ["owed"]
    opened.close()
