"""Certificates: what may be issued, choosing it with its options, and the order."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.actions import its_own, set_card_gone
from kiosk.fsm.event import Event
from kiosk.fsm.events import Agreed, Back, CardGone, Refused, TimedOut
from kiosk.fsm.guards import is_for_certificates
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.transition import STAY, Row, row
from kiosk.fsm.visit import Identity, Selection
from kiosk.rules.certificates import (
    CHOSEN,
    SHOWN,
    Availability,
    CertificateKind,
    InvalidOptions,
    Offer,
    OptionValues,
    OrderLine,
    checked_options,
    default_options,
)
from kiosk.rules.services import Municipality

# --- events


class Authenticated(Event):
    """Card and centre agree who this is.

    `subject` is the SHA-256 of the user-authentication certificate, hexadecimal: it binds
    every record to this visit. `authentication` is the centre's random id for this proof.
    """

    subject: str
    authentication: str
    municipality: Municipality
    offers: tuple[Offer, ...]


class CertificateChosen(Event):
    """A row of the certificate list was touched."""

    kind: CertificateKind


class OptionsChosen(Event):
    """Options and number of copies for the chosen certificate."""

    options: OptionValues
    copies: int


class MoreWanted(Event):
    """別の証明書も: another certificate in the same visit."""


class LineRemoved(Event):
    """One line of the order was removed; `index` counts from 0."""

    index: int


class LineReopened(Event):
    """One line of the order is to be changed; `index` counts from 0."""

    index: int


class OrderConfirmed(Event):
    """お支払いへ."""


class Prepared(Event):
    """Records are here, genuine and bound to this visit; printer and change are proven able.

    `sheets` is the number of sheets that will be printed for the whole order.
    """

    sheets: int


# --- guards


def something_is_offered(m: Model, event: Authenticated) -> bool:
    return any(each.availability is Availability.AVAILABLE for each in event.offers)


def something_is_offered_later(m: Model, event: Authenticated) -> bool:
    return any(each.availability is Availability.NOT_NOW for each in event.offers)


def is_offered(m: Model, event: CertificateChosen) -> bool:
    return any(
        each.kind is event.kind and each.availability is Availability.AVAILABLE for each in m.visit.offers
    )


def options_are_valid(m: Model, event: OptionsChosen) -> bool:
    offer = m.visit.offer
    if offer is None or not 1 <= event.copies <= m.settings.copies_left(m.visit):
        return False
    try:
        checked_options(offer.kind, dict(event.options), offer.options)
    except InvalidOptions:
        return False
    return True


def members_are_chosen(m: Model, event: OptionsChosen) -> bool:
    return ("persons", CHOSEN) in event.options


def shows_my_number(m: Model, event: OptionsChosen) -> bool:
    return ("my_number", SHOWN) in event.options


def copies_are_left(m: Model, event: Event) -> bool:
    return m.settings.copies_left(m.visit) > 0


def something_is_ordered(m: Model, event: Event) -> bool:
    return bool(m.visit.order.lines)


def line_exists(m: Model, event: LineRemoved | LineReopened) -> bool:
    return 0 <= event.index < len(m.visit.order.lines)


def line_is_the_last(m: Model, event: LineRemoved) -> bool:
    return len(m.visit.order.lines) == 1


def line_is_changed(m: Model, event: Event) -> bool:
    return m.visit.selection.line is not None


# --- actions


def set_authentication(m: Model, event: Authenticated) -> None:
    m.visit = replace(
        m.visit,
        identity=Identity(event.subject, event.authentication),
        municipality=event.municipality,
        offers=event.offers,
        reason=None,
    )


def set_again_at(m: Model, event: Authenticated) -> None:
    earliest = min((offer.again_at for offer in event.offers if offer.again_at is not None), default=None)
    m.visit = replace(m.visit, again_at=earliest)


def set_kind(m: Model, event: CertificateChosen) -> None:
    m.visit = replace(m.visit, selection=Selection(event.kind))
    offer = m.visit.offer
    options = default_options(event.kind, None if offer is None else offer.options)
    m.visit = replace(m.visit, selection=Selection(event.kind, options))


def set_options(m: Model, event: OptionsChosen) -> None:
    selection = replace(m.visit.selection, options=tuple(sorted(event.options)), copies=event.copies)
    m.visit = replace(m.visit, selection=selection)


def add_line(m: Model, event: Event) -> None:
    offer, selection = m.visit.offer, m.visit.selection
    if offer is None:
        raise ValueError("options without a kind of certificate")
    line, lines = OrderLine(offer.kind, selection.options, selection.copies, offer.fee), m.visit.order.lines
    at = len(lines) if selection.line is None else selection.line
    lines = (*lines[:at], line, *lines[at + 1 :])
    m.visit = replace(
        m.visit, selection=replace(selection, line=None), order=replace(m.visit.order, lines=lines)
    )


def reopen_line(m: Model, event: LineReopened) -> None:
    line = m.visit.order.lines[event.index]
    m.visit = replace(m.visit, selection=Selection(line.kind, line.options, line.copies, event.index))


def leave_line(m: Model, event: Event) -> None:
    m.visit = replace(m.visit, selection=replace(m.visit.selection, line=None))


def take_line_back(m: Model, event: Event) -> None:
    *rest, last = m.visit.order.lines
    selection = Selection(last.kind, last.options, last.copies)
    m.visit = replace(m.visit, selection=selection, order=replace(m.visit.order, lines=tuple(rest)))


def remove_line(m: Model, event: LineRemoved) -> None:
    lines = m.visit.order.lines
    remaining = lines[: event.index] + lines[event.index + 1 :]
    m.visit = replace(m.visit, order=replace(m.visit.order, lines=remaining))


def name_request(m: Model, event: Event) -> None:
    m.visit = replace(m.visit, order=replace(m.visit.order, request=m.new_id()))


def set_sheets(m: Model, event: Prepared) -> None:
    m.visit = replace(m.visit, printing=replace(m.visit.printing, sheets=event.sheets))


# fmt: off
CERTIFICATES: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(Authenticated, S.AUTHENTICATE, S.TAKE_CARD, (is_for_certificates, something_is_offered), set_authentication),
    row(Authenticated, S.AUTHENTICATE, S.REFUSAL, (is_for_certificates, something_is_offered_later), set_again_at, reason=Reason.NOT_NOW),
    row(Authenticated, S.AUTHENTICATE, S.REFUSAL, is_for_certificates, reason=Reason.NOTHING_AVAILABLE),
    row(CardGone, S.TAKE_CARD, S.CERTIFICATES, (), set_card_gone),
    row(CertificateChosen, S.CERTIFICATES, S.OPTIONS, is_offered, set_kind),
    row(OptionsChosen, S.OPTIONS, S.MEMBERS, (options_are_valid, members_are_chosen), set_options),
    row(OptionsChosen, (S.OPTIONS, S.MEMBERS), S.MY_NUMBER, (options_are_valid, shows_my_number), set_options),
    row(OptionsChosen, (S.OPTIONS, S.MEMBERS), S.ORDER, options_are_valid, (set_options, add_line)),
    row(Agreed, S.MY_NUMBER, S.ORDER, (), add_line),
    row(MoreWanted, S.ORDER, S.CERTIFICATES, copies_are_left),
    row(LineRemoved, S.ORDER, S.CERTIFICATES, (line_exists, line_is_the_last), remove_line),
    row(LineRemoved, S.ORDER, STAY, line_exists, remove_line),
    row(LineReopened, S.ORDER, S.OPTIONS, line_exists, reopen_line),
    row(OrderConfirmed, S.ORDER, S.PREPARE, (), name_request),
    row(Prepared, S.PREPARE, S.OPEN_DEPOSIT, (), set_sheets),
    row(Refused, S.PREPARE, S.REFUSAL, reason=its_own),
    row(TimedOut, S.PREPARE, S.REFUSAL, reason=Reason.CENTRE_SLOW),
    row(Back, S.CERTIFICATES, S.ORDER, something_is_ordered),
    row(Back, S.OPTIONS, S.ORDER, line_is_changed, leave_line),
    row(Back, S.OPTIONS, S.CERTIFICATES),
    row(Back, (S.MEMBERS, S.MY_NUMBER), S.OPTIONS),
    row(Back, S.ORDER, S.OPTIONS, (), take_line_back),
)
