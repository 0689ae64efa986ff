"""Whatever became of a visit's money, its receipt and its claim slip say so, to the yen, on the paper itself.

The paper is read back from the printer's bytes. Inserted (and what was not covered) = price + change + owed +
to be checked, for every outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.sections.place import Place
from kiosk.config.sections.receipt_printer import SlipMode
from kiosk.documents.fonts.font_set import Fonts
from kiosk.fsm.events import ReceiptPrinted
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import Money, Order, PrintingRun, Visit
from kiosk.hardware.receipt_printer.text_mode import text
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.hours.japan_time import JST
from kiosk.tasks.paper.receipts import ReceiptTasks, sheets
from kiosk.tasks.paper.slip_printing import SlipPrinter
from tests.support.paper_text import Line, amounts, read

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
ORDER = Order(
    (
        OrderLine(CertificateKind.RESIDENT_RECORD, (), 2, 250),
        OrderLine(CertificateKind.FAMILY_REGISTER_ALL, (), 1, 450),
    )
)
"""Charges 0, 250, 500 and 950 yen after none to three copies."""


@dataclass
class Wire:
    """A receipt printer that keeps the bytes it would be sent."""

    stream: bytes = b""

    def print_text(self, lines: Sequence[tuple[str, int]], wanted: Callable[[], bool] = lambda: True) -> None:
        self.stream += b"\x1b@" + text(lines) + b"\x1dV\x00"


@dataclass
class Desk:
    """A visit's receipt tasks, and what they print."""

    fonts: Fonts
    journal: Journal = field(default_factory=lambda: Journal(None, lambda: NOW))

    def prints(self, visit: Visit, *, claim: bool) -> list[Line]:
        wire = Wire()
        slips = SlipPrinter(wire, self.fonts, SlipMode.TEXT)  # type: ignore[arg-type]
        tasks = ReceiptTasks(slips, self.journal, Place(), lambda: NOW)
        context = TaskContext(S.CLAIM if claim else S.TAKE_PAPERS, 1, visit)
        assert (tasks.claim if claim else tasks.receipt)(context) == ReceiptPrinted(True)
        (slip,) = read(wire.stream)
        return slip


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts.load()


@pytest.fixture
def desk(fonts: Fonts) -> Desk:
    return Desk(fonts)


def visit(money: Money, copies: int, reason: Reason | None = None) -> Visit:
    return Visit("v", order=ORDER, printing=PrintingRun(copies=copies), money=money, reason=reason)


def adds_up(lines: list[Line]) -> dict[str, int]:
    """The amounts on the paper, after checking that they account for every yen that was inserted."""
    found = amounts(lines)
    price = found["合計"] if "合計" in found else found["印刷した証明書の手数料"]
    back = found["おつり"] if "おつり" in found else found["お返しした金額"]
    went = price + back + found.get("お返しする金額", 0) + found.get("確認が必要な金額", 0)
    assert found["お預かり"] + found.get("投入が足りない金額", 0) == went
    return found


COMPLETE = Money(1000, 950, paid_out=50)
OUTCOMES = {
    "complete": (COMPLETE, 3, {"合計": 950, "おつり": 50}),
    "exact money": (Money(950, 950), 3, {"合計": 950, "おつり": 0}),
    "partly printed": (Money(1000, 500, paid_out=500), 2, {"合計": 500, "おつり": 500}),
    "part owed": (Money(1000, 250, paid_out=700, claimed=50), 1, {"おつり": 700, "お返しする金額": 50}),
    "all owed": (Money(1000, 250, claimed=750), 1, {"おつり": 0, "お返しする金額": 750}),
    "unknown": (Money(1000, 500, paid_out=300, unknown=200), 2, {"おつり": 300, "確認が必要な金額": 200}),
    "owed and unknown": (
        Money(1500, 950, paid_out=50, claimed=400, unknown=100),
        3,
        {"おつり": 50, "お返しする金額": 400, "確認が必要な金額": 100},
    ),
    "overpaid": (Money(1000, 950, paid_out=150, overpaid=100), 3, {"おつり": 50, "余分に出た金額": 100}),
    "not accounted for": (Money(1000, 500, paid_out=300), 2, {"おつり": 300, "確認が必要な金額": 200}),
    "a coin that went back unseen": (Money(900, 950, overpaid=50), 3, {"投入が足りない金額": 50}),
    "uncounted": (Money(1000, 950, paid_out=50, uncounted=True), 3, {"おつり": 50}),
}


@pytest.mark.parametrize(("money", "copies", "said"), OUTCOMES.values(), ids=OUTCOMES)
def test_a_receipt_accounts_for_every_yen(
    desk: Desk, money: Money, copies: int, said: dict[str, int]
) -> None:
    lines = desk.prints(visit(money, copies), claim=False)
    found = adds_up(lines)
    assert {label: found[label] for label in said} == said
    odd = {"お返しする金額", "確認が必要な金額", "余分に出た金額", "投入が足りない金額"}
    assert odd & set(found) == odd & set(said)
    assert any("要確認" in line.text for line in lines) == money.uncounted
    refers = any("もう一枚の控え" in line.text for line in lines)
    assert refers == (money.uncounted or bool({"お返しする金額", "確認が必要な金額"} & set(said)))


