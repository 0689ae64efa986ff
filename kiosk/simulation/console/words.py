"""Words of the console: each state of the terminal and each kind of journal row, Japanese and English."""

from __future__ import annotations

from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind

STATE_WORDS: dict[S, tuple[str, str]] = {
    S.STARTING: ("起動しています", "Starting"),
    S.ATTRACT: ("お客さまを待っています", "Waiting for a customer"),
    S.MENU: ("サービスを選ぶ画面", "Choosing a service"),
    S.CONSENT: ("同意の画面", "Consent"),
    S.MUNICIPALITY: ("市区町村を選ぶ画面", "Which municipality"),
    S.OTHER_MUNICIPALITY: ("本籍地の市区町村を選ぶ画面", "Choosing another municipality"),
    S.PLACE_CARD: ("カードを待っています", "Waiting for the card"),
    S.READ_CARD: ("カードを読んでいます", "Reading the card"),
    S.ENTER_PIN: ("暗証番号の入力", "Entering the PIN"),
    S.LAST_TRY: ("暗証番号 残り1回の確認", "Asking before the last try"),
    S.AUTHENTICATE: ("本人を確認しています", "Proving who it is"),
    S.TAKE_CARD: ("カードを取るのを待っています", "Waiting for the card to be taken"),
    S.CERTIFICATES: ("証明書を選ぶ画面", "Choosing a certificate"),
    S.OPTIONS: ("記載事項と部数の画面", "Options and copies"),
    S.ORDER: ("申請内容の確認", "Checking the order"),
    S.PREPARE: ("証明書を準備しています", "Preparing the certificate"),
    S.OPEN_DEPOSIT: ("硬貨の受付を始めています", "Opening the deposit"),
    S.PAY: ("お金を待っています", "Waiting for money"),
    S.FIX_DEPOSIT: ("投入金額を確定しています", "Fixing the deposit"),
    S.PRINT: ("印刷しています", "Printing"),
    S.PRINT_HELD: ("プリンターが止まっています", "Printing is held"),
    S.STOP_PRINT: ("印刷を中止しています", "Stopping the print"),
    S.SETTLE: ("おつりを出しています", "Paying out change"),
    S.TAKE_PAPERS: ("証明書とおつりを取る画面", "Taking papers and change"),
    S.FAREWELL: ("ありがとうございました", "Farewell"),
    S.CANCEL_DEPOSIT: ("お支払いを取り消しています", "Cancelling the deposit"),
    S.REFUND: ("返金しています", "Refunding"),
    S.TAKE_REFUND: ("返金を取る画面", "Taking the refund"),
    S.CLAIM: ("返金引換票の画面", "Claim slip"),
    S.REFUSAL: ("お断りの画面", "Refusal"),
    S.RETURN_CARD: ("カードの取り忘れ", "Card left on the reader"),
    S.CLOSED: ("時間外です", "Closed"),
    S.OUT_OF_SERVICE: ("休止中です", "Out of service"),
    S.STAFF_PIN: ("係員の暗証番号", "Staff PIN"),
    S.MAINTENANCE: ("係員の画面", "Maintenance"),
}

KIND_WORDS: dict[Kind, tuple[str, str]] = {
    Kind.TERMINAL_STARTED: ("起動", "Terminal started"),
    Kind.VISIT_BEGAN: ("利用開始", "Visit began"),
    Kind.VISIT_ENDED: ("利用終了", "Visit ended"),
    Kind.CERTIFICATES_APPLIED: ("申請", "Applied"),
    Kind.CERTIFICATES_RECEIVED: ("証明書を受信", "Certificates received"),
    Kind.CERTIFICATES_REFUSED: ("申請不成立", "Application refused"),
    Kind.DEPOSIT_OPENED: ("硬貨受付開始", "Deposit opened"),
    Kind.COIN_ACCEPTED: ("硬貨", "Coin accepted"),
    Kind.DEPOSIT_FIXED: ("投入金額確定", "Deposit fixed"),
    Kind.PRINT_INTENDED: ("印刷予定", "Print intended"),
    Kind.CERTIFICATE_PRINTED: ("印刷済み", "Certificate printed"),
    Kind.CERTIFICATE_VOID: ("無効", "Certificate void"),
    Kind.HOPPER_INTENDED: ("払出予定", "Pay-out intended"),
    Kind.HOPPER_PAID: ("払出済み", "Hopper paid"),
    Kind.CLAIM_MADE: ("返金引換票", "Claim slip"),
    Kind.ISSUING_STOPPED: ("発行停止", "Issuing stopped"),
    Kind.STOCK_SET: ("硬貨の数", "Hopper counted"),
    Kind.CASE_CLEARED: ("係員が処理", "Case cleared"),
    Kind.STAFF_ENTERED: ("係員モード開始", "Staff entered"),
    Kind.STAFF_LEFT: ("係員モード終了", "Staff left"),
}

DEVICE_WORDS: dict[str, tuple[str, str]] = {
    "reader": ("カード読取機", "Card reader"),
    "acceptor": ("硬貨投入口", "Coin acceptor"),
    "hopper-10": ("10円ホッパー", "¥10 hopper"),
    "hopper-50": ("50円ホッパー", "¥50 hopper"),
    "hopper-100": ("100円ホッパー", "¥100 hopper"),
    "hopper-500": ("500円ホッパー", "¥500 hopper"),
    "printer": ("プリンター", "Page printer"),
    "receipt": ("レシートプリンター", "Receipt printer"),
    "centre": ("証明書交付センター", "Issuing centre"),
}
