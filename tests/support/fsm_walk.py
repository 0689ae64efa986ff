"""An exhaustive walk of the machine: every reachable (state × money × device), every event on each.

The events follow the devices' contracts: a deposit only grows, a payout and its claim make what is
owed, copies are never un-printed. Everything else may come at any moment.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from kiosk.config.sections.staff import SPECIMENS
from kiosk.fsm.event import Event
from kiosk.fsm.events import (
    Acknowledged,
    Agreed,
    Back,
    CardGone,
    CardRefused,
    CardSet,
    Ended,
    Faulted,
    LastTryAccepted,
    PasswordEntered,
    PasswordRefused,
    ReceiptPrinted,
    Refused,
    TimedOut,
)
from kiosk.fsm.flow import TABLE
from kiosk.fsm.flow.card_check import CardChecked, SignatureRead, SignatureWanted
from kiosk.fsm.flow.certificates import (
    Authenticated,
    CertificateChosen,
    LineRemoved,
    LineReopened,
    MoreWanted,
    OptionsChosen,
    OrderConfirmed,
    Prepared,
)
from kiosk.fsm.flow.identification import CardRead, PinEntered, PinRefused
from kiosk.fsm.flow.information import TopicChosen
from kiosk.fsm.flow.menu import (
    AccessChosen,
    LanguageChosen,
    MunicipalityChosen,
    ScopeChosen,
    ServiceChosen,
    Started,
)
from kiosk.fsm.flow.operation import (
    ClockJumped,
    DeviceChecked,
    EndAsked,
    HoursChanged,
    MunicipalitiesListed,
    Ready,
)
from kiosk.fsm.flow.password_reset import PasswordReset, ReservationFound
from kiosk.fsm.flow.payment import (
    CashFailed,
    CoinRejected,
    CoinsAccepted,
    DepositFixed,
    DepositOpened,
    OrderReopened,
    PayingContinued,
    Settled,
)
from kiosk.fsm.flow.printing import (
    JobAdvanced,
    JobCompleted,
    JobSubmitted,
    PrintFailed,
    PrintHeld,
    PrintResumed,
    PrintStalled,
    SheetPrinted,
)
from kiosk.fsm.flow.staff.maintenance import (
    CasesListed,
    ClockConfirmed,
    PageTestSeen,
    RecordsListed,
    ServiceSwitched,
    StaffActed,
    StaffActionDone,
    StaffLeft,
    StaffPageChosen,
    StockCounted,
)
from kiosk.fsm.flow.staff.signing_in import StaffAdmitted, StaffCalled, StaffPinEntered, StaffRefused
from kiosk.fsm.flow.usage_registration import (
    ApplicationConfirmed,
    ApplicationSent,
    ApplicationWanted,
    EntryReopened,
    FormEntry,
    FormFilled,
    HeadsFound,
    RegistrationFound,
)
from kiosk.fsm.machine import KioskMachine, NotExpected
from kiosk.fsm.model import FlowSettings
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import OpenCase, PrintStage, StaffAction, StaffPage
from kiosk.fsm.states import S
from kiosk.fsm.terminal_status import TerminalStatus
from kiosk.fsm.visit import Secrets, Visit
from kiosk.rules.access import Access, TextSize
from kiosk.rules.card_check import CardState
from kiosk.rules.certificates import (
    CHOSEN,
    HOUSEHOLD,
    SELF,
    SHOWN,
    Availability,
    CertificateKind,
    Offer,
    OptionSpec,
    default_options,
)
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.rules.usage_registration import MAY_APPLY, Registration, RegistrationForm, RegistrationState, Town
from tests.support.staff import staff_pin

TOWN = Municipality("99201", "みほん県", "見本市", "Mihon", "0000-00-0001")
KIND = CertificateKind.RESIDENT_RECORD
ROWS = (
    OptionSpec("persons", (HOUSEHOLD, SELF, CHOSEN), HOUSEHOLD),
    OptionSpec("members", ("1", "2", "3"), "1,2,3", only_if=("persons", CHOSEN), many=True),
    OptionSpec("my_number", (SHOWN, "omitted"), "omitted"),
)
PLAIN = default_options(KIND, ROWS)
WITH_MY_NUMBER = tuple(sorted({**dict(PLAIN), "my_number": SHOWN}.items()))
SOME_MEMBERS = tuple(sorted({**dict(PLAIN), "persons": CHOSEN, "members": "1,3"}.items()))
OFFERS = (Offer(KIND, 250, rows=ROWS),)
LATER = (Offer(KIND, 250, Availability.NOT_NOW),)
COPIES = 2
DEPOSITS = (0, 100, 500, 600)
"""Nothing, too little, exact, too much for two copies at 250 yen."""

CASE = OpenCase("v", 500, 0, 0, 500)
MOMENT = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
FORM = RegistrationForm("見本町", "1-2", "ミホン　ジロウ", "", "09000000000")
GOOD, OTHER, NO_DIGIT = b"ABC123", b"XYZ789", b"ABCDEF"
"""Passwords: a good one, another, and one without a digit, which is none for a new one."""

Key = tuple[object, ...]


class Edge(NamedTuple):
    """One step of the walk, with the machine's memory before and after it.

    `ended` is the visit that the step ended, as it was at its end.
    """

    before: S
    visit_before: Visit
    status_before: TerminalStatus
    event: Event
    after: S
    visit_after: Visit
    secrets_after: Secrets
    status_after: TerminalStatus
    ended: Visit | None
    entered: bool


def card_state(password_tries: int | None) -> CardState:
    """A card in order; without password tries it has no signature certificate."""
    return CardState(True, MOMENT, 3, password_tries is not None, password_tries)


def registration(state: RegistrationState, *, tells_heads: bool = False) -> Registration:
    """What the centre says of a card, in a municipality of one town."""
    return Registration(state, towns=(Town(FORM.town, "ミホンチョウ"),), tells_heads=tells_heads)


def new_machine() -> KioskMachine:
    """A machine in STARTING with two coins known."""
    machine = KioskMachine(
        FlowSettings(denominations=(100, 500), max_copies=COPIES, topics=("lost_card",), persons=SPECIMENS),
        lambda: "id",
    )
    machine.model.status = replace(machine.status, municipalities=(TOWN,))
    return machine


CLOSED_SERVICES = (Service.USAGE_REGISTRATION, Service.PASSWORD_RESET)
"""What one of the hours of the walk closes while the rest stays open."""

CONSTANT: tuple[Event, ...] = (
    Started(), Agreed(), LastTryAccepted(), OrderConfirmed(), Back(), Ended(), Acknowledged(),
    PayingContinued(), OrderReopened(), StaffCalled(), TimedOut(), Faulted(), CardSet(), CardGone(),
    CoinRejected(), PrintResumed(), JobSubmitted(),
    *(ServiceChosen(service) for service in Service), LanguageChosen("en"), ClockJumped(),
    AccessChosen(Access(TextSize.LARGE)),
    TopicChosen("lost_card"), TopicChosen("nothing"),
    ScopeChosen(Scope.RESIDENCE), ScopeChosen(Scope.REGISTER), MunicipalityChosen("99201"),
    CertificateChosen(KIND), *(OptionsChosen(PLAIN, copies) for copies in (1, COPIES)),
    OptionsChosen(WITH_MY_NUMBER, COPIES), OptionsChosen(SOME_MEMBERS, COPIES),
    MoreWanted(), *(LineRemoved(index) for index in (-1, 0, 1)),
    LineReopened(0), LineReopened(COPIES),
    *(CardRead(tries, b"card", 5) for tries in (0, 1, 3)),
    *(CardRead(3, b"card", tries) for tries in (0, 1)),
    *(PinRefused(tries) for tries in (0, 1, 3)),
    CardRefused(Reason.CARD_GONE), CardRefused(Reason.READER_FAULT),
    *(Authenticated("card", "proof", TOWN, offers) for offers in (OFFERS, LATER, ())),
    *(CardChecked(card_state(tries), b"card", MOMENT) for tries in (None, 0, 1, 5)),
    SignatureWanted(), SignatureRead(MOMENT, 5), *(PasswordRefused(tries) for tries in (0, 1, 4)),
    ReservationFound("card", "proof", MOMENT), PasswordReset("number"), ApplicationWanted(),
    PasswordReset("number", Reason.RECORD_MISMATCH),
    *(RegistrationFound("card", "proof", TOWN, registration(state)) for state in RegistrationState),
    RegistrationFound("card", "proof", TOWN, registration(RegistrationState.NONE, tells_heads=True)),
    *(EntryReopened(entry) for entry in FormEntry), FormFilled(replace(FORM, lot="2-2")),
    FormFilled(RegistrationForm()), FormFilled(FORM), HeadsFound(("見本　次郎",)), HeadsFound(()),
    ApplicationConfirmed(), ApplicationSent("number", MOMENT.date()),
    Refused(Reason.CENTRE_UNREACHABLE), Refused(Reason.RECORD_MISMATCH),
    Prepared(COPIES), DepositOpened((100, 500)), PrintHeld(Reason.PAPER_OUT),
    PrintStalled(Reason.PRINTER_FAULT), JobAdvanced(1),
    ReceiptPrinted(True), ReceiptPrinted(False), Ready(), Ready(Reason.INTERRUPTED),
    HoursChanged(True, True), HoursChanged(True, False, "2026-11-25 06:30"),
    HoursChanged(False, False, "2026-11-25 06:30"),
    HoursChanged(True, True, "", tuple(ServiceAvailability(each, False, False) for each in CLOSED_SERVICES)),
    HoursChanged(False, False, "2026-11-25 06:30", (ServiceAvailability(Service.INFORMATION, False, False),)),
    DeviceChecked("printer", "online"), DeviceChecked("printer", "userError", "", Reason.PAPER_OUT),
    DeviceChecked("card_reader", "online"), DeviceChecked("card_reader", "noDevice", "", Reason.READER_FAULT),
    *(StaffAdmitted(person) for person in SPECIMENS), StaffRefused(), StaffRefused(True, 5),
    *(StaffPageChosen(page) for page in StaffPage),
    *(StaffActed(action) for action in StaffAction), StaffActed(StaffAction.CLEAR_CASE, CASE.visit),
    StaffActionDone(StaffAction.TEST_PAGE, True), CasesListed(()), CasesListed((CASE,), False),
    RecordsListed("2026-11-24", ()), PageTestSeen(PrintStage.OUT), ClockConfirmed(), ClockConfirmed(False),
    *(ServiceSwitched(Service.CARD_CHECK, on) for on in (True, False)),
    StockCounted(((10, 40),), 0),
    StaffLeft(True), StaffLeft(False), MunicipalitiesListed((TOWN,)), EndAsked(),
)  # fmt: skip
"""Events that any person, device or clock may bring, whatever went before."""

MONEY_KINDS: frozenset[type[Event]] = frozenset({CoinsAccepted, DepositFixed, CashFailed})
PAPER_KINDS: frozenset[type[Event]] = frozenset({SheetPrinted, PrintFailed, JobCompleted})


def alphabet(machine: KioskMachine, rows: frozenset[type[Event]]) -> Iterator[Event]:
    """Events of the kinds `rows` that the money and paper so far allow; secrets serve once."""
    visit, money = machine.visit, machine.visit.money
    if PinEntered in rows:
        yield PinEntered(Pin((1, 2, 3, 4)))
    if StaffPinEntered in rows:
        yield StaffPinEntered(SPECIMENS[0].id, staff_pin())
        yield StaffPinEntered("nobody", staff_pin())
    if PasswordEntered in rows:
        for characters in (GOOD, OTHER, NO_DIGIT):
            yield PasswordEntered(Password(characters))
    if rows & MONEY_KINDS:
        for inserted in DEPOSITS:
            if inserted >= money.inserted:
                yield CoinsAccepted(inserted, (100,))
                yield DepositFixed(inserted)
                yield DepositFixed(inserted, payable=False)
                yield DepositFixed(inserted, uncounted=True)
                yield CashFailed(Reason.CASH_FAULT, inserted)
    if rows & PAPER_KINDS:
        done, sheets = visit.printing.copies, visit.printing.sheets_printed
        yield SheetPrinted(max(sheets, 1))
        yield PrintFailed(Reason.PRINTER_FAULT)
        yield PrintFailed(Reason.RECORD_MISMATCH)
        if done < visit.order.copies:
            yield JobCompleted(done + 1, done + 1)
    if Settled in rows:
        for inserted in (each for each in DEPOSITS if each >= money.inserted):
            due = inserted - money.charged
            if due < 0 or (machine.state is not S.RECONCILE and inserted != money.inserted):
                continue
            uncounted = money.uncounted
            yield Settled(inserted, due, uncounted=uncounted)
            yield Settled(inserted, 0, claimed=due, uncounted=uncounted)
            yield Settled(inserted, due // 2, claimed=due - due // 2, uncounted=uncounted)
            yield Settled(inserted, 0, unknown=due, uncounted=uncounted)
            yield Settled(inserted, due + 100, overpaid=100, uncounted=uncounted)
            yield Settled(inserted, due, uncounted=True)


OVER = (S.RESULT, S.REFUSAL, S.RETURN_CARD, S.CARD_UNSEEN, S.FAREWELL)
"""Where nothing of a free service makes a difference any more."""
HOURS_MATTER = (None, *CLOSED_SERVICES, Service.INFORMATION)
"""Services that one of the walk's hours treats unlike the terminal; None chooses among them."""


