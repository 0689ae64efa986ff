"""What must be seen at a running terminal, and the waiting for it."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.fsm.state_groups import IDLE
from kiosk.fsm.states import S
from kiosk.rules.services import Service
from kiosk_simulator.console.scenarios.bench import NOTICED, PATIENCE, Bench
from kiosk_simulator.scenarios.stage import Failed
from kiosk_simulator.scenarios.verbs.eye import LIMIT, equal
from kiosk_simulator.scenarios.verbs.people import LEAVES_WITHIN

__all__ = ["VERBS", "equal", "leave", "sees"]

_LATE = 3.0
"""Seconds after its time at which a state has been left."""


def sees(bench: Bench, state: str, reason: str = "", seconds: float = PATIENCE) -> None:
    """The terminal comes into this state within `seconds`, perhaps with this code."""
    wanted = S(state)

    def is_so() -> bool:
        view = bench.view
        return view.state is wanted and (
            not reason or (view.reason is not None and view.reason.value == reason)
        )

    if not bench.until(is_so, seconds):
        view = bench.view
        equal("state", view.state.value, wanted.value)
        equal("code", view.reason.value if view.reason is not None else "none", reason)
    bench.keys.touchable()  # asked on the screens' thread: it is on the glass as well


def until(bench: Bench, state: str, reason: str = "") -> None:
    """Time passes until the terminal is in this state."""
    sees(bench, state, reason, LIMIT)


def wait(bench: Bench, seconds: str) -> None:
    """Let time pass."""
    bench.pause(float(seconds))
    bench.settle()


def time_out(bench: Bench) -> None:
    """Do nothing until the time of this state is over."""
    view = bench.view
    if view.timeout is None:
        raise Failed("this state waits as long as it takes")
    bench.until(lambda: bench.view.generation != view.generation, view.timeout + _LATE)
    bench.settle()


def leave(bench: Bench, state: str = S.ATTRACT.value, reason: str = "") -> None:
    """Leave with card and papers; time passes until the terminal waits again."""
    bench.actions.take_card()
    ends = (*IDLE, S.STAFF_PIN)
    bench.until(lambda: bench.view.state in (*ends, S.TAKE_PAPERS), LEAVES_WITHIN)
    if bench.view.state is S.TAKE_PAPERS:
        bench.press("acknowledge")
    bench.until(lambda: bench.view.state in ends, LEAVES_WITHIN)
    sees(bench, state, reason)


def says(bench: Bench, text: str) -> None:
    """The page says this."""
    wanted = text.replace(" ", "")
    if not bench.until(lambda: wanted in bench.keys.words().replace("\n", "").replace(" ", "")):
        raise Failed(f"the page does not say {text!r}")


def offers(bench: Bench, *keys: str) -> None:
    """These keys can be touched."""
    if not bench.until(lambda: set(keys) <= {*bench.keys.touchable()}):
        there = bench.keys.touchable()
        raise Failed(f"no {', '.join({*keys} - {*there})}; there are {', '.join(there)}")


def lacks(bench: Bench, *keys: str) -> None:
    """None of these keys can be touched."""
    if not bench.until(lambda: not {*keys} & {*bench.keys.touchable()}):
        raise Failed(f"{', '.join({*keys} & {*bench.keys.touchable()})} can be touched")


def closed(bench: Bench, service: str, reason: str) -> None:
    """A service cannot begin, because of a device with this code."""

    def code() -> str:
        failing = bench.view.status.closed_by(Service(service))
        return "none" if failing is None or failing.reason is None else failing.reason.value

    bench.until(lambda: code() == reason, 4 * PATIENCE)  # health is looked at every few seconds
    equal("code", code(), reason)


def _counts(what: str, number: Callable[[Bench], int]) -> Callable[[Bench, str], None]:
    def counts(bench: Bench, wanted: str) -> None:
        bench.until(lambda: number(bench) == int(wanted))
        bench.pause(NOTICED)  # one more may be on its way
        equal(what, number(bench), int(wanted))

    return counts


VERBS: dict[str, Callable[..., None]] = {
    "sees": sees, "until": until, "wait": wait, "time-out": time_out, "says": says, "offers": offers,
    "lacks": lacks, "closed": closed,
    "tray": _counts("yen in the tray", lambda bench: sum(bench.environment.changer.tray)),
    "sheets": _counts("sheets in the output tray", lambda bench: len(bench.environment.printer.sheets)),
    "slips": _counts("slips", lambda bench: len(bench.environment.receipt_printer.receipts)),
    "inside": _counts("yen kept", Bench.inside),
}  # fmt: skip