@pytest.mark.parametrize(
    "money",
    [
        Money(1000, 250, paid_out=700, claimed=50),
        Money(500, 0, claimed=500),
        Money(500, 0, unknown=500),
        Money(1500, 950, paid_out=50, claimed=400, unknown=100),
        Money(0, 0, uncounted=True),
        Money(100, 0, paid_out=100, uncounted=True),
        Money(900, 950, overpaid=50, uncounted=True),
    ],
)
def test_a_claim_slip_accounts_for_every_yen_and_says_what_is_owed_in_large(desk: Desk, money: Money) -> None:
    copies = ORDER.charges.index(money.charged)
    lines = desk.prints(visit(money, copies), claim=True)
    found = adds_up(lines)
    assert found.get("お返しする金額", 0) == money.claimed
    assert found.get("確認が必要な金額", 0) == money.unknown
    assert (found["お預かり"], found["印刷した証明書の手数料"]) == (money.inserted, money.charged)
    large = [line.text.strip() for line in lines if line.is_big and line.text.endswith("円")]
    assert large == [f"{amount:,}円" for amount in (money.claimed, money.unknown) if amount]
    assert any(line.text.startswith("投入された金額") and line.text.endswith("要確認") for line in lines) == (
        money.uncounted
    )


SUM = st.integers(0, 200).map(lambda tens: 10 * tens)


@given(copies=st.integers(1, 3), sums=st.tuples(SUM, SUM, SUM, SUM), uncounted=st.booleans())
def test_any_money_that_the_machine_settles_is_on_both_papers(
    fonts: Fonts, copies: int, sums: tuple[int, int, int, int], uncounted: bool
) -> None:
    back, claimed, unknown, over = sums
    charged = ORDER.charges[copies]
    money = Money(charged + back + claimed + unknown, charged, back + over, claimed, unknown, over, uncounted)
    assert money.owed == 0
    for claim in (False, True) if money.needs_slip else (False,):
        found = adds_up(Desk(fonts).prints(visit(money, copies), claim=claim))
        assert found.get("余分に出た金額", 0) == over
        assert found["お預かり"] == money.inserted


# --- sheets and devices ------------------------------------------------------------------------------


def texts(lines: list[Line]) -> list[str]:
    return [" ".join(line.text.split()) for line in lines]


def test_a_receipt_says_what_was_not_printed_and_that_it_is_not_charged(desk: Desk) -> None:
    said = texts(desk.prints(visit(Money(1000, 250, paid_out=750), 1), claim=False))
    assert "住民票の写し 1部 250円" in said
    assert "住民票の写し 1部 未発行 0円" in said
    assert "戸籍全部事項証明書 1部 未発行 0円" in said
    assert "未発行の証明書の手数料はいただいていません。" in said
    assert not any("要確認" in line for line in said)


@pytest.mark.parametrize("reason", [Reason.PRINTER_LOST, Reason.PRINT_UNCERTAIN])
@pytest.mark.parametrize("claim", [False, True])
def test_a_sheet_that_may_be_out_is_told_and_its_fee_given_back(
    desk: Desk, reason: Reason, claim: bool
) -> None:
    money = Money(1000, 500, paid_out=450, claimed=50)
    said = texts(desk.prints(visit(money, 2, reason), claim=claim))
    assert "戸籍全部事項証明書 1部 要確認 0円" in said
    assert not any("未発行" in line for line in said)
    assert "Staff will check whether the sheet came out." in said


def test_a_sheet_that_may_be_out_is_told_also_when_the_payout_has_a_reason_of_its_own(desk: Desk) -> None:
    """The visit's reason is then the payout's: the open intent in the journal tells of the sheet."""
    log = VisitLog(desk.journal, "v")
    log.note(Kind.PRINT_INTENDED, document="00000000001", request="r", sheets=1, fee=250)
    money = Money(1000, 0, paid_out=900, claimed=100)
    said = texts(desk.prints(visit(money, 0, Reason.PAYOUT_SHORT), claim=True))
    assert "住民票の写し 1部 要確認 0円" in said
    assert "住民票の写し 1部 未発行 0円" in said


@given(printed=st.integers(0, 3), uncertain=st.integers(0, 5))
def test_every_copy_of_an_order_is_printed_uncertain_or_not_printed(printed: int, uncertain: int) -> None:
    found = sheets(ORDER, printed, uncertain)
    parts = (found.printed, found.uncertain, found.unprinted)
    counts = [sum(count for _, count in part) for part in parts]
    assert counts == [printed, min(uncertain, 3 - printed), max(0, 3 - printed - uncertain)]
    order = [line for part in parts for line, count in part for _ in range(count)]
    assert order == [line for line in ORDER.lines for _ in range(line.copies)]
