"""Plays one scenario on the running terminal, before everybody's eyes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kiosk.fsm.state_groups import IDLE
from kiosk.fsm.states import S
from kiosk.rules.hours.japan_time import JST
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.console.scenarios.bench import NOTICED, Bench
from kiosk_simulator.console.scenarios.hands import VERBS
from kiosk_simulator.console.scenarios.staff_visit import needs_staff, put_in_service
from kiosk_simulator.console.switches import FULL_TRAY
from kiosk_simulator.refusal import Refusal
from kiosk_simulator.scenarios.scenario import Scenario, Step
from kiosk_simulator.scenarios.stage import Failed
from kiosk_simulator.start_time import start_time

_USUAL = "normal"
"""The card that a step takes when it names none."""
_VISITS_OF_STAFF, _LOOKED_AT = 3, 2.0
"""How often staff comes, and seconds after which every device was looked at again."""
_RECOVERS = 40.0
"""Seconds within which a terminal without faults waits for a shopper again."""


def check_free(bench: Bench) -> None:
    """Raise Refusal while somebody is at the terminal."""
    if bench.view.state not in IDLE:
        raise Refusal(
            "somebody is at the terminal: end the visit first", "利用中です。先に利用を終えてください"
        )


def make_ready(bench: Bench, scenario: Scenario) -> None:
    """Make the terminal as every scenario begins: nothing fails, nothing lies about, the service is open.

    What keeps it out of service then is settled by staff, who fill hoppers that are low; the journal stays.
    Raises Failed when it does not get ready.
    """
    actions = bench.actions
    actions.clear_faults()
    actions.open_again()
    actions.take_everything()
    actions.set_paper(FULL_TRAY)
    words = {word for step in scenario.steps for word in step.words}
    for profile in words & {*PROFILES} | {_USUAL}:
        actions.reissue_card(profile)
    actions.set_clock(start_time(datetime.now(JST)))
    # What staff must clear, and what an earlier fault says that has ended, are both out of service.
    bench.until(lambda: bench.view.state is S.ATTRACT or bench.view.status.stop is not None, _RECOVERS)
    for _ in range(_VISITS_OF_STAFF):
        if not needs_staff(bench):
            break
        put_in_service(bench)
        bench.settle(_LOOKED_AT)
    bench.settle(NOTICED)  # the first step meets a terminal that has taken all of this in
    changer = bench.environment.changer
    bench.money_before, bench.taken, bench.sheets_due = changer.inserted, 0, bench.printed()


def play(bench: Bench, scenario: Scenario, doing: Callable[[int], None]) -> tuple[Step | None, str]:
    """Play it; `doing` is told the number (from 1) of each step. Returns the step that failed, and why.

    Raises Stopped when `bench.stop` is set.
    """
    try:
        make_ready(bench, scenario)
    except Failed as error:
        return None, str(error)
    for number, step in enumerate(scenario.steps, 1):
        doing(number)
        name, *words = step.words
        try:
            VERBS[name](bench, *words)
        except TypeError as error:
            return step, f"{name}: {error}"
        except (AssertionError, ValueError, KeyError) as error:
            return step, f"{error} (in {bench.view.state.value})"
    return None, ""
