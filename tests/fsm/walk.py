"""An exhaustive walk of the machine: every reachable (state × money × device), every event on each.

The events follow the devices' contracts: a deposit only grows, a payout and its claim make what is
owed, copies are never un-printed. Everything else may come at any moment.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from kiosk.fsm import events as e
from kiosk.fsm.flow import TABLE
from kiosk.fsm.machine import KioskMachine, NotExpected
from kiosk.fsm.notices import Notice
from kiosk.fsm.session import FlowSettings, Money, Standing, Visit
from kiosk.fsm.states import S
from kiosk.fsm.view import StaffView
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
from kiosk.rules.outlook import Outlook
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.rules.usage_registration import MAY_APPLY, Registration, RegistrationForm, RegistrationState, Town

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

MOMENT = datetime(2026, 11, 24, 10, 0, tzinfo=JST)
FORM = RegistrationForm("見本町", "1-2", "ミホン　ジロウ", "", "09000000000")
GOOD, OTHER, NO_DIGIT = b"ABC123", b"XYZ789", b"ABCDEF"
"""Passwords: a good one, another, and one without a digit, which is none for a new one."""

Key = tuple[object, ...]


class Edge(NamedTuple):
    """One step of the walk, with the machine's memory before and after it."""

    before: S
    visit_before: Visit
    standing_before: Standing
    event: e.Event
    after: S
    visit_after: Visit
    standing_after: Standing
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
        FlowSettings(denominations=(100, 500), max_copies=COPIES, topics=("lost_card",)), lambda: "id"
    )
    machine.standing.municipalities = (TOWN,)
    return machine


CLOSED_SERVICES = (Service.USAGE_REGISTRATION, Service.PASSWORD_RESET)
"""What one of the hours of the walk closes while the rest stays open."""

CONSTANT: tuple[e.Event, ...] = (
    e.Started(), e.Agreed(), e.LastTryAccepted(), e.OrderConfirmed(), e.Back(), e.Ended(), e.Acknowledged(),
    e.StaffCalled(), e.TimedOut(), e.Faulted(), e.CardSet(), e.CardGone(), e.CoinRejected(), e.PrintResumed(),
    *(e.ServiceChosen(service) for service in Service), e.LanguageChosen("en"), e.ClockJumped(),
    e.TopicChosen("lost_card"), e.TopicChosen("nothing"),
    e.ScopeChosen(Scope.RESIDENCE), e.ScopeChosen(Scope.REGISTER), e.MunicipalityChosen("99201"),
    e.CertificateChosen(KIND), *(e.OptionsChosen(PLAIN, copies) for copies in (1, COPIES)),
    e.OptionsChosen(WITH_MY_NUMBER, COPIES), e.OptionsChosen(SOME_MEMBERS, COPIES),
    e.MoreWanted(), *(e.LineRemoved(index) for index in (-1, 0, 1)),
    *(e.CardRead(tries, "card", 5) for tries in (0, 1, 3)),
    *(e.CardRead(3, "card", tries) for tries in (0, 1)),
    *(e.PinRefused(tries) for tries in (0, 1, 3)),
    e.CardRefused(Notice.CARD_GONE), e.CardRefused(Notice.READER_FAULT),
    *(e.Authenticated("card", "proof", TOWN, offers) for offers in (OFFERS, LATER, ())),
    *(e.CardChecked(card_state(tries), "card", MOMENT) for tries in (None, 0, 1, 5)),
    e.SignatureWanted(), e.SignatureRead(MOMENT, 5), *(e.PasswordRefused(tries) for tries in (0, 1, 4)),
    e.ReservationFound("card", "proof", MOMENT), e.PasswordReset("number"), e.ApplicationWanted(),
    *(e.RegistrationFound("card", "proof", TOWN, registration(state)) for state in RegistrationState),
    e.RegistrationFound("card", "proof", TOWN, registration(RegistrationState.NONE, tells_heads=True)),
    e.FormFilled(RegistrationForm()), e.FormFilled(FORM), e.HeadsFound(("見本　次郎",)), e.HeadsFound(()),
    e.ApplicationConfirmed(), e.ApplicationSent("number", MOMENT.date()),
    e.Refused(Notice.CENTRE_UNREACHABLE), e.Refused(Notice.RECORD_MISMATCH),
    e.Prepared(COPIES), e.DepositOpened((100, 500)), e.PrintHeld(Notice.PAPER_OUT),
    e.ReceiptPrinted(True), e.ReceiptPrinted(False), e.Ready(), e.Ready(Notice.INTERRUPTED),
    e.HoursChanged(True, True), e.HoursChanged(True, False, "2026-11-25 06:30"),
    e.HoursChanged(False, False, "2026-11-25 06:30"),
    e.HoursChanged(True, True, "", tuple(Outlook(each, False, False) for each in CLOSED_SERVICES)),
    e.HoursChanged(False, False, "2026-11-25 06:30", (Outlook(Service.INFORMATION, False, False),)),
    e.DeviceChecked("printer", "online"), e.DeviceChecked("printer", "userError", "", Notice.PAPER_OUT),
    e.StaffPinChecked(True), e.StaffPinChecked(False), e.StaffActed("test_page"),
    e.StaffReported(StaffView(), False), e.StaffReported(StaffView(), True),
    e.StaffLeft(True), e.StaffLeft(False), e.MunicipalitiesListed((TOWN,)),
)  # fmt: skip
"""Events that any person, device or clock may bring, whatever went before."""

