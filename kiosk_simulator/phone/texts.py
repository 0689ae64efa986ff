"""Texts of the telephone's pages, in Japanese and English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.rules.hours.calendar import SERVICE_HOURS, YEAR_END
from kiosk.rules.hours.japan_time import JST
from kiosk_simulator.phone.refusals import Refusal


class Language(StrEnum):
    """The value of the `lang` attribute."""

    JAPANESE = "ja"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    ja: str
    en: str

    def of(self, language: Language) -> str:
        """The text in one language."""
        return self.en if language is Language.ENGLISH else self.ja


TITLE = Text("署名用パスワード 再設定の予約", "Signature password: reserve a reset")
SIMULATED = Text("模擬の画面です。見本のカードだけを使います。", "A simulation, with specimen cards only.")
STEPS = (
    Text("カード", "Card"),
    Text("暗証番号", "PIN"),
    Text("顔の確認", "Face"),
    Text("予約完了", "Reserved"),
)
STEP = Text("手順 {number}／{count}", "Step {number} of {count}")

CARD_TITLE = Text("カードを選ぶ", "Choose a card")
CARD_LEAD = Text(
    "署名用電子証明書のパスワードを忘れた方、ロックした方のための予約です。"
    "スマートフォンにかざす見本のカードを選んでください。",
    "For a signature password that is forgotten or locked. "
    "Choose the specimen card that is held to the telephone.",
)

PIN_TITLE = Text("暗証番号を入力", "Type the PIN")
PIN_LEAD = Text(
    "利用者証明用電子証明書の4桁の暗証番号です。入力のあいだ、カードはかざしたままにします。",
    "The 4-digit PIN of the user-authentication certificate. The card stays where it is meanwhile.",
)
PIN_LABEL = Text("暗証番号（数字4桁）", "PIN (4 digits)")
PIN_WRONG = Text("暗証番号が違います。", "The PIN is wrong.")
PIN_MALFORMED = Text("数字を4桁で入力してください。", "Type exactly 4 digits.")
PIN_TRIES = Text(
    "あと{tries}回まちがえると、ロックします。", "The card locks after {tries} more wrong tries."
)
PIN_LAST = Text("次にまちがえると、ロックします。", "One more wrong try locks the card.")
PIN_SPECIMEN = Text("見本のカードの暗証番号は、どれも1234です。", "Every specimen card has the PIN 1234.")
PIN_NEXT = Text("カードに確かめる", "Ask the card")

FACE_TITLE = Text("顔の確認", "Face check")
FACE_LEAD = Text(
    "カードが暗証番号を確かめました。",
    "The card has accepted the PIN.",
)
FACE_SIMULATED = Text(
    "実際のアプリでは、ここで顔を撮影し、カードの写真と照合します。"
    "この画面では撮影も照合もしません。一致したものとして進みます。",
    "The real application now takes a video of the face and compares it with the photograph in the card. "
    "Here nothing is filmed or compared: it goes on as if they matched.",
)
FACE_NEXT = Text("一致したとみなして予約する", "Take it as a match and reserve")

DONE_TITLE = Text("予約しました", "Reserved")
DONE_UNTIL = Text("まで使えます", "is the last moment to use it")
DONE_CARD = Text("予約したカード", "Reserved for")
DONE_NEXT = Text("つぎにすること", "What to do next")
MENU = Text("署名用パスワードの初期化・再設定", "Reset the signature password")
"""The row of the terminal's menu."""
DONE_STEPS = (
    Text(
        "コンビニなどの証明書の端末で「{menu}」を選びます。",
        "At a certificate terminal in a shop, choose “{menu}”.",
    ),
    Text(
        "予約したカードを置き、4桁の暗証番号を入力します。",
        "Set the card of this reservation down and type its 4-digit PIN.",
    ),
    Text(
        "新しいパスワード（英字と数字の両方を使って6文字から16文字）を2回入力します。",
        "Type the new password twice: 6 to 16 characters, letters and digits both.",
    ),
)
HOURS_LABEL = Text("端末の利用時間", "Hours of the terminal")
HOURS = Text(
    "{opens}～{closes}（{first[0]}月{first[1]}日～{last[0]}月{last[1]}日と保守の日を除く）",
    "{opens} to {closes}, not from {first[1]} {first_month} to {last[1]} {last_month} "
    "nor on maintenance days",
)
FEE_LABEL = Text("手数料", "Fee")
FEE = Text("無料", "None")
ANOTHER = Text("ほかのカードで予約する", "Reserve for another card")

REFUSED_TITLE = Text("予約できません", "Not reserved")
AGAIN = Text("カードを選びなおす", "Choose another card")

