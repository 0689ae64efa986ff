"""A cell in which the centre is silent ends alike on every machine, and after every other cell."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.centre.errors import CentreSlow
from kiosk.centre.messages import CHALLENGES_PATH, HEALTH_PATH, Challenge, ChallengeRequest, Health
from kiosk.centre.transport import TlsFiles, Transport
from kiosk.fsm.states import S
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.scenarios.run import Theatre
from kiosk_simulator.scenarios.stage import BEGINS
from tests.fault_matrix.cell import Situation
from tests.fault_matrix.matrix import Key, Matrix
from tests.fault_matrix.silence import Silence
from tests.fault_matrix.situations import SELLING
from tests.fault_matrix.wires import wires

LOOKS, PATIENCE = 30, 60.0


def a_terminal_at(theatre: Theatre, keys: Path) -> Transport:
    assert theatre.environment is not None
    tls = Pki.load_or_create(keys / "pki", BEGINS).tls
    files = TlsFiles(tls.ca, tls.terminal_certificate, tls.terminal_key)
    return Transport(theatre.environment.centre.base_url, files, 5.0, 5.0)


def test_an_answer_that_only_the_machine_delays_is_waited_for(
    working_day_keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, goes_on, is_certain = 0, threading.Event(), Silence.is_certain

    def looked(self: Silence, faults: CentreFaults) -> bool:
        nonlocal looks
        looks += 1
        if looks == LOOKS:
            goes_on.set()
        return is_certain(self, faults)

    def busy() -> datetime:
        assert goes_on.wait(PATIENCE)
        return BEGINS

    monkeypatch.setattr(Silence, "is_certain", looked)
    with Theatre(working_day_keys) as theatre, wires(theatre), theatre.opened() as stage:
        stage.environment.centre.faults.set(CentreFault.LATE_ANSWER)
        stage.environment.centre.now = busy
        terminal = a_terminal_at(theatre, working_day_keys)
        answer = terminal.post(
            CHALLENGES_PATH, ChallengeRequest(visit="a-visit-of-nobody"), Challenge, repeatable=False
        )
        terminal.close()
    assert answer.nonce
    assert looks >= LOOKS


@pytest.mark.parametrize("fault", [CentreFault.SLOW, CentreFault.HALF_OPEN])
def test_a_centre_that_keeps_silent_is_given_up(working_day_keys: Path, fault: CentreFault) -> None:
    with Theatre(working_day_keys) as theatre, wires(theatre), theatre.opened() as stage:
        terminal = a_terminal_at(theatre, working_day_keys)
        stage.environment.centre.faults.set(fault)
        with pytest.raises(CentreSlow):
            terminal.get(HEALTH_PATH, Health)
        stage.environment.centre.faults.only()
        assert terminal.get(HEALTH_PATH, Health).in_service
        terminal.close()


def test_an_answer_that_nobody_waited_for_reaches_no_other_cell(matrix: Matrix) -> None:
    late = next(each for each in matrix.faults if each.name == "centre.late_answer")
    key = Key(Situation(S.PREPARE, SELLING, leaves=False), late)
    ends = set()
    for _ in range(3):
        ends.add(matrix.end_alone(key))
        matrix.forget(key)
    assert len(ends) == 1