def service_key(machine: KioskMachine) -> Key:
    """The same for what only the free services look at, so that the others are not walked once for each."""
    visit, status = machine.visit, machine.status
    if visit.service is None or machine.state not in OVER:
        hours: object = status.services if visit.service in HOURS_MATTER else None
    else:
        return (None,)
    if visit.service in (None, Service.CERTIFICATES, Service.INFORMATION):
        return (hours,)
    card, registration = visit.card, visit.registration
    tries = None if visit.service is Service.PASSWORD_RESET else card.password_tries
    record = registration.record
    return (
        hours, machine.model.secrets.password is None, tries if tries is None else min(tries, 2),
        card.state is None, record and (record.state in MAY_APPLY, record.tells_heads),
        registration.form.town, registration.correcting,
    )  # fmt: skip


def key(machine: KioskMachine) -> Key:
    """What can still make a difference to what comes next; words and numbers on screen do not."""
    visit, status, money = machine.visit, machine.status, machine.visit.money
    return (
        machine.state, bool(visit.id), visit.card.present, visit.scope, visit.municipality is None,
        machine.model.secrets.pin is None, visit.service, *service_key(machine), bool(visit.offers),
        visit.selection.kind, visit.selection.copies, visit.selection.line,
        tuple(line.copies for line in visit.order.lines),
        money.inserted, money.charged, money.paid_out, money.claimed, money.unknown, money.overpaid,
        money.uncounted, money.then_order, visit.printing.copies,
        status.is_open, status.may_start, status.is_stopped,
        frozenset(each.device for each in status.failing),
        status.staff_waits, status.cases_open, status.started, *staff_key(machine), alarm_key(machine),
    )  # fmt: skip


