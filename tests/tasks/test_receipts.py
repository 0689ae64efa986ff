"""The receipt lists what was printed, in the order's own lines, and adds up to what was charged."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL.Image import Image

from kiosk.config.sections.place import Place
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.receipts.claim import Claim, claim_slip
from kiosk.documents.receipts.receipt import Receipt
from kiosk.documents.receipts.rendering.canvas import draw
from kiosk.documents.receipts.settlement import Settlement
from kiosk.documents.receipts.slip import Slip
from kiosk.fsm.event import Event
from kiosk.fsm.events import ReceiptPrinted
from kiosk.fsm.states import S
from kiosk.fsm.task_context import TaskContext
from kiosk.fsm.visit import Money, Order, PrintingRun, Visit
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal
from kiosk.rules.certificates import CertificateKind, OrderLine
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Municipality
from kiosk.screens.i18n.words import words_in
from kiosk.tasks.paper import receipts
from kiosk.tasks.paper.receipts import LABELS, ReceiptTasks
from kiosk.tasks.paper.slip_printing import SlipPrinter

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
KINDS = tuple(CertificateKind)
LINES = st.lists(
    st.builds(OrderLine, st.sampled_from(KINDS), st.just(()), st.integers(1, 4), st.sampled_from([250, 450])),
    min_size=1,
    max_size=4,
)


class Paper:
    """A receipt printer that only takes what it is given."""

    def print_image(self, image: Image, wanted: Callable[[], bool] = lambda: True) -> None:
        """Nothing to print on."""


def printed(order: Order, copies: int, fonts: Fonts, patch: pytest.MonkeyPatch) -> Receipt:
    """The receipt of a visit in which `copies` certificates of `order` came out."""
    seen: list[Receipt] = []

    def taken(receipt: Receipt) -> Slip:
        seen.append(receipt)
        return ()

    patch.setattr(receipts, "receipt_slip", taken)
    charged = order.charges[copies]
    visit = Visit(
        "v",
        order=order,
        printing=PrintingRun(copies=copies),
        money=Money(order.price, charged, order.price - charged),
    )
    journal = Journal(None, lambda: NOW)
    tasks = ReceiptTasks(SlipPrinter(Paper(), fonts), journal, Place(), lambda: NOW)  # type: ignore[arg-type]
    tasks.receipt(TaskContext(S.TAKE_PAPERS, 1, visit))
    journal.close()
    (receipt,) = seen
    return receipt


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts.load()


@given(lines=LINES, data=st.data())
def test_a_receipt_after_a_partial_print_has_what_came_out_and_nothing_else(
    fonts: Fonts, lines: list[OrderLine], data: st.DataObject
) -> None:
    order = Order(tuple(lines))
    copies = data.draw(st.integers(1, order.copies))
    with pytest.MonkeyPatch.context() as patch:
        receipt = printed(order, copies, fonts, patch)
    assert sum(count for _, count, _ in receipt.lines) == copies
    assert sum(yen for _, _, yen in receipt.lines) == receipt.money.price == order.charges[copies]
    assert receipt.money.inserted - receipt.money.returned == receipt.money.price
    assert all(count > 0 for _, count, _ in receipt.lines)
    # Certificates come out in the order's own order: the lines are its beginning.
    expected = [LABELS[line.kind] for line in lines for _ in range(line.copies)][:copies]
    assert [label for label, count, _ in receipt.lines for _ in range(count)] == expected


def test_the_second_line_of_an_order_is_listed_only_as_far_as_it_was_printed(
    fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = Order(
        (
            OrderLine(CertificateKind.RESIDENT_RECORD, (), 2, 250),
            OrderLine(CertificateKind.FAMILY_REGISTER_ALL, (), 3, 450),
        )
    )
    receipt = printed(order, 3, fonts, monkeypatch)
    assert receipt.lines == (("住民票の写し", 2, 500), ("戸籍全部事項証明書", 1, 450))
    assert (receipt.money.price, receipt.money.returned) == (950, order.price - 950)


def _receipt_of(name: str, fonts: Fonts) -> Event:
    order = Order((OrderLine(CertificateKind.TAXATION, (), 1, 250),))
    municipality = Municipality("99201", "みほん県", name, "Mihon", "0000-00-0001", takes_registrations=False)
    visit = Visit(
        "v", municipality=municipality, order=order, printing=PrintingRun(copies=1), money=Money(250, 250)
    )
    tasks = ReceiptTasks(SlipPrinter(Paper(), fonts), Journal(None, lambda: NOW), Place(), lambda: NOW)  # type: ignore[arg-type]
    return tasks.receipt(TaskContext(S.TAKE_PAPERS, 1, visit))


def test_a_receipt_that_does_not_fit_is_missing_and_ends_no_visit(fonts: Fonts) -> None:
    assert _receipt_of("見" * 90, fonts) == ReceiptPrinted(False)


def test_a_name_that_no_font_has_is_printed_with_a_mark_and_not_left_out(fonts: Fonts) -> None:
    assert _receipt_of("見本\U00030000市", fonts) == ReceiptPrinted(True)


@pytest.mark.parametrize(("language", "captions"), [("ja", "en"), ("en", "en"), ("ko", "ko"), ("es", "es")])
def test_a_slip_speaks_to_staff_in_japanese_and_to_the_shopper_in_the_language_of_the_visit(
    language: str, captions: str, fonts: Fonts
) -> None:
    taken: list[Image] = []

    class Sheet(Paper):
        def print_image(self, image: Image, wanted: Callable[[], bool] = lambda: True) -> None:
            taken.append(image)

    slips = SlipPrinter(Sheet(), fonts, catalogue=words_in)  # type: ignore[arg-type]
    visit = Visit("v", language=language, money=Money(300, 0, 0, claimed=300))
    with closing(Journal(None, lambda: NOW)) as journal:
        ReceiptTasks(slips, journal, Place(), lambda: NOW).claim(TaskContext(S.CLAIM, 1, visit))
        number = next(row.facts["number"] for row in journal.entries() if row.kind is Kind.CLAIM_MADE)
    place = Place()
    claim = Claim(
        NOW, place.store, place.terminal, Settlement(300, 0, 0, 300), str(number), place.telephone,
        place.specimen, payouts=(), counter=None,
    )  # fmt: skip
    assert taken == [draw(claim_slip(claim), fonts, words_in(captions))]
