"""Specimen residents: plainly fictitious people, in the manner of official specimen cards.

Every name says 見本, 標本, 例示 or the like; no town of these names exists in the municipalities.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TOMAKOMAI = "01213"
MIHON = "99201"


@dataclass(frozen=True, slots=True)
class Resident:
    """One person of the simulated resident record (住民基本台帳).

    `relationship` is 続柄 to the head of the household, `domicile` 本籍 and `head_of_register` 筆頭者;
    `register_code` is the municipality that keeps the family register. `withheld` marks a
    person for whom the municipality issues nothing at terminals, for reasons it tells nobody.
    """

    key: str
    name: str
    name_kana: str
    birth_date: date
    sex: str
    became_resident_on: date
    address_since: date
    relationship: str
    domicile: str
    head_of_register: str
    register_code: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Household:
    """People at one address; the first member is the head (世帯主)."""

    municipality_code: str
    address: str
    members: tuple[Resident, ...]

    @property
    def head(self) -> Resident:
        """世帯主."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Register:
    """A family register (戸籍): where it is, who heads it, which municipality keeps it."""

    domicile: str
    head: str
    code: str


def _member(
    key: str,
    name: tuple[str, str],
    sex: str,
    relationship: str,
    *,
    born: date,
    since: date,
    register: Register,
) -> Resident:
    became = max(born, since)
    return Resident(
        key=key,
        name=name[0],
        name_kana=name[1],
        birth_date=born,
        sex=sex,
        became_resident_on=became,
        address_since=became,
        relationship=relationship,
        domicile=register.domicile,
        head_of_register=register.head,
        register_code=register.code,
    )


_MIHON_FAMILY = Register("北海道苫小牧市見本町一丁目２番地", "見本　一郎", TOMAKOMAI)
_REIJI = Register("みほん県見本市例示町三番地", "例示　さくら", MIHON)
_HYOHON_FAMILY = Register("北海道苫小牧市標本町四丁目５番地", "標本　太郎", TOMAKOMAI)
_JIRO = Register("北海道苫小牧市見本町一丁目２番地", "見本　次郎", TOMAKOMAI)
_SHISAKU = Register("みほん県見本市試作町一番地", "試作　三郎", MIHON)

HOUSEHOLDS: tuple[Household, ...] = (
    Household(
        TOMAKOMAI,
        "北海道苫小牧市見本町一丁目２番３号",
        (
            _member(
                "ichiro",
                ("見本　一郎", "ミホン　イチロウ"),
                "男",
                "世帯主",
                born=date(1980, 2, 17),
                since=date(2010, 4, 1),
                register=_MIHON_FAMILY,
            ),
            _member(
                "katsuko",
                ("見本　葛\U000e0104子", "ミホン　カツコ"),
                "女",
                "妻",
                born=date(1982, 11, 3),
                since=date(2012, 6, 15),
                register=_MIHON_FAMILY,
            ),
            _member(
                "hana",
                ("見本　花", "ミホン　ハナ"),
                "女",
                "子",
                born=date(2019, 5, 1),
                since=date(2019, 5, 1),
                register=_MIHON_FAMILY,
            ),
        ),
    ),
    Household(
        TOMAKOMAI,
        "北海道苫小牧市例示町六丁目７番８号　例示ハイツ１０１号",
        (
            _member(
                "sakura",
                ("例示　さくら", "レイジ　サクラ"),
                "女",
                "世帯主",
                born=date(1996, 2, 29),
                since=date(2021, 3, 28),
                register=_REIJI,
            ),
        ),
    ),
    Household(
        TOMAKOMAI,
        "北海道苫小牧市標本町四丁目５番６号",
        (
            _member(
                "taro",
                ("標本　太郎", "ヒョウホン　タロウ"),
                "男",
                "世帯主",
                born=date(1975, 1, 1),
                since=date(2005, 10, 1),
                register=_HYOHON_FAMILY,
            ),
            _member(
                "yoshiko",
                ("標本　良子", "ヒョウホン　ヨシコ"),
                "女",
                "妻",
                born=date(1977, 7, 7),
                since=date(2005, 10, 1),
                register=_HYOHON_FAMILY,
            ),
            _member(
                "haruto",
                ("標本　陽翔", "ヒョウホン　ハルト"),
                "男",
                "子",
                born=date(2006, 3, 3),
                since=date(2006, 3, 3),
                register=_HYOHON_FAMILY,
            ),
            _member(
                "aoi",
                ("標本　葵", "ヒョウホン　アオイ"),
                "女",
                "子",
                born=date(2008, 8, 18),
                since=date(2008, 8, 18),
                register=_HYOHON_FAMILY,
            ),
            _member(
                "minato",
                ("標本　湊", "ヒョウホン　ミナト"),
                "男",
                "子",
                born=date(2013, 12, 24),
                since=date(2013, 12, 24),
                register=_HYOHON_FAMILY,
            ),
            _member(
                "sumi",
                ("標本　すみ", "ヒョウホン　スミ"),
                "女",
                "母",
                born=date(1948, 4, 29),
                since=date(2015, 4, 1),
                register=_HYOHON_FAMILY,
            ),
            _member(
                "kenji",
                ("標本　健二", "ヒョウホン　ケンジ"),
                "男",
                "弟",
                born=date(1979, 9, 9),
                since=date(2018, 1, 7),
                register=_HYOHON_FAMILY,
            ),
        ),
    ),
    Household(
        MIHON,
        "みほん県見本市中央一丁目１番１号",
        (
            _member(
                "jiro",
                ("見本　次郎", "ミホン　ジロウ"),
                "男",
                "世帯主",
                born=date(1985, 12, 31),
                since=date(2020, 4, 1),
                register=_JIRO,
            ),
        ),
    ),
    Household(
        MIHON,
        "みほん県見本市試作町一番２号",
        (
            Resident(
                key="saburo",
                name="試作　三郎",
                name_kana="シサク　サブロウ",
                birth_date=date(1990, 6, 10),
                sex="男",
                became_resident_on=date(2022, 9, 1),
                address_since=date(2022, 9, 1),
                relationship="世帯主",
                domicile=_SHISAKU.domicile,
                head_of_register=_SHISAKU.head,
                register_code=_SHISAKU.code,
                withheld=True,
            ),
        ),
    ),
)

_BY_KEY = {member.key: (member, household) for household in HOUSEHOLDS for member in household.members}


def resident(key: str) -> tuple[Resident, Household]:
    """Return a resident and the household by the resident's key; raises KeyError for nobody's key."""
    return _BY_KEY[key]
