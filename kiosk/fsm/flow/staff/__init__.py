"""Staff: the hidden call and the sign-in, and maintenance mode. None of it shows a shopper's data."""

from __future__ import annotations

from kiosk.fsm.flow.staff.maintenance import MAINTENANCE
from kiosk.fsm.flow.staff.signing_in import SIGNING_IN
from kiosk.fsm.transition import Row

STAFF: tuple[Row, ...] = (*SIGNING_IN, *MAINTENANCE)
