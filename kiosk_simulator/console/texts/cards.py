"""What to expect of each specimen card."""

from __future__ import annotations

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
    "smartphone": ("C-103", "C-103"),
    "not_jpki": ("C-103", "C-103"),
    "no_certificate": ("C-105", "C-105"),
    "child": ("M-102 15歳未満", "M-102, under 15"),
    "damaged": ("C-102", "C-102"),
    "no_resident": ("C-303 または M-103", "C-303 or M-103"),
    "withheld": ("M-102 理由を言わずに断ります", "M-102, no reason told"),
    "foreign": ("国籍・地域などを選べます", "items of foreign residents"),
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
