"""The main job: one certificate, end to end, over every driver and every wire."""

from __future__ import annotations

from kiosk.fsm.states import S
from tests.support.visits import Person


def test_a_shopper_leaves_with_a_sheet_change_and_a_receipt(person: Person) -> None:
    person.sees(S.ATTRACT).starts().sees(S.CONSENT).agrees().chooses_residence().sees(S.PLACE_CARD)
    person.sets("normal").sees(S.ENTER_PIN).types("1234").sees(S.TAKE_CARD)
    person.takes_card().sees(S.CERTIFICATES).orders().sees(S.PAY)
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250)
    assert len(person.environment.receipt_printer.receipts) == 1
    person.presses_ok().sees(S.FAREWELL).waits(10).sees(S.ATTRACT).owes_nothing().leaves_no_trace()
