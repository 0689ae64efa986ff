"""印鑑登録: what a municipality records of a registered seal."""

from __future__ import annotations

from kiosk.rules.contents.values import NO_ENTRY, Day, Frozen, OtherName, Recorded, Unknown


class SealRegistration(Frozen):
    """印鑑登録証明書. The seal impression is an image that only the municipality has.

    A seal may be of 旧氏, 通称 or, for a foreign resident, of the name in katakana; what is registered is
    on the certificate (the ministry's model ordinance for seal registration, 印鑑登録証明事務処理要領).
    """

    name: str
    name_kana: str
    former_family_name: OtherName = NO_ENTRY  # 旧氏
    common_name: OtherName = NO_ENTRY  # 通称
    katakana_name: Recorded = NO_ENTRY  # 氏名のカタカナ表記
    birth_date: Day | Unknown
    address: str
    registered_on: Day
    foreign: bool = False
    """The birth date is written in the western calendar."""
