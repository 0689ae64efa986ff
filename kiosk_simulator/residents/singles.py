"""Specimen residents who live alone: one for each way to be served or to be referred to the counter."""

from __future__ import annotations

from datetime import date

from kiosk_simulator.residents import registers_of_one
from kiosk_simulator.residents.member import MAN, WOMAN, member
from kiosk_simulator.residents.people import Foreigner, Reason, TaxReturn

SAKURA = member(
    "sakura",
    "例示　さくら",
    "レイジ　サクラ",
    WOMAN,
    born=date(1996, 2, 29),
    since=date(2021, 3, 28),
    register=registers_of_one.SAKURA,
    seal_since=date(2021, 4, 2),
    tax_return=TaxReturn(3_396_000, 499_212, life_insurance=12_000),
)
JIRO = member(
    "jiro",
    "見本　次郎",
    "ミホン　ジロウ",
    MAN,
    born=date(1985, 12, 31),
    since=date(2020, 4, 1),
    register=registers_of_one.JIRO,
    seal_since=date(2020, 4, 20),
    tax_return=TaxReturn(4_104_000, 603_288),
    usage_registered=True,
)
SABURO = member(
    "saburo",
    "試作　三郎",
    "シサク　サブロウ",
    MAN,
    born=date(1990, 6, 10),
    since=date(2022, 9, 1),
    register=registers_of_one.SABURO,
    seal_since=date(2022, 9, 8),
    tax_return=TaxReturn(3_020_000, 443_940),
    reasons=frozenset({Reason.WITHHELD}),
)
MARIA = member(
    "maria",
    "SPECIMEN MARIA",
    "スペシメン　マリア",
    WOMAN,
    born=date(1992, 8, 15),
    since=date(2023, 4, 10),
    register=None,
    foreign=Foreigner(
        nationality="みほん国",
        residence_class="中長期在留者",
        status_of_residence="技術・人文知識・国際業務",
        card_number="AA00000000AA",
        period_of_stay="５年",
        period_ends_on=date(2028, 4, 10),
    ),
    seal_since=date(2023, 5, 1),
    tax_return=TaxReturn(3_612_000, 530_964),
)
HARUKO = member(
    "haruko",
    "例示　春子",
    "レイジ　ハルコ",
    WOMAN,
    born=date(1994, 3, 21),
    since=date(2016, 4, 1),
    register=registers_of_one.HARUKO,
    seal_since=date(2016, 4, 4),
)
NATSUMI = member(
    "natsumi",
    "例示　夏美",
    "レイジ　ナツミ",
    WOMAN,
    born=date(1995, 7, 7),
    since=date(2026, 4, 10),
    register=registers_of_one.NATSUMI,
    seal_since=date(2026, 4, 13),
    tax_return=TaxReturn(2_760_000, 405_720),
    reasons=frozenset({Reason.NOT_RESIDENT_ON_1_JANUARY}),
)
AKIO = member(
    "akio",
    "例示　秋夫",
    "レイジ　アキオ",
    MAN,
    born=date(1997, 10, 10),
    since=date(2019, 10, 1),
    register=registers_of_one.AKIO,
    tax_return=TaxReturn(3_120_000, 458_640),
)
FUYUKO = member(
    "fuyuko",
    "例示　冬子",
    "レイジ　フユコ",
    WOMAN,
    born=date(1999, 12, 22),
    since=date(2020, 12, 1),
    register=registers_of_one.FUYUKO,
    seal_since=date(2020, 12, 4),
    tax_return=TaxReturn(2_940_000, 432_180),
    reasons=frozenset({Reason.MOVING_OUT}),
)
SHIRO = member(
    "shiro",
    "標本　四郎",
    "ヒョウホン　シロウ",
    MAN,
    born=date(1988, 4, 4),
    since=date(2013, 5, 20),
    register=registers_of_one.SHIRO,
    seal_since=date(2013, 6, 3),
    tax_return=TaxReturn(4_560_000, 670_320),
    reasons=frozenset({Reason.REGISTER_PENDING}),
)

SATSUKI = member(
    "satsuki",
    "試作　五月",
    "シサク　サツキ",
    WOMAN,
    born=date(1991, 5, 5),
    since=date(2021, 11, 8),
    register=registers_of_one.SATSUKI,
    seal_since=date(2021, 11, 15),
    tax_return=TaxReturn(3_300_000, 485_100),
)
GORO = member(
    "goro",
    "試作　五郎",
    "シサク　ゴロウ",
    MAN,
    born=date(1989, 9, 5),
    since=date(2024, 4, 1),
    register=registers_of_one.GORO,
    seal_since=date(2024, 4, 8),
    tax_return=TaxReturn(3_780_000, 555_660),
)
