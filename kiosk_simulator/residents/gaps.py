"""Specimen residents with gaps in their record, as the law allows."""

from __future__ import annotations

from datetime import date

from kiosk_simulator.residents.member import WOMAN, member
from kiosk_simulator.residents.people import Foreigner

# In no family register: the birth was not filed. Nevertheless on the resident record, with 本籍 なし
# (notice of the Ministry of Internal Affairs and Communications of 2008-07-07, 総行市第143号).
ARATA = member(
    "arata",
    "例示　あらた",
    "レイジ　アラタ",
    WOMAN,
    born=date(1998, 6, 12),
    since=date(2019, 8, 1),
    register=None,
    seal_since=date(2019, 8, 9),
    my_number="000000000091",
)
ANNA = member(
    "anna",
    "SPECIMEN ANNA",
    "スペシメン　アンナ",
    WOMAN,
    born=date(1995, 1, 20),
    since=date(2018, 4, 2),
    register=None,
    foreign=Foreigner("みほん国", "中長期在留者", "永住者", "AA00000001AA"),
    my_number="000000000092",
)
# A child may stay without a status of residence for sixty days from birth, so there is no card; the
# My Number is assigned some weeks after the birth; and there was no earlier address.
MIRA = member(
    "mira",
    "SPECIMEN MIRA",
    "スペシメン　ミラ",
    WOMAN,
    "子",
    born=date(2026, 11, 2),
    since=date(2026, 11, 2),
    register=None,
    foreign=Foreigner("みほん国", "出生による経過滞在者"),
    my_number=None,
)
