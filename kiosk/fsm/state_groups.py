"""Groups of states that many rows have in common."""

from __future__ import annotations

from kiosk.fsm.states import S

BEFORE_CARD = (
    S.MENU, S.INFORMATION, S.TOPIC, S.CONSENT, S.MUNICIPALITY, S.OTHER_MUNICIPALITY, S.PLACE_CARD,
)  # fmt: skip
READING = (S.READ_CARD, S.CHECK_CARD, S.AUTHENTICATE, S.READ_SIGNATURE)
"""The card is being read; when it is pulled nothing is lost, and it is set again."""
CARD_WAITS = (S.ENTER_PIN, S.LAST_TRY, S.NEW_PASSWORD, S.REPEAT_PASSWORD)
"""The card must stay; whoever takes it sets it again and starts over."""
CHOOSING = (S.CERTIFICATES, S.OPTIONS, S.MEMBERS, S.MY_NUMBER, S.ORDER)
CARD_MAY_GO = (
    S.CARD_STATE, S.REGISTRATION_STATE, S.DOMICILE_TOWN, S.DOMICILE_LOT, S.REGISTER_HEAD, S.HEAD_CANDIDATES,
    S.TELEPHONE, S.APPLICATION, S.SIGNATURE_PASSWORD, S.LAST_PASSWORD_TRY,
)  # fmt: skip
"""The card may be present or not; the screen asks for it where it is needed."""
AT_THE_CENTRE = (S.RESET_PASSWORD, S.SIGN_APPLICATION)
"""Once begun these are not interrupted: whether card or centre acted would be unknown."""
BEFORE_MONEY = (
    *BEFORE_CARD, *READING, *CARD_WAITS, S.TAKE_CARD, *CHOOSING, S.PREPARE, *CARD_MAY_GO, S.FIND_HEAD,
)  # fmt: skip
PAYING = (S.PAY, S.STOP_PAYING)
"""The slot is open, and money is credited."""
CASH_AT_WORK = (S.FIX_DEPOSIT, S.CANCEL_DEPOSIT, S.SETTLE, S.REFUND, S.RECONCILE)
PRINTING = (S.SUBMIT_JOB, S.PRINT, S.PRINT_HELD)
CARD_GOES_BACK = (S.RETURN_CARD, S.CARD_UNSEEN)
"""The visit is over, and the card may still be on the reader."""
FINISHING = (S.TAKE_PAPERS, S.FAREWELL, S.TAKE_REFUND, S.RESULT, S.REFUSAL, *CARD_GOES_BACK)
PAID = (*CASH_AT_WORK, *PRINTING, S.STOP_PRINT)
MONEY_INSIDE = (S.OPEN_DEPOSIT, *PAYING, *PAID)
SHOPPER = (*BEFORE_MONEY, *AT_THE_CENTRE, *MONEY_INSIDE, *FINISHING, S.CLAIM)
RESTING = (S.ATTRACT, S.CLOSED)
"""Nobody is served, and nothing is amiss."""
IDLE = (*RESTING, S.OUT_OF_SERVICE)
STAFF = (S.STAFF_PIN, S.STAFF_CHECK, S.MAINTENANCE)
EVERYWHERE = (S.STARTING, *IDLE, *SHOPPER, *STAFF)
