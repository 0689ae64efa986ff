"""Which screen shows which state."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.screens.pages.attract import AttractScreen
from kiosk.screens.pages.card import PlaceCardScreen, TakeCardScreen
from kiosk.screens.pages.certificates import CertificatesScreen
from kiosk.screens.pages.closed import ClosedScreen, FarewellScreen, OutOfServiceScreen
from kiosk.screens.pages.consent import ConsentScreen
from kiosk.screens.pages.menu import MenuScreen
from kiosk.screens.pages.municipality import MunicipalityScreen, OtherMunicipalityScreen
from kiosk.screens.pages.my_number import MyNumberScreen
from kiosk.screens.pages.options import OptionsScreen
from kiosk.screens.pages.order import OrderScreen
from kiosk.screens.pages.pay import PayScreen
from kiosk.screens.pages.pin import LastTryScreen, PinScreen
from kiosk.screens.pages.printing import PrintHeldScreen, PrintScreen
from kiosk.screens.pages.refusal import RefusalScreen
from kiosk.screens.pages.staff import MaintenanceScreen, StaffPinScreen
from kiosk.screens.pages.take import ClaimScreen, TakePapersScreen, TakeRefundScreen
from kiosk.screens.pages.wait import StartingScreen, WaitScreen
from kiosk.screens.screen import Screen

SCREENS: dict[S, type[Screen]] = {
    S.STARTING: StartingScreen,
    S.ATTRACT: AttractScreen,
    S.MENU: MenuScreen,
    S.CONSENT: ConsentScreen,
    S.MUNICIPALITY: MunicipalityScreen,
    S.OTHER_MUNICIPALITY: OtherMunicipalityScreen,
    S.PLACE_CARD: PlaceCardScreen,
    S.READ_CARD: WaitScreen,
    S.ENTER_PIN: PinScreen,
    S.LAST_TRY: LastTryScreen,
    S.AUTHENTICATE: WaitScreen,
    S.TAKE_CARD: TakeCardScreen,
    S.CERTIFICATES: CertificatesScreen,
    S.OPTIONS: OptionsScreen,
    S.MY_NUMBER: MyNumberScreen,
    S.ORDER: OrderScreen,
    S.PREPARE: WaitScreen,
    S.OPEN_DEPOSIT: WaitScreen,
    S.PAY: PayScreen,
    S.FIX_DEPOSIT: WaitScreen,
    S.PRINT: PrintScreen,
    S.PRINT_HELD: PrintHeldScreen,
    S.STOP_PRINT: WaitScreen,
    S.SETTLE: WaitScreen,
    S.TAKE_PAPERS: TakePapersScreen,
    S.FAREWELL: FarewellScreen,
    S.CANCEL_DEPOSIT: WaitScreen,
    S.REFUND: WaitScreen,
    S.TAKE_REFUND: TakeRefundScreen,
    S.CLAIM: ClaimScreen,
    S.REFUSAL: RefusalScreen,
    S.RETURN_CARD: TakeCardScreen,
    S.CLOSED: ClosedScreen,
    S.OUT_OF_SERVICE: OutOfServiceScreen,
    S.STAFF_PIN: StaffPinScreen,
    S.MAINTENANCE: MaintenanceScreen,
}
