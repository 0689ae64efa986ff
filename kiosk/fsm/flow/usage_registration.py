"""The usage registration (利用登録申請): for people whose family register is in another municipality."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from enum import Enum, auto

from kiosk.fsm.actions import clear_reason, its_own, set_card_gone, set_password_tries
from kiosk.fsm.event import Event
from kiosk.fsm.events import Back, CardRefused, Faulted, PasswordRefused, Refused, TimedOut
from kiosk.fsm.guards import (
    card_was_pulled,
    is_usage_registration,
    no_tries_left,
    one_password_try,
    service_has_closed,
)
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.transition import Row, row
from kiosk.fsm.visit import Identity, RegistrationFacts
from kiosk.rules.services import Municipality
from kiosk.rules.usage_registration import (
    MAY_APPLY,
    Registration,
    RegistrationForm,
    is_kana,
    is_lot,
    is_telephone,
)

_ENTRIES = (S.DOMICILE_TOWN, S.DOMICILE_LOT, S.REGISTER_HEAD, S.TELEPHONE)
_MAY_BE_TRIED_AGAIN = frozenset({Reason.CENTRE_UNREACHABLE, Reason.CENTRE_SLOW})

# --- events


class RegistrationFound(Event):
    """Card and centre agree who this is; `registration` is what `municipality` has for this card."""

    subject: str
    authentication: str
    municipality: Municipality
    registration: Registration


class ApplicationWanted(Event):
    """申請する: fill in a usage registration."""


class FormFilled(Event):
    """One screen of the application is filled in; `form` is the whole of it so far."""

    form: RegistrationForm = field(repr=False)


class FormEntry(Enum):
    """One entry of the application."""

    TOWN = auto()
    LOT = auto()
    HEAD = auto()
    TELEPHONE = auto()


class EntryReopened(Event):
    """One line of the review is to be corrected."""

    entry: FormEntry


class HeadsFound(Event):
    """Names of heads of a register that fit the form; empty when none does or the centre gives none."""

    heads: tuple[str, ...] = field(repr=False)


class ApplicationConfirmed(Event):
    """The filled-in application is right as shown."""


class ApplicationSent(Event):
    """The centre has the signed application."""

    number: str
    usable_from: date


# --- guards


def may_apply(m: Model, event: Event) -> bool:
    record = m.visit.registration.record
    return record is not None and record.state in MAY_APPLY


def password_is_locked(m: Model, event: Event) -> bool:
    return m.visit.card.password_tries == 0


def town_is_known(m: Model, event: FormFilled) -> bool:
    record = m.visit.registration.record
    return record is not None and any(town.name == event.form.town for town in record.towns)


def lot_is_valid(m: Model, event: FormFilled) -> bool:
    return is_lot(event.form.lot)


def kana_is_valid(m: Model, event: FormFilled) -> bool:
    return is_kana(event.form.head_kana)


def centre_tells_heads(m: Model, event: Event) -> bool:
    record = m.visit.registration.record
    return record is not None and record.tells_heads


def head_is_a_candidate(m: Model, event: FormFilled) -> bool:
    """An empty name means that none of the candidates is right: the reading alone is sent then."""
    return event.form.head in ("", *m.visit.registration.heads)


def telephone_is_valid(m: Model, event: FormFilled) -> bool:
    return is_telephone(event.form.telephone)


def form_is_complete(m: Model, event: Event) -> bool:
    form = m.visit.registration.form
    return bool(form.town) and is_lot(form.lot) and is_kana(form.head_kana) and is_telephone(form.telephone)


def town_is_wrong(m: Model, event: EntryReopened) -> bool:
    return event.entry is FormEntry.TOWN


def lot_is_wrong(m: Model, event: EntryReopened) -> bool:
    return event.entry is FormEntry.LOT


def head_is_wrong(m: Model, event: EntryReopened) -> bool:
    return event.entry is FormEntry.HEAD


def is_correcting(m: Model, event: Event) -> bool:
    return m.visit.registration.correcting


def form_is_unchanged(m: Model, event: FormFilled) -> bool:
    return event.form == m.visit.registration.form


def may_be_tried_again(m: Model, event: Refused) -> bool:
    return event.reason in _MAY_BE_TRIED_AGAIN


# --- actions


def set_registration(m: Model, event: RegistrationFound) -> None:
    m.visit = replace(
        m.visit,
        identity=Identity(event.subject, event.authentication),
        municipality=event.municipality,
        registration=RegistrationFacts(event.registration, request=m.visit.registration.request),
        reason=None,
    )


def set_form(m: Model, event: FormFilled) -> None:
    # Another content is another application: it must not reuse the id of the one before.
    registration = replace(m.visit.registration, form=event.form, request="")
    m.visit = replace(m.visit, registration=registration, reason=None)


def begin_correction(m: Model, event: Event) -> None:
    m.visit = replace(m.visit, registration=replace(m.visit.registration, correcting=True), reason=None)


def end_correction(m: Model, event: Event) -> None:
    m.visit = replace(m.visit, registration=replace(m.visit.registration, correcting=False))


def drop_head(m: Model, event: Event) -> None:
    """The name was one of another domicile's register; its reading stays."""
    registration = m.visit.registration
    form = replace(registration.form, head="")
    m.visit = replace(m.visit, registration=replace(registration, form=form))


def set_heads(m: Model, event: HeadsFound) -> None:
    m.visit = replace(m.visit, registration=replace(m.visit.registration, heads=event.heads))


