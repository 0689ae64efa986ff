"""Navigation by state: Back and Finish, the steps of a service, and where the countdown is shown."""

from __future__ import annotations

from kiosk.fsm.events import Back, Ended
from kiosk.fsm.flow import TABLE, states_with
from kiosk.fsm.flow.staff.signing_in import StaffCalled
from kiosk.fsm.state_table import STATES
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import IDLE
from kiosk.rules.services import Service
from kiosk.screens.i18n.words import Phrase, phrase

_FORM = frozenset(
    {
        S.DOMICILE_TOWN,
        S.DOMICILE_LOT,
        S.REGISTER_HEAD,
        S.HEAD_CANDIDATES,
        S.TELEPHONE,
        S.APPLICATION,
    }
)
_PASSWORD = frozenset({S.SIGNATURE_PASSWORD, S.LAST_PASSWORD_TRY})

BACK_FROM = states_with(Back)
"""Where もどる is shown and posts Back; the list of certificates has it only while an order exists."""

END_FROM = states_with(Ended) - {S.STAFF_PIN}
"""Where おわる is shown and posts Ended; while printing is held it cancels the remaining sheets. Staff leave
their PIN by もどる; a second button would do the same."""

RING_IN = frozenset(spec.state for spec in STATES if spec.timeout in IDLE) - {S.FAREWELL, S.MAINTENANCE}
"""Where the countdown is shown. Elsewhere the deadline is a device's, which would only worry the shopper."""

STAFF_FROM = frozenset(
    source for row in TABLE if row.event is StaffCalled and row.dest is S.STAFF_PIN for source in row.source
)
"""Where pressing the title for STAFF_HOLD seconds opens the staff PIN; elsewhere staff would wait."""

STAFF_HOLD = 1.5
"""Seconds for which the title must be pressed."""
STAFF_HELD = "staff:held"
"""What listeners to touches are told when it was."""

_CARD = (
    S.CONSENT,
    S.MUNICIPALITY,
    S.OTHER_MUNICIPALITY,
    S.PLACE_CARD,
    S.READ_CARD,
    S.ENTER_PIN,
    S.LAST_TRY,
    S.AUTHENTICATE,
)

STEPS: dict[Service, tuple[tuple[Phrase, tuple[S, ...]], ...]] = {
    Service.CERTIFICATES: (
        (phrase("steps", "Card"), (*_CARD, S.TAKE_CARD)),
        (phrase("steps", "Certificate"), (S.CERTIFICATES, S.OPTIONS, S.MEMBERS, S.MY_NUMBER)),
        (phrase("steps", "Check"), (S.ORDER, S.PREPARE)),
        (phrase("steps", "Pay"), (S.OPEN_DEPOSIT, S.PAY, S.STOP_PAYING, S.FIX_DEPOSIT)),
        (
            phrase("steps", "Collect"),
            (S.SUBMIT_JOB, S.PRINT, S.PRINT_HELD, S.STOP_PRINT, S.SETTLE, S.TAKE_PAPERS),
        ),
    ),
    Service.PASSWORD_RESET: (
        (phrase("steps", "Card"), _CARD),
        (phrase("steps", "New password"), (S.NEW_PASSWORD, S.REPEAT_PASSWORD)),
        (phrase("steps", "Done"), (S.RESET_PASSWORD, S.RESULT)),
    ),
    Service.USAGE_REGISTRATION: (
        (phrase("steps", "Card"), (*_CARD, S.REGISTRATION_STATE)),
        (
            phrase("steps", "Fill in"),
            (S.DOMICILE_TOWN, S.DOMICILE_LOT, S.REGISTER_HEAD, S.FIND_HEAD, S.HEAD_CANDIDATES, S.TELEPHONE),
        ),
        (phrase("steps", "Check and sign"), (S.APPLICATION, *_PASSWORD, S.SIGN_APPLICATION)),
        (phrase("steps", "Done"), (S.RESULT,)),
    ),
}
"""The steps of each service; screens that end a visit early belong to none."""


def step_of(service: Service | None, state: S) -> int | None:
    """The step of a state, counted from 1, or None."""
    steps = STEPS.get(service, ()) if service is not None else ()
    return next((number for number, (_, states) in enumerate(steps, 1) if state in states), None)


DEEP_STATES = frozenset({S.STARTING, S.ATTRACT, S.FAREWELL, S.CLOSED, S.OUT_OF_SERVICE})
"""Full-screen pages on deep blue, without header and footer."""
