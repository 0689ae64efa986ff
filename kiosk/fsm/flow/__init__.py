"""The flow, as tables a person can read: which event leads from where to where.

Top to bottom: how a visit begins, the way of a certificate, the free services, ways back and out,
what goes wrong, the house.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.fsm.flow.beginning import BEGINNING
from kiosk.fsm.flow.certificates import CERTIFICATES
from kiosk.fsm.flow.groups import IDLE
from kiosk.fsm.flow.house import HOUSE
from kiosk.fsm.flow.leaving import WAYS_BACK, WAYS_OUT
from kiosk.fsm.flow.rows import HOME, LEAVE, STAY, Row, row, spell_out
from kiosk.fsm.flow.services import SERVICES
from kiosk.fsm.flow.trouble import TROUBLE

__all__ = ["HOME", "IDLE", "LEAVE", "STAY", "TABLE", "Row", "row", "spelled_out"]

TABLE: tuple[Row, ...] = (*BEGINNING, *CERTIFICATES, *SERVICES, *WAYS_BACK, *WAYS_OUT, *TROUBLE, *HOUSE)


def spelled_out(table: tuple[Row, ...] = TABLE) -> Iterator[Row]:
    """Yield the rows with HOME and LEAVE replaced by what they mean."""
    return spell_out(table)
