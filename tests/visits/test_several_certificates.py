"""Several certificates in one visit: one payment, one print run, one receipt."""

from __future__ import annotations

from kiosk.fsm.events import Agreed, Back
from kiosk.fsm.flow.certificates import (
    CertificateChosen,
    LineRemoved,
    LineReopened,
    MoreWanted,
    OptionsChosen,
    OrderConfirmed,
)
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import accounts
from kiosk.rules.certificates import CertificateKind, OptionValues, OrderLine, default_options
from kiosk_simulator.centre.faults import CentreFault
from tests.support.visits import RECORD, Person


def options(person: Person, **changes: str) -> OptionValues:
    """The options as the screen first shows them, with these exchanged."""
    offer = next(each for each in person.machine.view.visit.offers if each.kind is RECORD)
    return tuple(sorted({**dict(default_options(RECORD, offer.options)), **changes}.items()))


def lines_of(person: Person) -> tuple[OrderLine, ...]:
    return person.machine.view.visit.order.lines


def puts_into_the_order(person: Person, copies: int = 1, **changes: str) -> Person:
    person.machine.post(CertificateChosen(RECORD))
    person.machine.post(OptionsChosen(options(person, **changes), copies))
    return person


def test_two_certificates_are_paid_once_and_printed_in_one_run(person: Person) -> None:
    puts_into_the_order(person.proves()).sees(S.ORDER).machine.post(MoreWanted())
    puts_into_the_order(person.sees(S.CERTIFICATES), persons="self", domicile="shown").sees(S.ORDER)
    assert person.machine.view.visit.order.price == 500
    person.machine.post(OrderConfirmed())
    person.sees(S.PAY).inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(2).has_in_tray(0).owes_nothing()
    assert len(person.environment.receipt_printer.receipts) == 1
    assert len({sheet.name for sheet in person.environment.printer.sheets}) == 2


def test_paper_that_ends_between_two_certificates_charges_only_the_first(person: Person) -> None:
    puts_into_the_order(person.proves()).machine.post(MoreWanted())
    puts_into_the_order(person, persons="self").machine.post(OrderConfirmed())
    printer = person.environment.printer
    printer.refill(1 - printer.paper)
    person.inserts(500).waits_until(S.PRINT_HELD).ends().waits_until(S.TAKE_PAPERS)
    person.has_sheets(1).has_in_tray(250).owes_nothing()
    (account,) = accounts(person.journal.entries()).values()
    assert account.charged == 250


def test_copies_of_an_order_whose_later_line_is_refused_are_reported_void(person: Person) -> None:
    before = {each.request for each in person.environment.centre.reports()}
    puts_into_the_order(person.proves(), copies=2).machine.post(MoreWanted())
    person.machine.post(CertificateChosen(CertificateKind.SEAL_REGISTRATION))
    person.machine.post(OptionsChosen((), 1))
    person.environment.centre.faults.set(CentreFault.SEAL_CANCELLED)
    person.machine.post(OrderConfirmed())
    person.sees(S.REFUSAL, Reason.REFUSED_BY_MUNICIPALITY).has_sheets(0).has_in_tray(0)
    person.presses_ok().waits(1).owes_nothing().leaves_no_trace()
    reports = [each for each in person.environment.centre.reports() if each.request not in before]
    found = sorted((len(each.void), each.printed, each.uncertain) for each in reports)
    assert found == [(0, (), ()), (2, (), ())], "the line that was refused, and the copies of the one before"


def test_a_line_that_is_struck_out_is_neither_paid_nor_printed(person: Person) -> None:
    puts_into_the_order(person.proves()).machine.post(MoreWanted())
    puts_into_the_order(person, persons="self")
    person.machine.post(LineRemoved(0))
    person.sees(S.ORDER)
    assert person.machine.view.visit.order.price == 250
    person.machine.post(LineRemoved(0))
    person.sees(S.CERTIFICATES)
    assert lines_of(person) == ()


def test_going_back_from_the_order_opens_the_last_certificate_again(person: Person) -> None:
    puts_into_the_order(person.proves(), copies=3, domicile="shown").machine.post(Back())
    view = person.sees(S.OPTIONS).machine.view
    assert (
        view.visit.selection.copies,
        dict(view.visit.selection.options)["domicile"],
        view.visit.order.lines,
    ) == (3, "shown", ())


def test_no_more_copies_are_taken_than_the_setting_allows(person: Person) -> None:
    puts_into_the_order(person.proves(), copies=10).sees(S.ORDER)
    assert person.machine.view.copies_left == 0
    person.machine.post(MoreWanted())
    person.sees(S.ORDER)


def test_my_number_is_shown_only_after_its_own_warning_was_accepted(person: Person) -> None:
    puts_into_the_order(person.proves(), my_number="shown").sees(S.MY_NUMBER)
    assert lines_of(person) == ()
    person.machine.post(Back())
    person.sees(S.OPTIONS)
    person.machine.post(OptionsChosen(options(person, my_number="shown"), 1))
    person.machine.post(Agreed())
    person.sees(S.ORDER)
    (line,) = lines_of(person)
    assert dict(line.options)["my_number"] == "shown"


def test_a_line_is_changed_in_its_place_and_the_others_stay(person: Person) -> None:
    puts_into_the_order(person.proves(), persons="self").machine.post(MoreWanted())
    puts_into_the_order(person, domicile="shown").sees(S.ORDER)
    before = lines_of(person)
    person.machine.post(LineReopened(0))
    person.sees(S.OPTIONS)
    selection = person.machine.view.visit.selection
    assert (selection.options, selection.copies) == (before[0].options, before[0].copies)
    person.machine.post(OptionsChosen(options(person, persons="household"), 3))
    person.sees(S.ORDER)
    first, second = lines_of(person)
    assert (first.options, first.copies) == (options(person, persons="household"), 3)
    assert second == before[1]


def test_going_back_from_a_line_that_is_changed_leaves_the_order_as_it_was(person: Person) -> None:
    puts_into_the_order(person.proves(), persons="self").machine.post(MoreWanted())
    puts_into_the_order(person).sees(S.ORDER)
    before = lines_of(person)
    person.machine.post(LineReopened(1))
    person.sees(S.OPTIONS).machine.post(Back())
    person.sees(S.ORDER)
    assert lines_of(person) == before
    person.machine.post(MoreWanted())
    puts_into_the_order(person).sees(S.ORDER)
    assert lines_of(person)[:2] == before, "what comes next is a line of its own"


def test_a_line_may_be_changed_to_as_many_copies_as_the_others_leave(person: Person) -> None:
    most = person.machine.view.settings.max_copies
    puts_into_the_order(person.proves(), copies=2).machine.post(MoreWanted())
    puts_into_the_order(person, copies=most - 2).sees(S.ORDER)
    assert person.machine.view.copies_left == 0
    person.machine.post(LineReopened(0))
    assert person.machine.view.copies_left == 2
    person.machine.post(OptionsChosen(options(person), 3))
    person.sees(S.OPTIONS)
    person.machine.post(OptionsChosen(options(person), 1))
    person.sees(S.ORDER)
    assert [line.copies for line in lines_of(person)] == [1, most - 2]


def test_my_number_added_by_a_change_is_asked_about_as_for_a_new_line(person: Person) -> None:
    puts_into_the_order(person.proves()).machine.post(LineReopened(0))
    person.machine.post(OptionsChosen(options(person, my_number="shown"), 1))
    person.sees(S.MY_NUMBER).machine.post(Agreed())
    person.sees(S.ORDER)
    (line,) = lines_of(person)
    assert dict(line.options)["my_number"] == "shown"
