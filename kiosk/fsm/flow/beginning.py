"""What every service has in common: from the menu to the card that is being proved."""

from __future__ import annotations

from kiosk.fsm.events import (
    Agreed,
    CardRead,
    CardSet,
    LastTryAccepted,
    MunicipalityChosen,
    PinEntered,
    PinRefused,
    ScopeChosen,
    ServiceChosen,
    Started,
)
from kiosk.fsm.flow.rows import Row, row
from kiosk.fsm.states import S

# fmt: off
BEGINNING: tuple[Row, ...] = (
    # on                 from                 to                   only if / unless / then
    row(Started, S.ATTRACT, S.MENU, only_if="may_start", then="begin_visit"),
    row(ServiceChosen, S.CLOSED, S.INFORMATION, only_if="information_is_wanted", then="begin_visit note_service"),
    row(ServiceChosen, S.MENU, S.INFORMATION, only_if="information_is_wanted", then="note_service"),
    row(ServiceChosen, S.MENU, S.PLACE_CARD, only_if="service_may_start card_check_is_wanted", then="note_service"),
    row(ServiceChosen, S.MENU, S.CONSENT, only_if="service_may_start", then="note_service"),
    row(Agreed, S.CONSENT, S.PLACE_CARD, only_if="is_password_reset"),
    row(Agreed, S.CONSENT, S.OTHER_MUNICIPALITY, only_if="is_usage_registration", then="note_register_scope"),
    row(Agreed, S.CONSENT, S.MUNICIPALITY),
    row(ScopeChosen, S.MUNICIPALITY, S.PLACE_CARD, only_if="scope_is_residence", then="note_scope"),
    row(ScopeChosen, S.MUNICIPALITY, S.OTHER_MUNICIPALITY, then="note_scope"),
    row(MunicipalityChosen, S.OTHER_MUNICIPALITY, S.PLACE_CARD, only_if="takes_part", unless="is_closed_to_registrations", then="note_municipality"),
    row(CardSet, S.PLACE_CARD, S.CHECK_CARD, only_if="is_card_check", then="note_card"),
    row(CardSet, S.PLACE_CARD, S.READ_CARD, then="note_card"),
    row(CardRead, S.READ_CARD, S.REFUSAL, only_if="no_tries_left", then="note_tries say_locked"),
    row(CardRead, S.READ_CARD, S.LAST_TRY, only_if="one_try_left", then="note_tries"),
    row(CardRead, S.READ_CARD, S.ENTER_PIN, then="note_tries"),
    row(LastTryAccepted, S.LAST_TRY, S.ENTER_PIN, then="say_last_try"),
    row(PinEntered, S.ENTER_PIN, S.AUTHENTICATE, then="take_pin"),
    row(PinRefused, S.AUTHENTICATE, S.REFUSAL, only_if="no_tries_left", then="note_tries say_locked"),
    row(PinRefused, S.AUTHENTICATE, S.LAST_TRY, only_if="one_try_left", then="note_tries say_pin_wrong"),
    row(PinRefused, S.AUTHENTICATE, S.ENTER_PIN, then="note_tries say_pin_wrong"),
)
