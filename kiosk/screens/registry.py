"""Which screen shows which state."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.screens.pages.card.pin import LastTryScreen, PinScreen
from kiosk.screens.pages.card.place_and_take import CardUnseenScreen, PlaceCardScreen, TakeCardScreen
from kiosk.screens.pages.card.signature_password import LastPasswordTryScreen, SignaturePasswordScreen
from kiosk.screens.pages.card_check.card_state import CardStateScreen
from kiosk.screens.pages.certificates.choose import CertificatesScreen
from kiosk.screens.pages.certificates.members import MembersScreen
from kiosk.screens.pages.certificates.my_number import MyNumberScreen
from kiosk.screens.pages.certificates.options import OptionsScreen
from kiosk.screens.pages.certificates.order import OrderScreen
from kiosk.screens.pages.ending.farewell import FarewellScreen
from kiosk.screens.pages.ending.refusal import RefusalScreen
from kiosk.screens.pages.ending.result import ResultScreen
from kiosk.screens.pages.entry.consent import ConsentScreen
from kiosk.screens.pages.entry.menu import MenuScreen
from kiosk.screens.pages.entry.municipality import MunicipalityScreen, OtherMunicipalityScreen
from kiosk.screens.pages.idle.closed import ClosedScreen
from kiosk.screens.pages.idle.out_of_service import OutOfServiceScreen
from kiosk.screens.pages.idle.registry import FIRST_SCREENS
from kiosk.screens.pages.information.topics import InformationScreen, TopicScreen
from kiosk.screens.pages.password_reset.new_password import NewPasswordScreen
from kiosk.screens.pages.payment.give_back import ClaimScreen, TakeRefundScreen
from kiosk.screens.pages.payment.pay import PayScreen
from kiosk.screens.pages.payment.stop_paying import StopPayingScreen
from kiosk.screens.pages.printing.progress import PrintHeldScreen, PrintScreen
from kiosk.screens.pages.printing.take_papers import TakePapersScreen
from kiosk.screens.pages.staff.maintenance import MaintenanceScreen
from kiosk.screens.pages.staff.staff_check import StaffCheckScreen
from kiosk.screens.pages.staff.staff_pin import StaffPinScreen
from kiosk.screens.pages.usage_registration.application import ApplicationScreen, TelephoneScreen
from kiosk.screens.pages.usage_registration.domicile import DomicileLotScreen, DomicileTownScreen
from kiosk.screens.pages.usage_registration.head import HeadCandidatesScreen, RegisterHeadScreen
from kiosk.screens.pages.usage_registration.state import RegistrationStateScreen
from kiosk.screens.pages.wait import WaitScreen
from kiosk.screens.screen import Screen

SCREENS: dict[S, type[Screen]] = {
    **FIRST_SCREENS,
    S.CLOSED: ClosedScreen,
    S.OUT_OF_SERVICE: OutOfServiceScreen,
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
    S.STOP_PAYING: StopPayingScreen,
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
    S.RECONCILE: WaitScreen,
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
    S.CARD_UNSEEN: CardUnseenScreen,
    S.STAFF_PIN: StaffPinScreen,
    S.STAFF_CHECK: StaffCheckScreen,
    S.MAINTENANCE: MaintenanceScreen,
}
