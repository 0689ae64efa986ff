"""The family registers of people who left their parents' register and are alone in their own."""

from __future__ import annotations

from datetime import date

from kiosk.rules.eras import japanese_date
from kiosk_simulator.residents.people import Register, Registrant
from kiosk_simulator.residents.registers import CITY, MIHON, MIHON_HOME, TOMAKOMAI

_Event = tuple[str, tuple[tuple[str, str], ...]]


def _own_register(day: date, domicile: str, head: str) -> _Event:
    return "分籍", (("分籍日", japanese_date(day)), ("従前戸籍", f"{domicile}　{head}"))


def _alone(
    key: str,
    head: str,
    head_kana: str,
    domicile: str,
    *,
    made_on: date,
    parents: tuple[str, str],
    relationship: str,
    former: tuple[str, str],
    code: str = TOMAKOMAI,
    birthplace: str = CITY,
    earlier: tuple[tuple[str, date], ...] = (),
    overseas_voting: str | None = None,
) -> Register:
    """Register of a person who left the parents' register; `former` is domicile and head of that one."""
    person = Registrant(
        key,
        *parents,
        relationship,
        birthplace,
        events=(_own_register(made_on, *former),),
        earlier=earlier,
    )
    return Register(code, domicile, head, head_kana, made_on, (person,), overseas_voting=overseas_voting)


SAKURA = _alone(
    "sakura",
    "例示　さくら",
    "レイジ　サクラ",
    "みほん県見本市例示町三番地",
    code=MIHON,
    made_on=date(2018, 4, 2),
    parents=("例示　実", "例示　恵"),
    relationship="長女",
    former=("みほん県見本市例示町三番地", "例示　実"),
    birthplace="みほん県見本市",
    earlier=(("みほん県見本市例示町三番３号", date(2018, 4, 2)),),
)
JIRO = _alone(
    "jiro",
    "見本　次郎",
    "ミホン　ジロウ",
    MIHON_HOME,
    made_on=date(2008, 4, 1),
    parents=("見本　幸雄", "見本　松子"),
    relationship="二男",
    former=(MIHON_HOME, "見本　幸雄"),
    earlier=(
        (f"{CITY}見本町一丁目２番３号", date(2008, 4, 1)),
        ("みほん県標本市大通二丁目４番６号", date(2014, 4, 7)),
    ),
)
SABURO = _alone(
    "saburo",
    "試作　三郎",
    "シサク　サブロウ",
    "みほん県見本市試作町一番地",
    code=MIHON,
    made_on=date(2015, 9, 1),
    parents=("試作　勇", "試作　節子"),
    relationship="三男",
    former=("みほん県見本市試作町一番地", "試作　勇"),
    birthplace="みほん県見本市",
)
_REIJI_PARENTS = ("例示　進", "例示　幸子")
_REIJI_FORMER = (f"{CITY}例示町八番地", "例示　進")
HARUKO = _alone(
    "haruko",
    "例示　春子",
    "レイジ　ハルコ",
    f"{CITY}例示町八番地",
    made_on=date(2016, 4, 1),
    parents=_REIJI_PARENTS,
    relationship="長女",
    former=_REIJI_FORMER,
)
NATSUMI = _alone(
    "natsumi",
    "例示　夏美",
    "レイジ　ナツミ",
    f"{CITY}例示町八番地",
    made_on=date(2017, 7, 3),
    parents=_REIJI_PARENTS,
    relationship="二女",
    former=_REIJI_FORMER,
    earlier=((f"{CITY}例示町八番１号", date(2017, 7, 3)), ("みほん国", date(2020, 1, 20))),
    overseas_voting=CITY,
)
AKIO = _alone(
    "akio",
    "例示　秋夫",
    "レイジ　アキオ",
    f"{CITY}例示町八番地",
    made_on=date(2019, 10, 1),
    parents=_REIJI_PARENTS,
    relationship="長男",
    former=_REIJI_FORMER,
)
FUYUKO = _alone(
    "fuyuko",
    "例示　冬子",
    "レイジ　フユコ",
    f"{CITY}例示町八番地",
    made_on=date(2020, 12, 1),
    parents=_REIJI_PARENTS,
    relationship="三女",
    former=_REIJI_FORMER,
)
SHIRO = _alone(
    "shiro",
    "標本　四郎",
    "ヒョウホン　シロウ",
    f"{CITY}標本町二番地",
    made_on=date(2013, 5, 20),
    parents=("標本　力", "標本　静"),
    relationship="四男",
    former=(f"{CITY}標本町二番地", "標本　力"),
)
SATSUKI = _alone(
    "satsuki",
    "試作　五月",
    "シサク　サツキ",
    "みほん県見本市試作町三番地",
    code=MIHON,
    made_on=date(2017, 2, 1),
    parents=("試作　茂", "試作　文子"),
    relationship="長女",
    former=("みほん県見本市試作町三番地", "試作　茂"),
    birthplace="みほん県見本市",
    earlier=(("みほん県見本市試作町三番１号", date(2017, 2, 1)),),
)
_GORO_HOME = f"{CITY}試作町二丁目１５番地の３"
GORO = _alone(
    "goro",
    "試作　五郎",
    "シサク　ゴロウ",
    _GORO_HOME,
    made_on=date(2012, 7, 2),
    parents=("試作　大造", "試作　民子"),
    relationship="五男",
    former=(_GORO_HOME, "試作　大造"),
    earlier=((f"{CITY}試作町二丁目１５番１号", date(2012, 7, 2)),),
)
ASAHI = _alone(
    "asahi",
    "見本　朝日",
    "ミホン　アサヒ",
    f"{CITY}見本町二丁目４番地",
    made_on=date(2016, 5, 9),
    parents=("見本　正", "見本　和枝"),
    relationship="長女",
    former=(f"{CITY}見本町二丁目４番地", "見本　正"),
    earlier=(
        ("みほん県標本市大通二丁目４番６号", date(2016, 5, 9)),
        (f"{CITY}見本町二丁目４番１号", date(2020, 4, 1)),
    ),
)
KOTO = _alone(
    "koto",
    "例示　古都",
    "レイジ　コト",
    f"{CITY}例示町九番地",
    made_on=date(1975, 3, 3),
    parents=("", "例示　たつ"),
    relationship="女",
    former=(f"{CITY}例示町九番地", "例示　たつ"),
)
