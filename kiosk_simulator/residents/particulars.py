"""Specimen residents whose records have more than a name: other names, classes of stay, unknown dates.

docs/certificates.md says which of them shows which item.
"""

from __future__ import annotations

from datetime import date

from kiosk.rules.contents import PartialDate
from kiosk_simulator.residents import registers, registers_of_one
from kiosk_simulator.residents.member import MAN, WOMAN, member
from kiosk_simulator.residents.people import Foreigner, TaxReturn

# Moved within the city after 1 January 2026, so the year's tax is that of the address before.
ASAHI = member(
    "asahi",
    "見本　朝日",
    "ミホン　アサヒ",
    WOMAN,
    born=date(1990, 3, 31),
    since=date(2020, 4, 1),
    address_since=date(2026, 5, 11),
    register=registers_of_one.ASAHI,
    former_family_name=("標本", "ヒョウホン"),
    seal_since=date(2020, 4, 9),
    tax_return=TaxReturn(3_480_000, 511_560),
    my_number="000000000081",
)
JUN = member(
    "jun",
    "SPECIMEN JUN",
    "スペシメン　ジュン",
    MAN,
    born=date(1986, 9, 23),
    since=date(2011, 4, 1),
    register=None,
    foreign=Foreigner("みほん国", "特別永住者", card_number="AA00000002AA"),
    common_name=("見本　純", "ミホン　ジュン"),
    katakana_name="スペシメン　ジュン",
    seal_since=date(2011, 4, 15),
    my_number="000000000082",
)
# Not even the year of birth is known.
NOAH = member(
    "noah",
    "SPECIMEN NOAH",
    "スペシメン　ノア",
    MAN,
    born=date(1990, 1, 1),
    birth_recorded=PartialDate(),
    since=date(2026, 9, 14),
    register=None,
    foreign=Foreigner("みほん国", "一時庇護許可者", None, "AA00000003AA", "６か月", date(2027, 3, 10)),
    my_number="000000000083",
)
OLGA = member(
    "olga",
    "SPECIMEN OLGA",
    "スペシメン　オリガ",
    WOMAN,
    born=date(1994, 2, 11),
    since=date(2026, 8, 3),
    register=None,
    foreign=Foreigner("みほん国", "仮滞在許可者", None, "AA00000004AA", "６か月", date(2027, 1, 29)),
    my_number="000000000084",
)
REI = member(
    "rei",
    "SPECIMEN REI",
    "スペシメン　レイ",
    WOMAN,
    born=date(1988, 12, 1),
    since=date(2026, 10, 19),
    register=None,
    foreign=Foreigner("みほん国", "国籍喪失による経過滞在者"),
    previous_address="みほん県標本市大通二丁目４番６号",
    my_number="000000000085",
)
KOTO = member(
    "koto",
    "例示　古都",
    "レイジ　コト",
    WOMAN,
    born=date(1945, 12, 31),
    birth_recorded=PartialDate(year=1945),
    since=date(1952, 4, 1),
    register=registers_of_one.KOTO,
    seal_since=date(1980, 4, 1),
    my_number="000000000086",
)
YUI = member(
    "yui",
    "試作　結",
    "シサク　ユイ",
    WOMAN,
    born=date(1975, 6, 1),
    since=date(2017, 10, 2),
    register=registers.SHISAKU_FAMILY,
    seal_since=date(2017, 10, 10),
    tax_return=TaxReturn(4_200_000, 617_400, dependants=("nozomu",)),
    my_number="000000000087",
)
NOZOMU = member(
    "nozomu",
    "試作　望",
    "シサク　ノゾム",
    MAN,
    "子",
    born=date(2010, 2, 20),
    since=date(2018, 7, 2),
    register=registers.SHISAKU_FAMILY,
    my_number="000000000088",
)