def alarm_key(machine: KioskMachine) -> Key:
    """Whether the papers have been called for, and for how long yet."""
    if machine.state is not S.TAKE_PAPERS:
        return ()
    return machine.status.ending, machine.visit.reason is Reason.TIMED_OUT


def staff_key(machine: KioskMachine) -> Key:
    """What makes a difference to staff alone, and only between visits: a visit looks at none of it. What is
    under way, which cases there are and which services are off is tested apart: it would only multiply."""
    status = machine.status
    if machine.visit.id:
        return ()
    person = status.signed_in
    clock = status.clock_doubted, status.staff.clock_confirmed
    return (*clock, person and person.role, status.ending)


Memory = tuple[S, Visit, Secrets, TerminalStatus]


def remembered(machine: KioskMachine) -> Memory:
    """All that the machine knows."""
    return machine.state, machine.visit, machine.model.secrets, machine.status


def recall(machine: KioskMachine, memory: Memory) -> None:
    """Put the machine back to a remembered moment."""
    model = machine.model
    model.state, model.visit, model.secrets, model.status = memory
    if model.secrets.password is not None:  # a step wiped it: the walk types it anew
        model.secrets = replace(model.secrets, password=Password(GOOD))


OPERATION: frozenset[type[Event]] = frozenset(
    {
        HoursChanged,
        StaffCalled,
        StaffAdmitted,
        StaffPageChosen,
        StaffPinEntered,
        StaffRefused,
        StaffActed,
        StaffActionDone,
        CasesListed,
        StockCounted,
        StaffLeft,
    }
)
"""Events of hours and staff, which multiply every situation of a visit by the hour and by the staff."""