REFUSALS: dict[Refusal, tuple[Text, Text]] = {
    Refusal.CARD_ELSEWHERE: (
        Text("このカードは、いま端末に置かれています。", "This card lies on the terminal now."),
        Text("端末からカードを取って、もう一度かざしてください。", "Take it off the terminal and try again."),
    ),
    Refusal.CARD_UNUSABLE: (
        Text("このカードは使えません。", "This card cannot be used."),
        Text(
            "マイナンバーカードをかざしてください。読めないときは、市区町村の窓口でお尋ねください。",
            "Hold a My Number Card to the telephone. "
            "If it cannot be read, ask the counter of your municipality.",
        ),
    ),
    Refusal.PIN_LOCKED: (
        Text("暗証番号がロックされています。", "The PIN is locked."),
        Text(
            "この予約では解除できません。市区町村の窓口で初期化してください。",
            "A reservation cannot unlock it. The counter of your municipality can.",
        ),
    ),
    Refusal.NO_AUTHENTICATION_CERTIFICATE: (
        Text("利用者証明用電子証明書がないカードです。", "The card has no user-authentication certificate."),
        Text("市区町村の窓口へお越しください。", "Please go to the counter of your municipality."),
    ),
    Refusal.NO_SIGNATURE_CERTIFICATE: (
        Text("署名用電子証明書がないカードです。", "The card has no signature certificate."),
        Text(
            "再設定するパスワードがありません。必要なときは、市区町村の窓口で発行を申請してください"
            "（15歳未満の方には原則発行されません）。",
            "There is no password to reset. The counter of your municipality issues the certificate "
            "(as a rule not to anybody under 15).",
        ),
    ),
    Refusal.CERTIFICATE_EXPIRED: (
        Text(
            "利用者証明用電子証明書の有効期限が切れています。",
            "The user-authentication certificate has ended.",
        ),
        Text("市区町村の窓口で更新してください。", "The counter of your municipality renews it."),
    ),
    Refusal.CERTIFICATE_REVOKED: (
        Text("利用者証明用電子証明書が失効しています。", "The user-authentication certificate was revoked."),
        Text("市区町村の窓口でお尋ねください。", "Please ask the counter of your municipality."),
    ),
    Refusal.SIGNATURE_EXPIRED: (
        Text("署名用電子証明書の有効期限が切れています。", "The signature certificate has ended."),
        Text(
            "再設定ではもとに戻りません。市区町村の窓口で新しく発行してください。",
            "A reset does not revive it. The counter of your municipality issues a new one.",
        ),
    ),
    Refusal.SIGNATURE_REVOKED: (
        Text("署名用電子証明書が失効しています。", "The signature certificate was revoked."),
        Text(
            "住所や氏名が変わると失効します。市区町村の窓口で新しく発行してください。",
            "A new address or name revokes it. The counter of your municipality issues a new one.",
        ),
    ),
    Refusal.NOT_KNOWN: (
        Text("このカードを確認できませんでした。", "This card could not be confirmed."),
        Text("市区町村の窓口でお尋ねください。", "Please ask the counter of your municipality."),
    ),
    Refusal.TOO_LATE: (
        Text("時間が過ぎたか、すでに送信されています。", "This page is too old, or was sent already."),
        Text("はじめからやり直してください。", "Please begin again."),
    ),
    Refusal.UNAVAILABLE: (
        Text("いまは予約を受け付けていません。", "No reservations are taken at the moment."),
        Text("しばらくしてから、もう一度お試しください。", "Please try again later."),
    ),
}
"""What happened, and what to do."""

_WEEKDAYS = tuple("月火水木金土日")
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(at: datetime, language: Language) -> str:
    """A time (aware) to the minute that has begun, as it is in Japan."""
    local = at.astimezone(JST)
    if language is Language.ENGLISH:
        day = f"{_WEEKDAYS_EN[local.weekday()]} {local.day} {_MONTHS_EN[local.month - 1]}, "
    else:
        day = f"{local.month}月{local.day}日（{_WEEKDAYS[local.weekday()]}）"
    return f"{day}{local.hour}:{local:%M}"


def hours(language: Language) -> str:
    """The hours in which a reset can be made at a terminal."""
    opens, closes = (f"{at.hour}:{at:%M}" for at in (SERVICE_HOURS.opens, SERVICE_HOURS.closes))
    first, last = YEAR_END
    return HOURS.of(language).format(
        opens=opens,
        closes=closes,
        first=first,
        first_month=_MONTHS_EN[first[0] - 1],
        last=last,
        last_month=_MONTHS_EN[last[0] - 1],
    )
