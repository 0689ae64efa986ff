"""What the slips say is what lies in the trays: yen and sheets are counted there and read on the paper.

The receipt printer is in text mode; its paper is read back from the bytes on its wire.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.config.sections.receipt_printer import ReceiptPrinterSettings, SlipMode
from kiosk.config.settings import simulated
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.hardware.cash.cctalk import Header
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.receipt_printer.escpos_parser import Command, Parser
from tests.support.paper_text import Line, amounts, read
from tests.support.visits import Person

TEXT = simulated(receipt_printer=ReceiptPrinterSettings(mode=SlipMode.TEXT))


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> bytearray:
    """Every byte that reaches the receipt printer."""
    found = bytearray()
    feed = Parser.feed

    def recorded(self: Parser, data: bytes) -> Iterator[Command]:
        found.extend(data)
        return feed(self, data)

    monkeypatch.setattr(Parser, "feed", recorded)
    return found


def slips(person: Person, wire: bytearray) -> list[list[Line]]:
    """The slips so far, as many as the printer has cut, and each with ink on it."""
    found = read(bytes(wire))
    person.has_slips(len(found))
    assert all(image.histogram()[0] > 3000 for image in person.environment.receipt_printer.receipts)
    return found


def accounts_for(person: Person, slip: list[Line], inserted: int) -> dict[str, int]:
    """The amounts on a slip: what was inserted, and what lies in the coin tray."""
    found = amounts(slip)
    price = found["合計"] if "合計" in found else found["印刷した証明書の手数料"]
    back = found["おつり"] if "おつり" in found else found["お返しした金額"]
    assert found["お預かり"] == inserted
    assert price + back + found.get("お返しする金額", 0) + found.get("確認が必要な金額", 0) == inserted
    if "確認が必要な金額" not in found:
        assert sum(person.environment.changer.tray) == back + found.get("余分に出た金額", 0)
    assert price == 250 * len(person.environment.printer.sheets)
    return found


def at_the_slot(person: Person, copies: int = 1) -> Person:
    return person.boots(TEXT).proves().orders(copies=copies).sees(S.PAY)


def test_a_plain_visit(person: Person, wire: bytearray) -> None:
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS)
    (receipt,) = slips(person, wire)
    found = accounts_for(person, receipt, 500)
    assert set(found) == {"合計", "お預かり", "おつり"}


def test_paper_that_ends_after_the_first_copy(person: Person, wire: bytearray) -> None:
    printer = person.environment.printer
    printer.refill(1 - printer.paper)
    at_the_slot(person, copies=2).inserts(500).waits_until(S.PRINT_HELD).ends().waits_until(S.TAKE_PAPERS)
    (receipt,) = slips(person, wire)
    assert accounts_for(person, receipt, 500)["おつり"] == 250
    assert "住民票の写し 1部 未発行 0円" in [" ".join(line.text.split()) for line in receipt]


def test_change_that_no_hopper_can_pay(person: Person, wire: bytearray) -> None:
    for yen in (10, 50, 100):
        person.environment.changer.hoppers[yen].faults.add(HopperFault.EMPTY)
    at_the_slot(person).inserts(500).waits_until(S.CLAIM)
    (claim,) = slips(person, wire)
    assert accounts_for(person, claim, 500)["お返しする金額"] == 250
    person.presses_ok().sees(S.TAKE_PAPERS)
    receipt = slips(person, wire)[-1]
    found = accounts_for(person, receipt, 500)
    assert (found["おつり"], found["お返しする金額"]) == (0, 250)


def test_a_hopper_that_fell_silent_while_it_paid(person: Person, wire: bytearray) -> None:
    person.environment.changer.hoppers[100].faults.add(HopperFault.SILENT_IN_PAYOUT)
    at_the_slot(person).inserts(500).waits_until(S.CLAIM)
    (claim,) = slips(person, wire)
    found = accounts_for(person, claim, 500)
    assert (found["お返しした金額"], found["確認が必要な金額"]) == (50, 200)
    assert "100円硬貨の払い出し 2枚中0枚を確認" in [" ".join(line.text.split()) for line in claim]
    assert 50 <= sum(person.environment.changer.tray) <= 250


def test_one_coin_more_than_was_owed(person: Person, wire: bytearray) -> None:
    hopper = person.environment.changer.hoppers[50]
    answer, dropped = hopper.answer, list[bool]()

    def drops_one_more(header: int, data: bytes) -> bytes:
        if header == Header.REQUEST_HOPPER_STATUS and hopper._remaining == 1 and not dropped:
            dropped.append(True)
            hopper.coins, hopper._total = hopper.coins - 1, hopper._total + 1
            hopper._pay(50)
        return answer(header, data)

    hopper.answer = drops_one_more  # type: ignore[method-assign]
    at_the_slot(person).inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(300)
    (receipt,) = slips(person, wire)
    found = accounts_for(person, receipt, 500)
    assert (found["おつり"], found["余分に出た金額"]) == (250, 50)


def test_a_coin_that_nobody_counted(person: Person, wire: bytearray) -> None:
    at_the_slot(person)
    person.environment.changer.insert(100)
    person.environment.changer.acceptor.faults.add(CoinFault.RESETS)
    person.waits(1).ends().waits_until(S.CLAIM)
    (claim,) = slips(person, wire)
    accounts_for(person, claim, 0)
    said = [" ".join(line.text.split()) for line in claim]
    assert "投入された金額 要確認" in said
    assert any(line.startswith("硬貨選別機の計数 ") for line in said)


def test_paper_that_ends_before_the_first_copy(person: Person, wire: bytearray) -> None:
    at_the_slot(person)
    person.environment.printer.set_fault(PrinterFault.PAPER_OUT)
    person.inserts(500).waits_until(S.PRINT_HELD).ends().waits_until(S.TAKE_REFUND).has_in_tray(500)
    (refund,) = slips(person, wire)
    assert set(accounts_for(person, refund, 500)) == {"お返しした金額", "お預かり", "印刷した証明書の手数料"}
    assert "住民票の写し 1部 未発行 0円" in [" ".join(line.text.split()) for line in refund]


def test_the_only_sheet_may_be_out(person: Person, wire: bytearray) -> None:
    printer = person.environment.printer
    printer.monotonic = person.clock.monotonic
    at_the_slot(person)
    printer.set_fault(PrinterFault.ANSWER_LOST)
    printer.set_fault(PrinterFault.NOT_LISTED)
    person.inserts(500).machine.until(lambda view: view.state is S.TAKE_REFUND, limit=1500)
    (refund,) = slips(person, wire)
    assert accounts_for(person.has_in_tray(500), refund, 500)["お返しした金額"] == 500
    assert "住民票の写し 1部 要確認 0円" in [" ".join(line.text.split()) for line in refund]


def test_a_shopper_who_thinks_better_of_it_needs_no_paper(person: Person, wire: bytearray) -> None:
    at_the_slot(person).inserts(100).ends().waits_until(S.TAKE_REFUND).has_in_tray(100)
    assert slips(person, wire) == []


def test_a_second_sheet_that_may_be_out(person: Person, wire: bytearray) -> None:
    """Its fee is in the tray, and the receipt for the first says so."""
    printer = person.environment.printer
    printer.monotonic = person.clock.monotonic
    at_the_slot(person, copies=2).inserts(500)
    assert printer.print_sheet()
    person.machine.until(lambda view: view.visit.printing.copies == 1)
    printer.set_fault(PrinterFault.NOT_LISTED)
    person.machine.until(lambda view: view.state is S.TAKE_PAPERS, limit=1500)
    assert person.machine.view.reason is Reason.PRINT_UNCERTAIN
    (receipt,) = slips(person, wire)
    assert accounts_for(person, receipt, 500)["おつり"] == 250
    assert "住民票の写し 1部 要確認 0円" in [" ".join(line.text.split()) for line in receipt]
