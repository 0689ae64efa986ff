"""A device whose check never comes back is named to the staff: that very one, and as not responding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.app.assembly import build
from kiosk.config.settings import simulated
from kiosk.fsm.state_table import PollName
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.status import Detail
from kiosk.journal.journal import Journal
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.needed_devices import nothing_is_served
from kiosk.runtime.clock import ManualClock
from kiosk.screens.i18n.words import Words
from kiosk.screens.messages.devices import DETAILS, DEVICES
from kiosk.tasks import silent_devices
from kiosk.tasks.silent_devices import JOURNAL
from kiosk_simulator.environment import Environment
from kiosk_simulator.faults import NeverAnswers
from kiosk_simulator.headless import Headless, InlineWorkers
from kiosk_simulator.peers import SimulatedPeers

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
POLLS = {
    PollName.READER_HEALTH: (silent_devices.READER, "Card reader"),
    PollName.PRINTER_HEALTH: (silent_devices.PRINTER, "Certificate printer"),
    PollName.RECEIPT_HEALTH: (silent_devices.RECEIPT, "Receipt printer"),
    PollName.CASH_HEALTH: (silent_devices.CASH, "Cash unit"),
    PollName.CENTRE_HEALTH: (silent_devices.CENTRE, "Issuing centre"),
    PollName.JOURNAL_HEALTH: (JOURNAL, "Journal"),
}


@pytest.fixture
def environment(working_day_keys: Path) -> Iterator[Environment]:
    clock = ManualClock(NOW)
    with Environment(working_day_keys, clock.now, wait=clock.advance) as found:
        yield found


def hangs(context: TaskContext) -> tuple[()]:
    raise NeverAnswers


def test_every_health_check_is_looked_at_here() -> None:
    assert set(POLLS) == {name for name in PollName if name.value.endswith("_health")}


@pytest.mark.parametrize("poll", POLLS)
def test_the_staff_is_told_which_device_is_silent(environment: Environment, poll: PollName) -> None:
    clock, settings = ManualClock(NOW), simulated()
    kiosk = build(
        settings, clock=clock, workers=InlineWorkers(), wait=clock.advance,
        peers=SimulatedPeers(environment, settings), journal=Journal(None, clock.now),
    )  # fmt: skip
    polls = kiosk.terminal._polls
    kiosk.terminal._polls = {**polls, poll: replace(polls[poll], poll=hangs)}
    machine = Headless(kiosk.terminal, clock)
    machine.start()
    machine.advance(polls[poll].interval + polls[poll].patience + 1)
    silent = [each for each in machine.view.status.devices if each.detail == Detail.SILENT]
    device, name = POLLS[poll]
    assert [each.device for each in silent] == [device]
    words = Words("en")
    assert words.of(DEVICES[device]) == name
    assert words.of(DETAILS[Detail.SILENT]) == "not responding"
    if nothing_is_served((device,)):
        assert (machine.state, machine.view.reason) == (S.OUT_OF_SERVICE, silent[0].reason)
    else:
        assert machine.state is S.ATTRACT
