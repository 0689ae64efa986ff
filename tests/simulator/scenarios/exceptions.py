"""What no scenario can take, each with its reason: the table of exceptions to the coverage."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import BEFORE_CARD, CHOOSING, READING
from kiosk.fsm.states import S
from kiosk.fsm.transition import HOME, STAY
from kiosk_simulator.scenarios.coverage import Obligation

CODES: Mapping[Reason, str] = {
    Reason.SIGNATURE_UNKNOWN: "every specimen's signature certificate is in the centre's register",
    Reason.REGISTRATION_NOT_TAKEN: "a municipality that takes none is not offered",
    Reason.PAYOUT_OVER: "the simulated hoppers never drop more than they are asked for",
    Reason.STOCK_NOT_COUNTED: "only production asks whether the hoppers were counted",
    Reason.BOOKS_DO_NOT_BALANCE: "no way leads there; a guard against mistakes in the table",
}


def reason_for(row: Obligation) -> str:
    """Why this row cannot be taken by a scenario; empty when it can."""
    source, event, dest = row
    if row in SINGLE:
        return SINGLE[row]
    if event == "MunicipalitiesListed":
        return "the centre is asked who takes part only while nobody is there"
    if dest is S.RETURN_CARD and source in (*BEFORE_CARD, *CHOOSING):
        return "no card is on the reader before it is asked for, nor after it was taken"
    if dest is HOME and source in _CARD_THERE and event in ("Ended", "TimedOut"):
        return "who is here has a card on the reader"
    if event == "EndAsked" and source not in TOLD_TO_END:
        return "one row for every state of a visit, taken in some of them: it stays, and the end waits"
    if event == "Faulted" and source in _NOTHING_RUNS:
        return "nothing runs in this state that could fail"
    if event == "CardGone" and source in READING:
        return "the task that reads the card tells that it was pulled, as CardRefused"
    return ""


TOLD_TO_END = (
    S.ATTRACT, S.CLOSED, S.OUT_OF_SERVICE, S.MENU, S.CONSENT, S.ENTER_PIN, S.TAKE_CARD, S.OPTIONS, S.ORDER,
    S.PAY, S.PRINT, S.PRINT_HELD, S.TAKE_PAPERS, S.INFORMATION, S.NEW_PASSWORD, S.APPLICATION, S.MAINTENANCE,
)  # fmt: skip
"""Where the program is told to end in tests/scenarios/told_to_end.scenario."""
_CARD_THERE = (S.ENTER_PIN, S.LAST_TRY, S.NEW_PASSWORD, S.REPEAT_PASSWORD, S.TAKE_CARD)
_NOTHING_RUNS = (
    *(state for state in BEFORE_CARD if state is not S.PLACE_CARD), *CHOOSING,
    S.PLACE_CARD, S.STAFF_PIN, S.STAFF_CHECK, S.CLOSED, S.FAREWELL,
)  # fmt: skip
_TELLS_HEADS = "no specimen resident has a register where no names are told"
SINGLE: Mapping[Obligation, str] = {
    Obligation(S.FAREWELL, "Acknowledged", HOME): "the page has no key; its time ends it",
    Obligation(S.STARTING, "ClockJumped", STAY): "the clock is looked at once the start-up is done",
    Obligation(S.ATTRACT, "LanguageChosen", STAY): "on an open terminal the choice begins the visit",
    Obligation(S.STAFF_PIN, "Ended", HOME): "the page has a key for back, none for the end",
    Obligation(
        S.OPEN_DEPOSIT, "CashFailed", S.CANCEL_DEPOSIT
    ): "the acceptor would have to fail inside one task",
    Obligation(S.REGISTER_HEAD, "FormFilled", S.TELEPHONE): _TELLS_HEADS,
    Obligation(S.REGISTER_HEAD, "FormFilled", S.APPLICATION): _TELLS_HEADS,
    Obligation(S.ATTRACT, "AccessChosen", STAY): "on an open terminal the choice begins the visit",
}