MONEY_KINDS: frozenset[type[e.Event]] = frozenset({e.CoinsAccepted, e.DepositFixed, e.CashFailed})
PAPER_KINDS: frozenset[type[e.Event]] = frozenset({e.SheetPrinted, e.PrintFailed, e.PrintCompleted})


def alphabet(machine: KioskMachine, rows: frozenset[type[e.Event]]) -> Iterator[e.Event]:
    """Events of the kinds `rows` that the money and paper so far allow; secrets serve once."""
    visit, money = machine.visit, machine.visit.money
    if e.PinEntered in rows:
        yield e.PinEntered(Pin((1, 2, 3, 4)))
    if e.PasswordEntered in rows:
        for characters in (GOOD, OTHER, NO_DIGIT):
            yield e.PasswordEntered(Password(characters))
    if rows & MONEY_KINDS:
        for inserted in DEPOSITS:
            if inserted >= money.inserted:
                yield e.CoinsAccepted(inserted, (100,))
                yield e.DepositFixed(inserted)
                yield e.DepositFixed(inserted, payable=False)
                yield e.CashFailed(Notice.CASH_FAULT, inserted)
    if rows & PAPER_KINDS:
        ordered = sum(line.copies for line in visit.order)
        yield e.PrintCompleted(ordered)
        for copies in range(visit.copies_printed, ordered + 1):
            yield e.SheetPrinted(max(copies, 1), copies)
            yield e.PrintFailed(Notice.PRINTER_FAULT, copies)
            yield e.PrintFailed(Notice.RECORD_MISMATCH, copies)
    if e.Settled in rows:
        yield e.Settled(money.owed, 0)
        yield e.Settled(0, money.owed)
        yield e.Settled(money.owed // 2, money.owed - money.owed // 2)


OVER = (S.RESULT, S.REFUSAL, S.RETURN_CARD, S.FAREWELL)
"""Where nothing of a free service makes a difference any more."""
HOURS_MATTER = (None, *CLOSED_SERVICES, Service.INFORMATION)
"""Services that one of the walk's hours treats unlike the terminal; None chooses among them."""


def service_key(machine: KioskMachine) -> Key:
    """The same for what only the free services look at, so that the others are not walked once for each."""
    visit, standing = machine.visit, machine.standing
    if visit.service is None or machine.now_in not in OVER:
        hours: object = standing.outlooks if visit.service in HOURS_MATTER else None
    else:
        return (None,)
    if visit.service in (None, Service.CERTIFICATES, Service.INFORMATION):
        return (hours,)
    tries = None if visit.service is Service.PASSWORD_RESET else visit.password_tries
    registration = visit.registration
    return (
        hours, visit.password is None, tries if tries is None else min(tries, 2), visit.card_state is None,
        registration and (registration.state in MAY_APPLY, registration.tells_heads), visit.form.town,
    )  # fmt: skip


def key(machine: KioskMachine) -> Key:
    """What can still make a difference to what comes next; words and numbers on screen do not."""
    visit, standing, money = machine.visit, machine.standing, machine.visit.money
    return (
        machine.state, bool(visit.id), visit.card_present, visit.scope, visit.municipality is None,
        visit.pin is None, visit.service, *service_key(machine), bool(visit.offers), visit.kind, visit.copies,
        tuple(line.copies for line in visit.order),
        money.inserted, money.charged, money.paid_out, money.claimed, visit.copies_printed,
        standing.is_open, standing.may_start, standing.stop is None, bool(standing.failing),
        standing.staff_waits, standing.cases_open,
    )  # fmt: skip


_VISIT = attrgetter(*(field.name for field in fields(Visit) if field.name != "money"))
_MONEY = attrgetter(*(field.name for field in fields(Money)))
_STANDING = attrgetter(*(field.name for field in fields(Standing)))
_BEFORE_MONEY = [field.name for field in fields(Visit)].index("money")
Memory = tuple[str, tuple[object, ...], tuple[object, ...], tuple[object, ...]]


def remembered(machine: KioskMachine) -> Memory:
    """All that the machine knows, as values."""
    visit, standing = machine.visit, machine.standing
    return machine.state, _VISIT(visit), _MONEY(visit.money), _STANDING(standing)


def recall(machine: KioskMachine, memory: Memory) -> None:
    """Put the machine back to a remembered moment."""
    state, visit, money, standing = memory
    machine.state = state
    machine.visit = Visit(*visit[:_BEFORE_MONEY], Money(*money), *visit[_BEFORE_MONEY:])  # type: ignore[arg-type, call-arg]
    if machine.visit.password is not None:  # a step wiped it: the walk types it anew
        machine.visit.password = Password(GOOD)
    machine.standing = Standing(*standing)  # type: ignore[arg-type]
    machine.standing.failing, machine.standing.devices = dict(machine.standing.failing), {}


HOUSE: frozenset[type[e.Event]] = frozenset(
    {e.HoursChanged, e.StaffCalled, e.StaffPinChecked, e.StaffActed, e.StaffReported, e.StaffLeft}
)
"""Events of the house, which multiply every situation of a visit by the hour and by what staff wants."""


def walk(check: Callable[[Edge], None] = lambda edge: None, *, house: bool = True) -> tuple[int, int]:
    """Visit every reachable situation; returns (situations, steps taken).

    Without `house` the hours stand still and no staff comes: state × money × device alone.
    """
    machine = new_machine()
    kinds = {row.event for row in TABLE} - (frozenset() if house else HOUSE)
    rows = {state: frozenset(kind for kind in kinds if machine.has_row(kind, state)) for state in S}
    constant = {state: tuple(event for event in CONSTANT if type(event) in rows[state]) for state in S}
    seen = {key(machine)}
    waiting = deque([remembered(machine)])
    steps = 0
    while waiting:
        memory = waiting.popleft()
        recall(machine, memory)
        state, visit, standing = S(memory[0]), machine.visit, machine.standing
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
                Edge(state, visit, standing, event, machine.now_in, machine.visit, machine.standing, entered)
            )
            found = key(machine)
            if found not in seen:
                seen.add(found)
                waiting.append(remembered(machine))
    return len(seen), steps
