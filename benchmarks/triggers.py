"""The machine's own speed: our KioskMachine beside a bare transitions machine and a dict."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from transitions import Machine

from benchmarks.figures import interleaved, median, ratios
from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, Agreed, CardGone, CardSet, ReceiptPrinted, TimedOut
from kiosk.fsm.flow.certificates import (
    Authenticated,
    CertificateChosen,
    OptionsChosen,
    OrderConfirmed,
    Prepared,
)
from kiosk.fsm.flow.identification import CardRead, PinEntered
from kiosk.fsm.flow.menu import ScopeChosen, ServiceChosen, Started
from kiosk.fsm.flow.operation import Ready
from kiosk.fsm.flow.payment import CoinsAccepted, DepositFixed, DepositOpened, Settled
from kiosk.fsm.flow.printing import JobCompleted, JobSubmitted, SheetPrinted
from kiosk.fsm.machine import KioskMachine
from kiosk.fsm.model import FlowSettings
from kiosk.fsm.states import S
from kiosk.rules.certificates import CertificateKind, Offer, default_options
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.services import Municipality, Scope, Service

_KIND = CertificateKind.RESIDENT_RECORD
_TOWN = Municipality("99201", "みほん県", "見本市", "Mihon", "0000-00-0001")

WAY: tuple[tuple[Event, S], ...] = (
    (Started(), S.MENU),
    (ServiceChosen(Service.CERTIFICATES), S.CONSENT),
    (Agreed(), S.MUNICIPALITY),
    (ScopeChosen(Scope.RESIDENCE), S.PLACE_CARD),
    (CardSet(), S.READ_CARD),
    (CardRead(3, b"card"), S.ENTER_PIN),
    (PinEntered(Pin((1, 2, 3, 4))), S.AUTHENTICATE),
    (Authenticated("card", "proof", _TOWN, (Offer(_KIND, 250),)), S.TAKE_CARD),
    (CardGone(), S.CERTIFICATES),
    (CertificateChosen(_KIND), S.OPTIONS),
    (OptionsChosen(default_options(_KIND), 1), S.ORDER),
    (OrderConfirmed(), S.PREPARE),
    (Prepared(1), S.OPEN_DEPOSIT),
    (DepositOpened((10, 50, 100, 500)), S.PAY),
    (CoinsAccepted(100, (50, 100, 500)), S.PAY),
    (CoinsAccepted(600, ()), S.FIX_DEPOSIT),
    (DepositFixed(600), S.SUBMIT_JOB),
    (JobSubmitted(), S.PRINT),
    (SheetPrinted(1), S.PRINT),
    (JobCompleted(1, 1), S.SETTLE),
    (Settled(600, 350), S.TAKE_PAPERS),
    (ReceiptPrinted(True), S.TAKE_PAPERS),
    (Acknowledged(), S.FAREWELL),
    (TimedOut(), S.ATTRACT),
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
    machine.handle(Ready())
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