def walk(check: Callable[[Edge], None] = lambda edge: None, *, operation: bool = True) -> tuple[int, int]:
    """Visit every reachable situation; returns (situations, steps taken).

    Without `operation` the hours stand still and no staff comes: state × money × device alone.
    """
    machine = new_machine()
    kinds = {row.event for row in TABLE} - (frozenset() if operation else OPERATION)
    rows = {state: frozenset(kind for kind in kinds if machine.has_row(kind, state)) for state in S}
    constant = {state: tuple(event for event in CONSTANT if type(event) in rows[state]) for state in S}
    seen = {key(machine)}
    waiting = deque([remembered(machine)])
    steps = 0
    while waiting:
        memory = waiting.popleft()
        recall(machine, memory)
        state, visit, _, status = memory
        variable = [event for event in alphabet(machine, rows[state]) if type(event) in rows[state]]
        for event in (*constant[state], *variable):
            recall(machine, memory)
            generation = machine.generation
            try:
                machine.handle(event)
            except NotExpected:
                continue
            steps += 1
            entered = machine.generation != generation
            check(
                Edge(
                    state,
                    visit,
                    status,
                    event,
                    machine.state,
                    machine.visit,
                    machine.model.secrets,
                    machine.status,
                    machine.take_ended(),
                    entered,
                )
            )
            found = key(machine)
            if found not in seen:
                seen.add(found)
                waiting.append(remembered(machine))
    return len(seen), steps
