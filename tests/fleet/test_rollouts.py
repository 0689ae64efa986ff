"""A command in waves: each wave waits for the one before, and any trouble stops it."""

from __future__ import annotations

import pytest

from kiosk.fleet.messages import Acknowledgement, Outcome
from kiosk_fleet.alarms import AlarmKind, Alarms
from kiosk_fleet.commands import Commands, parsed
from kiosk_fleet.ingest.store import IngestStore
from kiosk_fleet.rollouts import DONE, RUNNING, STOPPED, Rollouts
from kiosk_servers.database.engine import Database
from tests.support.fleet_server import heartbeat

FLEET = [f"T-{at:03}" for at in range(200)]
START, SOAK, EVERY = 1_000_000.0, 1800.0, 60.0
OFF = {"kind": "service", "service": "card_check", "on": False}


class Nation:
    """Two hundred terminals that do as they are told, and time."""

    def __init__(self, database: Database) -> None:
        self.database, self.now = database, START
        self.store, self.commands, self.alarms = IngestStore(database), Commands(database), Alarms(database)
        self.rollouts = Rollouts(database, EVERY, SOAK)
        self.silent: set[str] = set()
        self.beat()

    def beat(self) -> None:
        """Every terminal that is not silent says what became of its commands."""
        given = self.given()
        with self.database.transaction():
            for name in FLEET:
                if name not in self.silent:
                    done = tuple(
                        Acknowledgement(command=each, outcome=Outcome.APPLIED) for each in given.get(name, ())
                    )
                    self.store.heartbeat(name, heartbeat(acknowledged=done), self.now)

    def given(self) -> dict[str, list[str]]:
        """What waits for whom."""
        found: dict[str, list[str]] = {}
        for name, command in self.database.rows("SELECT terminal, id FROM command WHERE outcome = ''"):
            found.setdefault(name, []).append(command)
        return found

    def passes(self, seconds: float) -> None:
        """Time passes; everybody speaks, then the server looks."""
        self.now += seconds
        self.beat()
        self.rollouts.look(self.now)

    def has(self) -> int:
        """How many terminals were given the command."""
        return len(self.database.rows("SELECT terminal FROM command WHERE outcome <> 'withdrawn'"))

    @property
    def state(self) -> tuple[str, str]:
        """State of the only roll-out, and why."""
        (found,) = self.rollouts.all()
        return found.state, found.why


@pytest.fixture
def nation(database: Database) -> Nation:
    return Nation(database)


def test_it_goes_by_one_ten_fifty_and_a_hundred_percent(nation: Nation) -> None:
    nation.rollouts.begin(parsed(OFF), "hanako", nation.now)
    seen = [nation.has()]
    for _ in range(3):
        nation.passes(SOAK / 2)
        assert nation.has() == seen[-1], "not before the wave has been watched"
        nation.passes(SOAK / 2 + 1)
        seen.append(nation.has())
    assert seen == [2, 20, 100, 200]
    assert nation.state == (RUNNING, "")
    nation.passes(SOAK + 1)
    assert nation.state == (DONE, "")


def test_the_first_wave_has_one_terminal_at_least_and_each_wave_has_those_before(nation: Nation) -> None:
    nation.rollouts.begin(parsed(OFF), "hanako", nation.now)
    first = set(nation.given())
    nation.passes(SOAK + 1)
    assert first
    both = {name for (name,) in nation.database.rows("SELECT terminal FROM command")}
    assert first < both


def test_an_alarm_of_a_terminal_in_the_wave_stops_it_and_one_of_another_does_not(nation: Nation) -> None:
    nation.rollouts.begin(parsed(OFF), "hanako", nation.now)
    inside = sorted(nation.given())[0]
    outside = next(each for each in FLEET if each not in nation.given())
    nation.alarms.raise_(outside, AlarmKind.GAP, 1, nation.now)
    nation.passes(10)
    assert nation.state == (RUNNING, "")
    nation.alarms.raise_(inside, AlarmKind.ISSUING_STOPPED, 1, nation.now)
    nation.passes(10)
    assert nation.state == (STOPPED, f"issuing_stopped {inside}")
    nation.passes(10 * SOAK)
    assert nation.has() == 2


def test_what_nobody_has_fetched_is_taken_back(nation: Nation) -> None:
    identifier = nation.rollouts.begin(parsed(OFF), "hanako", nation.now)
    waiting = sorted(nation.given())[0]
    assert len(nation.commands.waiting(waiting)) == 1
    assert nation.rollouts.stop(identifier, "stopped hanako")
    assert nation.commands.waiting(waiting) == ()
    assert not nation.rollouts.stop(identifier, "again"), "it is over"


def test_a_terminal_that_falls_silent_or_refuses_stops_it(nation: Nation) -> None:
    nation.rollouts.begin(parsed(OFF), "hanako", nation.now)
    lost = sorted(nation.given())[0]
    nation.silent.add(lost)
    nation.passes(SOAK + 1)
    assert nation.state == (STOPPED, f"silent {lost}")


def test_a_refusal_stops_it(nation: Nation) -> None:
    nation.rollouts.begin(parsed(OFF), "hanako", nation.now)
    name, (command,) = sorted(nation.given().items())[0]
    refusal = (Acknowledgement(command=command, outcome=Outcome.REFUSED),)
    nation.store.heartbeat(name, heartbeat(acknowledged=refusal), nation.now)
    nation.passes(10)
    assert nation.state == (STOPPED, f"refused {name}")


def test_terminals_that_were_silent_before_are_not_waited_for(nation: Nation) -> None:
    nation.silent = set(FLEET[:100])
    nation.passes(600)
    nation.rollouts.begin(parsed(OFF), "hanako", nation.now)
    for _ in range(4):
        nation.passes(SOAK + 1)
    assert nation.state == (DONE, "")
    assert len(nation.given()) == 100, "they get it when they are back"


def test_two_workers_that_look_at_once_advance_it_once(nation: Nation) -> None:
    nation.rollouts.begin(parsed(OFF), "hanako", nation.now)
    nation.passes(SOAK + 1)
    Rollouts(nation.database, EVERY, SOAK).look(nation.now)
    (found,) = nation.rollouts.all()
    assert found.wave == 1
