"""What every screen has in common by state: ways back and out, steps, and when the time is shown."""

from __future__ import annotations

from kiosk.fsm.states import S

BACK_FROM = frozenset(
    {
        S.CONSENT,
        S.MUNICIPALITY,
        S.OTHER_MUNICIPALITY,
        S.PLACE_CARD,
        S.CERTIFICATES,
        S.OPTIONS,
        S.MY_NUMBER,
        S.ORDER,
        S.STAFF_PIN,
    }
)
"""Where もどる is shown and posts Back; from the list of certificates only to an order begun."""

END_FROM = frozenset(
    {
        S.MENU,
        S.CONSENT,
        S.MUNICIPALITY,
        S.OTHER_MUNICIPALITY,
        S.PLACE_CARD,
        S.ENTER_PIN,
        S.LAST_TRY,
        S.TAKE_CARD,
        S.CERTIFICATES,
        S.OPTIONS,
        S.MY_NUMBER,
        S.ORDER,
        S.PAY,
        S.PRINT_HELD,
    }
)
"""Where おわる is shown and posts Ended; while printing waits for staff it stops the rest."""

RING_IN = END_FROM | {S.TAKE_PAPERS, S.TAKE_REFUND, S.CLAIM, S.REFUSAL, S.RETURN_CARD, S.STAFF_PIN}
"""Where the time left is the shopper's own; elsewhere a deadline is a device's and only worries."""

STAFF_FROM = frozenset({S.ATTRACT, S.MENU, S.CLOSED, S.OUT_OF_SERVICE, S.RETURN_CARD})
"""Where holding the title for STAFF_HOLD posts StaffCalled."""

STAFF_HOLD = 1.5
"""Seconds the title must be held."""

STEP_OF: dict[S, int] = {
    S.CONSENT: 1,
    S.MUNICIPALITY: 1,
    S.OTHER_MUNICIPALITY: 1,
    S.PLACE_CARD: 1,
    S.READ_CARD: 1,
    S.ENTER_PIN: 1,
    S.LAST_TRY: 1,
    S.AUTHENTICATE: 1,
    S.TAKE_CARD: 1,
    S.CERTIFICATES: 2,
    S.OPTIONS: 2,
    S.MY_NUMBER: 2,
    S.ORDER: 3,
    S.PREPARE: 3,
    S.OPEN_DEPOSIT: 4,
    S.PAY: 4,
    S.FIX_DEPOSIT: 4,
    S.PRINT: 5,
    S.PRINT_HELD: 5,
    S.STOP_PRINT: 5,
    S.SETTLE: 5,
    S.TAKE_PAPERS: 5,
}
"""The current one of the five steps; a screen that ends a visit early shows none."""

DEEP_STATES = frozenset({S.STARTING, S.ATTRACT, S.FAREWELL, S.CLOSED, S.OUT_OF_SERVICE})
"""Full-screen states on deep blue, without header and footer."""
