"""How each state of the machine is come to: what somebody has come for, and what goes another way on it."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.fsm.states import S
from tests.support.shopper import Plan

_STAFF_ENTERS = {S.ATTRACT: ("call-staff",)}
_NO_CHANGE = tuple(f"fault hopper-{yen}.empty" for yen in (10, 50, 100, 500))

SELLING = Plan("certificate")
MEMBERS = Plan(
    "chosen members", instead={S.OPTIONS: ("touch option:persons:chosen option:my_number:shown next",)}
)
LAST_TRY = Plan("last try", card="one_try_left")
STOPPING = Plan(
    "stopping to pay", instead={S.PAY: ("insert 100 50", "touch end"), S.STOP_PAYING: ("touch end",)}
)
WITH_A_NOTE = Plan("with a note", instead={S.PAY: ("insert 1000",)})
NO_PAPER = Plan("no paper", instead={S.PAY: ("paper 0", "insert 500"), S.PRINT_HELD: ("touch end",)})
NO_CHANGE = Plan(
    "no coin comes out",
    instead={S.PAY: (*_NO_CHANGE, "insert 100", "touch end"), S.STOP_PAYING: ("touch end",)},
)
HUNG_PAYOUT = Plan("a payout that hangs", instead={S.PRINT: ("stuck cash",)})
RESETTING = Plan("password reset", "password_reset", before=("reserve normal",))
APPLYING = Plan("registration", "usage_registration", card="unregistered")
CHECKING = Plan("card check", "card_check")
LAST_PASSWORD_TRY = Plan("last password try", "card_check", before=("spend-tries normal 1",))
READING = Plan("information", "information")
REFUSED = Plan("locked card", card="locked")
LEAVING = Plan("leaving with the card on the reader", instead={S.ENTER_PIN: ("touch end",)})
BLIND = Plan(
    "a reader that goes blind",
    instead={S.ENTER_PIN: ("touch end",), S.RETURN_CARD: ("fault reader.offline",)},
)
STAFF = Plan(
    "maintenance",
    instead={
        **_STAFF_ENTERS,
        S.MAINTENANCE: ("touch page:checks", "touch check_devices", "touch page:prints", "touch test_page"),
    },
    is_staffs=True,
)
"""Staff looks at the devices and prints a test page; the time of maintenance ends it."""
SHUT = Plan("closed", before=("close",))
TAKEN_OUT = Plan(
    "taken out of service", before=("staff-enters", "touch page:operation ask:out_of_service confirm")
)

SITUATIONS: Mapping[S, tuple[Plan, ...]] = {
    S.STARTING: (SELLING,),
    S.ATTRACT: (SELLING,),
    S.MENU: (SELLING,),
    S.INFORMATION: (READING,),
    S.TOPIC: (READING,),
    S.CONSENT: (SELLING,),
    S.MUNICIPALITY: (SELLING,),
    S.OTHER_MUNICIPALITY: (APPLYING,),
    S.PLACE_CARD: (SELLING,),
    S.READ_CARD: (SELLING,),
    S.CHECK_CARD: (CHECKING,),
    S.CARD_STATE: (CHECKING,),
    S.ENTER_PIN: (SELLING,),
    S.LAST_TRY: (LAST_TRY,),
    S.AUTHENTICATE: (SELLING, RESETTING, APPLYING),
    S.TAKE_CARD: (SELLING,),
    S.CERTIFICATES: (SELLING,),
    S.OPTIONS: (SELLING,),
    S.MEMBERS: (MEMBERS,),
    S.MY_NUMBER: (MEMBERS,),
    S.ORDER: (SELLING,),
    S.PREPARE: (SELLING,),
    S.OPEN_DEPOSIT: (SELLING,),
    S.PAY: (SELLING, STOPPING, WITH_A_NOTE),
    S.STOP_PAYING: (STOPPING,),
    S.FIX_DEPOSIT: (SELLING,),
    S.SUBMIT_JOB: (SELLING,),
    S.PRINT: (SELLING,),
    S.PRINT_HELD: (NO_PAPER,),
    S.STOP_PRINT: (NO_PAPER,),
    S.SETTLE: (SELLING,),
    S.TAKE_PAPERS: (SELLING,),
    S.FAREWELL: (SELLING,),
    S.CANCEL_DEPOSIT: (STOPPING,),
    S.REFUND: (STOPPING, NO_PAPER),
    S.RECONCILE: (HUNG_PAYOUT,),
    S.TAKE_REFUND: (STOPPING,),
    S.CLAIM: (NO_CHANGE,),
    S.NEW_PASSWORD: (RESETTING,),
    S.REPEAT_PASSWORD: (RESETTING,),
    S.RESET_PASSWORD: (RESETTING,),
    S.REGISTRATION_STATE: (APPLYING,),
    S.DOMICILE_TOWN: (APPLYING,),
    S.DOMICILE_LOT: (APPLYING,),
    S.REGISTER_HEAD: (APPLYING,),
    S.FIND_HEAD: (APPLYING,),
    S.HEAD_CANDIDATES: (APPLYING,),
    S.TELEPHONE: (APPLYING,),
    S.APPLICATION: (APPLYING,),
    S.SIGNATURE_PASSWORD: (CHECKING, APPLYING),
    S.LAST_PASSWORD_TRY: (LAST_PASSWORD_TRY,),
    S.READ_SIGNATURE: (CHECKING,),
    S.SIGN_APPLICATION: (APPLYING,),
    S.RESULT: (RESETTING, APPLYING),
    S.REFUSAL: (REFUSED,),
    S.RETURN_CARD: (LEAVING,),
    S.CARD_UNSEEN: (BLIND,),
    S.CLOSED: (SHUT,),
    S.OUT_OF_SERVICE: (TAKEN_OUT,),
    S.STAFF_PIN: (STAFF,),
    S.STAFF_CHECK: (STAFF,),
    S.MAINTENANCE: (STAFF,),
}
"""By state: the plans on which it is come to, of which the first is the plain one."""
