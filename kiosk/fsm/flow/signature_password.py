"""The signature password: asked for by the card check and by the usage registration."""

from __future__ import annotations

from kiosk.fsm.actions import clear_reason, set_password_tries, take_password
from kiosk.fsm.events import Back, LastTryAccepted, PasswordEntered, PasswordRefused
from kiosk.fsm.guards import card_is_present, is_card_check, one_try_left
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.transition import Row, row

_WORKING = (S.READ_SIGNATURE, S.SIGN_APPLICATION)
_ASKING = (S.SIGNATURE_PASSWORD, S.LAST_PASSWORD_TRY)

# fmt: off
SIGNATURE_PASSWORD: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(PasswordEntered, S.SIGNATURE_PASSWORD, S.READ_SIGNATURE, (card_is_present, is_card_check), take_password),
    row(PasswordEntered, S.SIGNATURE_PASSWORD, S.SIGN_APPLICATION, card_is_present, take_password),
    row(PasswordRefused, _WORKING, S.LAST_PASSWORD_TRY, one_try_left, set_password_tries, reason=Reason.PASSWORD_WRONG),
    row(PasswordRefused, _WORKING, S.SIGNATURE_PASSWORD, (), set_password_tries, reason=Reason.PASSWORD_WRONG),
    row(LastTryAccepted, S.LAST_PASSWORD_TRY, S.SIGNATURE_PASSWORD, reason=Reason.PASSWORD_LAST_TRY),
    row(Back, _ASKING, S.CARD_STATE, is_card_check, clear_reason),
    row(Back, _ASKING, S.APPLICATION, (), clear_reason),
)
