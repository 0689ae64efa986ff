"""The households of the specimen residents, with lookup by resident."""

from __future__ import annotations

from datetime import date

from kiosk_simulator.residents import gaps, particulars, registers, singles
from kiosk_simulator.residents.member import MAN, WOMAN, member
from kiosk_simulator.residents.people import Household, Resident, TaxReturn
from kiosk_simulator.residents.registers import MIHON, TOMAKOMAI

_MIHON_HOUSEHOLD = (
    member(
        "ichiro",
        "見本　一郎",
        "ミホン　イチロウ",
        MAN,
        born=date(1980, 2, 17),
        since=date(2010, 4, 1),
        register=registers.MIHON_FAMILY,
        seal_since=date(2010, 4, 5),
        tax_return=TaxReturn(5_200_000, 764_400, life_insurance=28_000, dependants=("hana",)),
    ),
    member(
        "katsuko",
        "見本　葛\U000e0104子",
        "ミホン　カツコ",
        WOMAN,
        "妻",
        born=date(1982, 11, 3),
        since=date(2012, 6, 15),
        register=registers.MIHON_FAMILY,
        seal_since=date(2014, 9, 1),
        tax_return=TaxReturn(2_460_000, 361_620),
    ),
    member(
        "hana",
        "見本　花",
        "ミホン　ハナ",
        WOMAN,
        "子",
        born=date(2019, 5, 1),
        since=date(2019, 5, 1),
        register=registers.MIHON_FAMILY,
    ),
)
_HYOHON_HOUSEHOLD = (
    member(
        "taro",
        "標本　太郎",
        "ヒョウホン　タロウ",
        MAN,
        born=date(1975, 1, 1),
        since=date(2005, 10, 1),
        register=registers.HYOHON_FAMILY,
        seal_since=date(2005, 10, 11),
        tax_return=TaxReturn(
            6_480_000,
            952_560,
            life_insurance=56_000,
            spouse=True,
            dependants=("haruto", "aoi", "minato", "sumi"),
        ),
    ),
    member(
        "yoshiko",
        "標本　良子",
        "ヒョウホン　ヨシコ",
        WOMAN,
        "妻",
        born=date(1977, 7, 7),
        since=date(2005, 10, 1),
        register=registers.HYOHON_FAMILY,
        tax_return=TaxReturn(),
    ),
    member(
        "haruto",
        "標本　陽翔",
        "ヒョウホン　ハルト",
        MAN,
        "子",
        born=date(2006, 3, 3),
        since=date(2006, 3, 3),
        register=registers.HYOHON_FAMILY,
    ),
    member(
        "aoi",
        "標本　葵",
        "ヒョウホン　アオイ",
        WOMAN,
        "子",
        born=date(2008, 8, 18),
        since=date(2008, 8, 18),
        register=registers.HYOHON_FAMILY,
    ),
    member(
        "minato",
        "標本　湊",
        "ヒョウホン　ミナト",
        MAN,
        "子",
        born=date(2013, 12, 24),
        since=date(2013, 12, 24),
        register=registers.HYOHON_FAMILY,
    ),
    member(
        "sumi",
        "標本　すみ",
        "ヒョウホン　スミ",
        WOMAN,
        "母",
        born=date(1948, 4, 29),
        since=date(2015, 4, 1),
        register=registers.HYOHON_PARENTS,
    ),
    member(
        "kenji",
        "標本　健二",
        "ヒョウホン　ケンジ",
        MAN,
        "弟",
        born=date(1979, 9, 9),
        since=date(2018, 1, 7),
        register=registers.HYOHON_PARENTS,
        seal_since=date(2018, 1, 15),
        tax_return=TaxReturn(2_984_000, 438_648),
    ),
)
HOUSEHOLDS: tuple[Household, ...] = (
    Household(TOMAKOMAI, "北海道苫小牧市見本町一丁目２番３号", _MIHON_HOUSEHOLD),
    Household(TOMAKOMAI, "北海道苫小牧市例示町六丁目７番８号　例示ハイツ１０１号", (singles.SAKURA,)),
    Household(TOMAKOMAI, "北海道苫小牧市標本町四丁目５番６号", _HYOHON_HOUSEHOLD),
    Household(MIHON, "みほん県見本市中央一丁目１番１号", (singles.JIRO,)),
    Household(MIHON, "みほん県見本市試作町一番２号", (singles.SABURO,)),
    Household(TOMAKOMAI, "北海道苫小牧市見本町五丁目１番２号　見本荘２０３号", (singles.MARIA,)),
    Household(TOMAKOMAI, "北海道苫小牧市例示町八番２号", (singles.HARUKO,)),
    Household(TOMAKOMAI, "北海道苫小牧市例示町八番３号", (singles.NATSUMI,)),
    Household(TOMAKOMAI, "北海道苫小牧市例示町八番４号", (singles.AKIO,)),
    Household(TOMAKOMAI, "北海道苫小牧市例示町八番５号", (singles.FUYUKO,)),
    Household(TOMAKOMAI, "北海道苫小牧市標本町二番３号", (singles.SHIRO,)),
    Household(MIHON, "みほん県見本市試作町三番４号", (singles.SATSUKI,)),
    Household(MIHON, "みほん県見本市標本町五番６号", (singles.GORO,)),
    Household(TOMAKOMAI, "北海道苫小牧市例示町八番６号", (gaps.ARATA,)),
    Household(TOMAKOMAI, "北海道苫小牧市見本町五丁目３番４号", (gaps.ANNA, gaps.MIRA)),
    Household(TOMAKOMAI, "北海道苫小牧市見本町三丁目２番１号", (particulars.ASAHI,)),
    Household(TOMAKOMAI, "北海道苫小牧市見本町三丁目２番２号", (particulars.JUN,)),
    Household(TOMAKOMAI, "北海道苫小牧市見本町三丁目２番３号", (particulars.NOAH,)),
    Household(TOMAKOMAI, "北海道苫小牧市見本町三丁目２番４号", (particulars.OLGA,)),
    Household(TOMAKOMAI, "北海道苫小牧市見本町三丁目２番５号", (particulars.REI,)),
    Household(TOMAKOMAI, "北海道苫小牧市例示町九番１号", (particulars.KOTO,)),
    Household(MIHON, "みほん県見本市試作町九番９号", (particulars.YUI, particulars.NOZOMU)),
)

_BY_KEY = {person.key: (person, household) for household in HOUSEHOLDS for person in household.members}


def resident(key: str) -> tuple[Resident, Household]:
    """Return a resident and the household by the resident's key; raises KeyError for an unknown key."""
    return _BY_KEY[key]
