"""What to expect of each specimen card, and which kind of card it is."""

from __future__ import annotations

from enum import StrEnum

from kiosk_simulator.card.profiles import CardProfile


class CardKind(StrEnum):
    """What a card is good for on the shelf: by this the cards are filtered."""

    SERVED = "served"
    ITEMS = "items"
    PARTLY = "partly"
    UNUSABLE = "unusable"
    REFUSED = "refused"
    PASSWORD = "password"  # noqa: S105
    MEDIA = "media"


KIND_TEXTS: dict[CardKind, tuple[str, str]] = {
    CardKind.SERVED: ("発行できる", "Served"),
    CardKind.ITEMS: ("特別な記載", "Special items"),
    CardKind.PARTLY: ("一部は窓口へ", "Partly served"),
    CardKind.UNUSABLE: ("使えないカード", "Unusable card"),
    CardKind.REFUSED: ("センターが断る", "Refused by the centre"),
    CardKind.PASSWORD: ("署名用・初期化", "Signature, reset"),
    CardKind.MEDIA: ("スマホ・次期カード", "Phones, next card"),
}
_KINDS: dict[CardKind, tuple[str, ...]] = {
    CardKind.SERVED: (
        "normal", "single", "large_household", "register_elsewhere", "unregistered", "one_try_left", "slow",
    ),
    CardKind.ITEMS: (
        "katsuko", "foreign", "former_name", "common_name", "birth_year_only", "adoption", "landed",
        "provisional_stay", "nationality_lost", "no_register", "newborn",
    ),
    CardKind.PARTLY: (
        "tax_undeclared", "back_from_abroad", "seal_unregistered", "pending_register", "weekday_register",
    ),
    CardKind.UNUSABLE: ("locked", "expired", "revoked", "juki", "not_jpki", "no_certificate", "damaged"),
    CardKind.REFUSED: ("child", "no_resident", "withheld", "moving_out"),
    CardKind.PASSWORD: (
        "password_locked", "password_one_try", "signature_expired", "signature_revoked", "expires_soon",
        "new_card",
    ),
    CardKind.MEDIA: ("smartphone", "android", "iphone", "next_generation", "face_authentication"),
}  # fmt: skip


def kind_of(profile: CardProfile) -> CardKind:
    """The kind of a card. Raises KeyError for a card without one."""
    found = next((kind for kind, keys in _KINDS.items() if profile.key in keys), None)
    if found is None:
        raise KeyError(profile.key)
    return found


CARD_TEXTS: dict[str, tuple[str, str]] = {
    "normal": ("住民票1枚が出ます", "one sheet"),
    "katsuko": ("異体字がそのまま印字されます", "the variant character is printed"),
    "single": ("住民票1枚が出ます", "one sheet"),
    "large_household": ("2枚で1通が出ます", "one copy on two sheets"),
    "register_elsewhere": ("本籍地の市区町村を選びます", "choose the place of the register"),
    "unregistered": (
        "利用登録を申請できます（苫小牧市）",
        "is served; other services: may apply",
    ),
    "one_try_left": ("先に「あと1回」の確認", "asks before the last try"),
    "locked": ("C-204 窓口へ", "C-204"),
    "expired": ("C-301 暗証番号の前に", "C-301, before the PIN"),
    "revoked": ("C-302 本人確認のとき", "C-302, after the PIN"),
    "juki": ("C-104", "C-104"),
    "smartphone": ("C-110 暗証番号のあとに", "C-110, after the PIN"),
    "android": ("証明書は暗証番号のあとに読めます", "is served; shows its certificate after the PIN"),
    "iphone": ("証明書は暗証番号のあとに読めます", "is served; shows its certificate after the PIN"),
    "next_generation": ("ECDSAで署名します（案）", "is served; signs with ECDSA (a proposal)"),
    "face_authentication": ("C-205 窓口へ", "C-205"),
    "not_jpki": ("C-103", "C-103"),
    "no_certificate": ("C-105", "C-105"),
    "child": ("M-102 15歳未満", "M-102, under 15"),
    "damaged": ("C-102", "C-102"),
    "no_resident": ("C-303 または M-103", "C-303 or M-103"),
    "withheld": ("M-102 理由を言わずに断ります", "M-102, no reason told"),
    "foreign": ("国籍・地域などを選べます", "items of foreign residents"),
    "former_name": ("旧氏と読みが印字されます", "former family name and its reading are printed"),
    "common_name": ("通称と読みが印字されます", "common name and its reading are printed"),
    "birth_year_only": ("生年月日は「昭和２０年月日不詳」", "birth date: 1945, month and day unknown"),
    "adoption": ("養母・除籍・従前本籍が印字されます", "adoption, removal and transfer are printed"),
    "landed": ("区分は「一時庇護許可者」", "class: landed for temporary refuge"),
    "provisional_stay": ("区分は「仮滞在許可者」", "class: permitted to stay provisionally"),
    "nationality_lost": ("区分は「国籍喪失による経過滞在者」", "class: staying on after losing nationality"),
    "no_register": ("本籍は「なし」と印字されます", "one sheet; a domicile is printed as none"),
    "newborn": ("ないものは「なし」と印字されます", "one sheet; what a newborn lacks is printed as none"),
    "tax_undeclared": ("課税証明書だけ窓口へ", "tax certificate: ask the counter"),
    "back_from_abroad": ("課税証明書だけ窓口へ", "tax certificate: ask the counter"),
    "seal_unregistered": ("印鑑登録証明書だけ窓口へ", "seal certificate: ask the counter"),
    "moving_out": ("M-102 理由を言わずに断ります", "M-102, no reason told"),
    "pending_register": ("戸籍だけ窓口へ", "register certificates: ask the counter"),
    "weekday_register": ("戸籍は平日9時から17時", "register certificates on weekdays 9-17"),
    "password_locked": ("予約すれば初期化できます", "is served; other services: a reset unlocks it"),
    "password_one_try": ("先に「あと1回」の確認", "is served; other services: asks before the last try"),
    "signature_expired": ("初期化は C-311", "is served; other services: C-311"),
    "signature_revoked": ("初期化は C-312", "is served; other services: C-312"),
    "expires_soon": ("カードの状態で更新を案内", "is served; other services: card check advises renewal"),
    "new_card": (
        "前のカードの予約では S-103",
        "is served; other services: S-103 with the reservation of Ichiro's other card",
    ),
    "slow": ("おそいが発行できます", "slow, but is served"),
}
"""profile → (Japanese, English); a test keeps it complete. The English text before `other services`
refers to a certificate visit."""
