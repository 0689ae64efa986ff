"""The family registers with more than one person, with the matters (身分事項) of each."""

from __future__ import annotations

from datetime import date

from kiosk.rules.eras import japanese_date
from kiosk_simulator.residents.people import Register, Registrant, Removed

TOMAKOMAI = "01213"
MIHON = "99201"

CITY = "北海道苫小牧市"
_COMPUTERISED = "平成６年法務省令第５１号附則第２条第１項による改製"
MIHON_HOME = f"{CITY}見本町一丁目２番地"
_HYOHON_HOME = f"{CITY}標本町四丁目５番地"

_Event = tuple[str, tuple[tuple[str, str], ...]]


def _marriage(day: date, spouse: str, domicile: str, head: str) -> _Event:
    items = (
        ("婚姻日", japanese_date(day)),
        ("配偶者氏名", spouse),
        ("従前戸籍", f"{domicile}　{head}"),
    )
    return "婚姻", items


_MARRIED = date(2012, 6, 15)
MIHON_FAMILY = Register(
    TOMAKOMAI,
    MIHON_HOME,
    "見本　一郎",
    "ミホン　イチロウ",
    _MARRIED,
    (
        Registrant(
            "ichiro",
            "見本　幸雄",
            "見本　松子",
            "長男",
            CITY,
            "夫",
            (_marriage(_MARRIED, "例示　葛\U000e0104子", MIHON_HOME, "見本　幸雄"),),
        ),
        Registrant(
            "katsuko",
            "例示　忠治",
            "例示　梅子",
            "二女",
            "みほん県見本市",
            "妻",
            (_marriage(_MARRIED, "見本　一郎", "みほん県見本市例示町七番地", "例示　忠治"),),
        ),
        Registrant("hana", "見本　一郎", "見本　葛\U000e0104子", "長女", CITY),
    ),
)
_PARENTS = ("標本　太郎", "標本　良子")
_WED = date(2003, 11, 3)
HYOHON_FAMILY = Register(
    TOMAKOMAI,
    _HYOHON_HOME,
    "標本　太郎",
    "ヒョウホン　タロウ",
    _WED,
    (
        Registrant(
            "taro",
            "標本　源一",
            "標本　すみ",
            "長男",
            CITY,
            "夫",
            (_marriage(_WED, "試作　良子", f"{CITY}標本町九番地", "標本　源一"),),
            ((f"{CITY}標本町九番１号", _WED),),
        ),
        Registrant(
            "yoshiko",
            "試作　勝",
            "試作　和子",
            "長女",
            "みほん県見本市",
            "妻",
            (_marriage(_WED, "標本　太郎", "みほん県見本市試作町一番地", "試作　勝"),),
            ((f"{CITY}標本町九番１号", _WED),),
        ),
        Registrant("haruto", *_PARENTS, "長男", CITY),
        Registrant("aoi", *_PARENTS, "長女", CITY),
        Registrant("minato", *_PARENTS, "二男", CITY),
    ),
)
# The head died before the register was recreated: he is still its head, but not among its persons.
HYOHON_PARENTS = Register(
    TOMAKOMAI,
    f"{CITY}標本町九番地",
    "標本　源一",
    "ヒョウホン　ゲンイチ",
    date(2004, 10, 2),
    (
        Registrant(
            "sumi",
            "例示　寅吉",
            "例示　ハル",
            "三女",
            "みほん県見本市",
            events=(("配偶者の死亡", (("配偶者の死亡日", japanese_date(date(2001, 5, 6))),)),),
            earlier=((f"{CITY}標本町九番１号", date(1976, 4, 1)),),
        ),
        Registrant(
            "kenji",
            "標本　源一",
            "標本　すみ",
            "二男",
            CITY,
            earlier=((f"{CITY}標本町九番１号", date(1979, 9, 9)),),
        ),
    ),
    how="改製",
    reason=_COMPUTERISED,
)
# Came from 苫小牧市 by 転籍. The elder child left by marriage before birth date and sex were recorded in
# supplementary registers (2022-01-11); the younger one is adopted.
_SHISAKU_HOME = "みほん県見本市試作町九番地"
SHISAKU_FAMILY = Register(
    MIHON,
    _SHISAKU_HOME,
    "試作　結",
    "シサク　ユイ",
    date(2017, 10, 2),
    (
        Registrant("yui", "試作　栄", "試作　文", "長女", CITY),
        Registrant(
            "noboru",
            "",
            "試作　結",
            "長男",
            CITY,
            events=(
                (
                    "婚姻",
                    (
                        ("婚姻日", japanese_date(date(2019, 11, 22))),
                        ("配偶者氏名", "例示　光"),
                        ("新本籍", "みほん県見本市例示町十番地"),
                        ("称する氏", "妻の氏"),
                    ),
                ),
            ),
            earlier=(("みほん県見本市試作町九番９号", date(2017, 10, 2)),),
            removed=Removed("試作　昇", "シサク　ノボル", date(1997, 4, 8), "男", date(2019, 11, 22)),
        ),
        Registrant(
            "nozomu",
            "標本　健",
            "標本　茜",
            "二男",
            "みほん県見本市",
            events=(
                (
                    "養子縁組",
                    (
                        ("縁組日", japanese_date(date(2018, 7, 2))),
                        ("養母氏名", "試作　結"),
                        ("従前戸籍", "みほん県見本市標本町四番地　標本　健"),
                    ),
                ),
            ),
            adoption=("", "試作　結", "養子"),
        ),
    ),
    how="転籍",
    former_domicile=f"{CITY}試作町二丁目９番地",
)
