"""The flow: one module a service, each with its events, guards, actions and rows of the transition table.

`menu` and `identification` begin a visit, `leaving` ends it, `operation` and `staff` are the terminal's own.
"""

from __future__ import annotations

from kiosk.fsm.event import Event
from kiosk.fsm.flow.card_check import CARD_CHECK
from kiosk.fsm.flow.certificates import CERTIFICATES
from kiosk.fsm.flow.identification import IDENTIFICATION
from kiosk.fsm.flow.information import INFORMATION
from kiosk.fsm.flow.leaving import LEAVING
from kiosk.fsm.flow.menu import MENU
from kiosk.fsm.flow.operation import OPERATION
from kiosk.fsm.flow.password_reset import PASSWORD_RESET
from kiosk.fsm.flow.payment import PAYMENT
from kiosk.fsm.flow.printing import PRINTING
from kiosk.fsm.flow.signature_password import SIGNATURE_PASSWORD
from kiosk.fsm.flow.staff import STAFF
from kiosk.fsm.flow.usage_registration import USAGE_REGISTRATION
from kiosk.fsm.states import S
from kiosk.fsm.transition import Row

TABLE: tuple[Row, ...] = (
    *MENU, *INFORMATION, *CERTIFICATES, *PAYMENT, *PRINTING, *PASSWORD_RESET, *USAGE_REGISTRATION,
    *CARD_CHECK, *SIGNATURE_PASSWORD, *IDENTIFICATION, *LEAVING, *OPERATION, *STAFF,
)  # fmt: skip


def states_with(event: type[Event]) -> frozenset[S]:
    """The states in which the table has a row for `event`, whatever its guards say."""
    return frozenset(source for row in TABLE if row.event is event for source in row.source)