def name_application(m: Model, event: Event) -> None:
    request = m.visit.registration.request or m.new_id()
    m.visit = replace(m.visit, registration=replace(m.visit.registration, request=request), reason=None)


def set_application(m: Model, event: ApplicationSent) -> None:
    registration = replace(m.visit.registration, number=event.number, usable_from=event.usable_from)
    m.visit = replace(m.visit, registration=registration)


# fmt: off
USAGE_REGISTRATION: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(RegistrationFound, S.AUTHENTICATE, S.REGISTRATION_STATE, is_usage_registration, set_registration),
    row(ApplicationWanted, S.REGISTRATION_STATE, S.REFUSAL, (may_apply, password_is_locked), reason=Reason.PASSWORD_LOCKED),
    row(ApplicationWanted, S.REGISTRATION_STATE, S.DOMICILE_TOWN, may_apply),
    row(FormFilled, (S.DOMICILE_TOWN, S.DOMICILE_LOT), S.APPLICATION, (is_correcting, form_is_unchanged), end_correction),
    row(FormFilled, S.DOMICILE_TOWN, S.FIND_HEAD, (is_correcting, town_is_known, centre_tells_heads), (set_form, drop_head)),
    row(FormFilled, S.DOMICILE_TOWN, S.APPLICATION, (is_correcting, town_is_known), (set_form, end_correction)),
    row(FormFilled, S.DOMICILE_TOWN, S.DOMICILE_LOT, town_is_known, set_form),
    row(FormFilled, S.DOMICILE_LOT, S.FIND_HEAD, (is_correcting, lot_is_valid, centre_tells_heads), (set_form, drop_head)),
    row(FormFilled, S.DOMICILE_LOT, S.APPLICATION, (is_correcting, lot_is_valid), (set_form, end_correction)),
    row(FormFilled, S.DOMICILE_LOT, S.REGISTER_HEAD, lot_is_valid, set_form),
    row(FormFilled, S.REGISTER_HEAD, S.FIND_HEAD, (kana_is_valid, centre_tells_heads), set_form),
    row(FormFilled, S.REGISTER_HEAD, S.APPLICATION, (is_correcting, kana_is_valid), (set_form, end_correction)),
    row(FormFilled, S.REGISTER_HEAD, S.TELEPHONE, kana_is_valid, set_form),
    row(HeadsFound, S.FIND_HEAD, S.HEAD_CANDIDATES, (), set_heads),
    row(Refused, S.FIND_HEAD, S.REFUSAL, reason=its_own),
    row(TimedOut, S.FIND_HEAD, S.REFUSAL, reason=Reason.CENTRE_SLOW),
    row(FormFilled, S.HEAD_CANDIDATES, S.APPLICATION, (is_correcting, head_is_a_candidate), (set_form, end_correction)),
    row(FormFilled, S.HEAD_CANDIDATES, S.TELEPHONE, head_is_a_candidate, set_form),
    row(FormFilled, S.TELEPHONE, S.APPLICATION, telephone_is_valid, (set_form, end_correction)),
    row(EntryReopened, S.APPLICATION, S.DOMICILE_TOWN, town_is_wrong, begin_correction),
    row(EntryReopened, S.APPLICATION, S.DOMICILE_LOT, lot_is_wrong, begin_correction),
    row(EntryReopened, S.APPLICATION, S.REGISTER_HEAD, head_is_wrong, begin_correction),
    row(EntryReopened, S.APPLICATION, S.TELEPHONE, (), begin_correction),
    row(ApplicationConfirmed, S.APPLICATION, S.LAST_PASSWORD_TRY, (form_is_complete, one_password_try), name_application),
    row(ApplicationConfirmed, S.APPLICATION, S.SIGNATURE_PASSWORD, form_is_complete, name_application),
    row(ApplicationSent, S.SIGN_APPLICATION, S.RESULT, (), set_application),
    row(PasswordRefused, S.SIGN_APPLICATION, S.REFUSAL, no_tries_left, set_password_tries, reason=Reason.PASSWORD_LOCKED),
    row(PasswordRefused, S.SIGN_APPLICATION, S.REFUSAL, service_has_closed, set_password_tries, reason=Reason.CLOSING_TIME),
    row(Refused, S.SIGN_APPLICATION, S.APPLICATION, may_be_tried_again, unless=service_has_closed, reason=its_own),
    row(Refused, S.SIGN_APPLICATION, S.REFUSAL, reason=its_own),
    row(TimedOut, S.SIGN_APPLICATION, S.APPLICATION, unless=service_has_closed, reason=Reason.CENTRE_SLOW),
    row(TimedOut, S.SIGN_APPLICATION, S.REFUSAL, reason=Reason.CENTRE_SLOW),
    row(Faulted, S.SIGN_APPLICATION, S.REFUSAL, reason=its_own),
    row(CardRefused, S.SIGN_APPLICATION, S.SIGNATURE_PASSWORD, card_was_pulled, set_card_gone, unless=service_has_closed, reason=its_own),
    row(CardRefused, S.SIGN_APPLICATION, S.REFUSAL, reason=its_own),
    row(Back, _ENTRIES, S.APPLICATION, is_correcting, end_correction),
    row(Back, S.DOMICILE_TOWN, S.REGISTRATION_STATE),
    row(Back, S.DOMICILE_LOT, S.DOMICILE_TOWN),
    row(Back, S.REGISTER_HEAD, S.DOMICILE_LOT),
    row(Back, (S.HEAD_CANDIDATES, S.TELEPHONE), S.REGISTER_HEAD),
    row(Back, S.APPLICATION, S.TELEPHONE, (), clear_reason),
)
