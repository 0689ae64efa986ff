"""Which screen shows which state."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.screens.pages.attract import AttractScreen
from kiosk.screens.pages.card import PlaceCardScreen, TakeCardScreen
from kiosk.screens.pages.card_state import CardStateScreen
from kiosk.screens.pages.certificates import CertificatesScreen
from kiosk.screens.pages.closed import ClosedScreen, FarewellScreen, OutOfServiceScreen
from kiosk.screens.pages.consent import ConsentScreen
from kiosk.screens.pages.information import InformationScreen, TopicScreen
from kiosk.screens.pages.members import MembersScreen
from kiosk.screens.pages.menu import MenuScreen
from kiosk.screens.pages.municipality import MunicipalityScreen, OtherMunicipalityScreen
from kiosk.screens.pages.my_number import MyNumberScreen
from kiosk.screens.pages.options import OptionsScreen
from kiosk.screens.pages.order import OrderScreen
from kiosk.screens.pages.password import (
    LastPasswordTryScreen,
    NewPasswordScreen,
    SignaturePasswordScreen,
)
from kiosk.screens.pages.pay import PayScreen
from kiosk.screens.pages.pin import LastTryScreen, PinScreen
from kiosk.screens.pages.printing import PrintHeldScreen, PrintScreen
from kiosk.screens.pages.refusal import RefusalScreen
from kiosk.screens.pages.registration.application import ApplicationScreen, TelephoneScreen
from kiosk.screens.pages.registration.domicile import DomicileLotScreen, DomicileTownScreen
from kiosk.screens.pages.registration.head import HeadCandidatesScreen, RegisterHeadScreen
from kiosk.screens.pages.registration.state import RegistrationStateScreen
from kiosk.screens.pages.result import ResultScreen
from kiosk.screens.pages.staff import MaintenanceScreen, StaffPinScreen
from kiosk.screens.pages.take import ClaimScreen, TakePapersScreen, TakeRefundScreen
from kiosk.screens.pages.wait import StartingScreen, WaitScreen
from kiosk.screens.screen import Screen

SCREENS: dict[S, type[Screen]] = {
    S.STARTING: StartingScreen,
    S.ATTRACT: AttractScreen,
    S.MENU: MenuScreen,
    S.INFORMATION: InformationScreen,
    S.TOPIC: TopicScreen,
    S.CONSENT: ConsentScreen,
    S.MUNICIPALITY: MunicipalityScreen,
    S.OTHER_MUNICIPALITY: OtherMunicipalityScreen,
    S.PLACE_CARD: PlaceCardScreen,
    S.READ_CARD: WaitScreen,
    S.CHECK_CARD: WaitScreen,
    S.CARD_STATE: CardStateScreen,
    S.ENTER_PIN: PinScreen,
    S.LAST_TRY: LastTryScreen,
    S.AUTHENTICATE: WaitScreen,
    S.TAKE_CARD: TakeCardScreen,
    S.CERTIFICATES: CertificatesScreen,
    S.OPTIONS: OptionsScreen,
    S.MEMBERS: MembersScreen,
    S.MY_NUMBER: MyNumberScreen,
    S.ORDER: OrderScreen,
    S.PREPARE: WaitScreen,
    S.OPEN_DEPOSIT: WaitScreen,
    S.PAY: PayScreen,
    S.FIX_DEPOSIT: WaitScreen,
    S.SUBMIT_JOB: PrintScreen,
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
    S.NEW_PASSWORD: NewPasswordScreen,
    S.REPEAT_PASSWORD: NewPasswordScreen,
    S.RESET_PASSWORD: WaitScreen,
    S.REGISTRATION_STATE: RegistrationStateScreen,
    S.DOMICILE_TOWN: DomicileTownScreen,
    S.DOMICILE_LOT: DomicileLotScreen,
    S.REGISTER_HEAD: RegisterHeadScreen,
    S.FIND_HEAD: WaitScreen,
    S.HEAD_CANDIDATES: HeadCandidatesScreen,
    S.TELEPHONE: TelephoneScreen,
    S.APPLICATION: ApplicationScreen,
    S.SIGNATURE_PASSWORD: SignaturePasswordScreen,
    S.LAST_PASSWORD_TRY: LastPasswordTryScreen,
    S.READ_SIGNATURE: WaitScreen,
    S.SIGN_APPLICATION: WaitScreen,
    S.RESULT: ResultScreen,
    S.REFUSAL: RefusalScreen,
    S.RETURN_CARD: TakeCardScreen,
    S.CLOSED: ClosedScreen,
    S.OUT_OF_SERVICE: OutOfServiceScreen,
    S.STAFF_PIN: StaffPinScreen,
    S.MAINTENANCE: MaintenanceScreen,
}
