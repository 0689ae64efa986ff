"""The machine's own speed: our KioskMachine beside a bare transitions machine and a dict."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from transitions import Machine

from benchmarks.figures import interleaved, median, ratios
from kiosk.fsm import events as e
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.session import FlowSettings
from kiosk.fsm.states import S
from kiosk.rules.certificates import CertificateKind, Offer, default_options
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.services import Municipality, Scope, Service

_KIND = CertificateKind.RESIDENT_RECORD
_TOWN = Municipality("99201", "みほん県", "見本市", "Mihon", "0000-00-0001")

WAY: tuple[tuple[e.Event, S], ...] = (
    (e.Started(), S.MENU),
    (e.ServiceChosen(Service.CERTIFICATES), S.CONSENT),
    (e.Agreed(), S.MUNICIPALITY),
    (e.ScopeChosen(Scope.RESIDENCE), S.PLACE_CARD),
    (e.CardSet(), S.READ_CARD),
    (e.CardRead(3, "card"), S.ENTER_PIN),
    (e.PinEntered(Pin((1, 2, 3, 4))), S.AUTHENTICATE),
    (e.Authenticated("card", "proof", _TOWN, (Offer(_KIND, 250),)), S.TAKE_CARD),
    (e.CardGone(), S.CERTIFICATES),
    (e.CertificateChosen(_KIND), S.OPTIONS),
    (e.OptionsChosen(default_options(_KIND), 1), S.ORDER),
    (e.OrderConfirmed(), S.PREPARE),
    (e.Prepared(1), S.OPEN_DEPOSIT),
    (e.DepositOpened((10, 50, 100, 500)), S.PAY),
    (e.CoinsAccepted(100, (50, 100, 500)), S.PAY),
    (e.CoinsAccepted(600, ()), S.FIX_DEPOSIT),
    (e.DepositFixed(600), S.PRINT),
    (e.SheetPrinted(1, 1), S.PRINT),
    (e.PrintCompleted(1), S.SETTLE),
    (e.Settled(350, 0), S.TAKE_PAPERS),
    (e.ReceiptPrinted(True), S.TAKE_PAPERS),
    (e.Acknowledged(), S.FAREWELL),
    (e.TimedOut(), S.ATTRACT),
)
"""One certificate from greeting to greeting, and where each event leads."""

STATES = tuple(state.value for state in S)


@dataclass(frozen=True, slots=True)
class Triggers:
    """Triggers per second by subject (medians), and the time of each ÷ that of the bare machine."""

    per_second: dict[str, float]
    beside_bare: dict[str, float]
    """Medians of the rounds' ratios."""


def ours() -> Callable[[], None]:
    """One lap of our machine: guards, actions, the visit and its money. Raises when it leaves the way."""
    machine = KioskMachine(FlowSettings(), lambda: "id")
    machine.handle(e.Ready())
    events = tuple(event for event, _ in WAY)

    def lap() -> None:
        for event in events:
            machine.handle(event)

    return lap


def bare() -> Callable[[], None]:
    """One lap, of as many triggers, of a transitions machine with our states and nothing else."""
    model = _Model()
    machine = Machine(
        model=model, states=list(STATES), initial=STATES[0], queued=True, auto_transitions=False
    )
    for here, there in zip(STATES, (*STATES[1:], STATES[0]), strict=True):
        machine.add_transition("go", here, there)
    go: Callable[[], bool] = model.go

    def lap() -> None:
        for _ in WAY:
            go()

    return lap


def dictionary() -> Callable[[], None]:
    """One lap of the least there is: a look-up by state and event, numbered as a dict knows no guards."""
    words = tuple(f"{type(event).__name__} {number}" for number, (event, _) in enumerate(WAY))
    table = {(here, word): there.value for word, here, (_, there) in zip(words, _sources(), WAY, strict=True)}
    state = S.ATTRACT.value

    def lap() -> None:
        nonlocal state
        for word in words:
            state = table[state, word]

    return lap


BARE = "bare transitions"
SUBJECTS: dict[str, Callable[[], Callable[[], None]]] = {
    "KioskMachine.handle": ours,
    BARE: bare,
    "dict look-up": dictionary,
}


class _Model:
    state: str
    go: Callable[[], bool]


def _sources() -> list[str]:
    return [S.ATTRACT.value, *(state.value for _, state in WAY[:-1])]


def measure(rounds: int = 15, laps: int = 200) -> Triggers:
    """Processor time of `laps` laps of every subject in each of `rounds` rounds."""

    def timed(lap: Callable[[], None]) -> Callable[[], float]:
        def run() -> float:
            began = time.process_time()
            for _ in range(laps):
                lap()
            return (time.process_time() - began) / (laps * len(WAY))

        return run

    seconds = interleaved({name: timed(make()) for name, make in SUBJECTS.items()}, rounds)
    return Triggers(
        {name: 1 / median(values) for name, values in seconds.items()},
        {name: median(ratios(seconds, name, BARE)) for name in SUBJECTS},
    )
