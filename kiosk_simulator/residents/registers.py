"""The family registers of the specimen residents, with the matters (身分事項) of each person."""

from __future__ import annotations

from datetime import date

from kiosk.rules.eras import japanese_date
from kiosk_simulator.residents.people import Register, Registrant, Removed

TOMAKOMAI = "01213"
MIHON = "99201"

_CITY = "北海道苫小牧市"
_COMPUTERISED = "平成６年法務省令第５１号附則第２条第１項による改製"
_MIHON_HOME = f"{_CITY}見本町一丁目２番地"
_HYOHON_HOME = f"{_CITY}標本町四丁目５番地"

_Event = tuple[str, tuple[tuple[str, str], ...]]


def _marriage(day: date, spouse: str, domicile: str, head: str) -> _Event:
    items = (
        ("婚姻日", japanese_date(day)),
        ("配偶者氏名", spouse),
        ("従前戸籍", f"{domicile}　{head}"),
    )
    return "婚姻", items


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
    birthplace: str = _CITY,
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


_MARRIED = date(2012, 6, 15)
MIHON_FAMILY = Register(
    TOMAKOMAI,
    _MIHON_HOME,
    "見本　一郎",
    "ミホン　イチロウ",
    _MARRIED,
    (
        Registrant(
            "ichiro",
            "見本　幸雄",
            "見本　松子",
            "長男",
            _CITY,
            "夫",
            (_marriage(_MARRIED, "例示　葛\U000e0104子", _MIHON_HOME, "見本　幸雄"),),
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
        Registrant("hana", "見本　一郎", "見本　葛\U000e0104子", "長女", _CITY),
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
            _CITY,
            "夫",
            (_marriage(_WED, "試作　良子", f"{_CITY}標本町九番地", "標本　源一"),),
            ((f"{_CITY}標本町九番１号", _WED),),
        ),
        Registrant(
            "yoshiko",
            "試作　勝",
            "試作　和子",
            "長女",
            "みほん県見本市",
            "妻",
            (_marriage(_WED, "標本　太郎", "みほん県見本市試作町一番地", "試作　勝"),),
            ((f"{_CITY}標本町九番１号", _WED),),
        ),
        Registrant("haruto", *_PARENTS, "長男", _CITY),
        Registrant("aoi", *_PARENTS, "長女", _CITY),
        Registrant("minato", *_PARENTS, "二男", _CITY),
    ),
)
# The head died before the register was recreated: he is still its head, but not among its persons.
HYOHON_PARENTS = Register(
    TOMAKOMAI,
    f"{_CITY}標本町九番地",
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
            earlier=((f"{_CITY}標本町九番１号", date(1976, 4, 1)),),
        ),
        Registrant(
            "kenji",
            "標本　源一",
            "標本　すみ",
            "二男",
            _CITY,
            earlier=((f"{_CITY}標本町九番１号", date(1979, 9, 9)),),
        ),
    ),
    how="改製",
    reason=_COMPUTERISED,
)
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
    _MIHON_HOME,
    made_on=date(2008, 4, 1),
    parents=("見本　幸雄", "見本　松子"),
    relationship="二男",
    former=(_MIHON_HOME, "見本　幸雄"),
    earlier=(
        (f"{_CITY}見本町一丁目２番３号", date(2008, 4, 1)),
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
_REIJI_FORMER = (f"{_CITY}例示町八番地", "例示　進")
HARUKO = _alone(
    "haruko",
    "例示　春子",
    "レイジ　ハルコ",
    f"{_CITY}例示町八番地",
    made_on=date(2016, 4, 1),
    parents=_REIJI_PARENTS,
    relationship="長女",
    former=_REIJI_FORMER,
)
NATSUMI = _alone(
    "natsumi",
    "例示　夏美",
    "レイジ　ナツミ",
    f"{_CITY}例示町八番地",
    made_on=date(2017, 7, 3),
    parents=_REIJI_PARENTS,
    relationship="二女",
    former=_REIJI_FORMER,
    earlier=((f"{_CITY}例示町八番１号", date(2017, 7, 3)), ("みほん国", date(2020, 1, 20))),
    overseas_voting=_CITY,
)
AKIO = _alone(
    "akio",
    "例示　秋夫",
    "レイジ　アキオ",
    f"{_CITY}例示町八番地",
    made_on=date(2019, 10, 1),
    parents=_REIJI_PARENTS,
    relationship="長男",
    former=_REIJI_FORMER,
)
FUYUKO = _alone(
    "fuyuko",
    "例示　冬子",
    "レイジ　フユコ",
    f"{_CITY}例示町八番地",
    made_on=date(2020, 12, 1),
    parents=_REIJI_PARENTS,
    relationship="三女",
    former=_REIJI_FORMER,
)
SHIRO = _alone(
    "shiro",
    "標本　四郎",
    "ヒョウホン　シロウ",
    f"{_CITY}標本町二番地",
    made_on=date(2013, 5, 20),
    parents=("標本　力", "標本　静"),
    relationship="四男",
    former=(f"{_CITY}標本町二番地", "標本　力"),
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
_GORO_HOME = f"{_CITY}試作町二丁目１５番地の３"
GORO = _alone(
    "goro",
    "試作　五郎",
    "シサク　ゴロウ",
    _GORO_HOME,
    made_on=date(2012, 7, 2),
    parents=("試作　大造", "試作　民子"),
    relationship="五男",
    former=(_GORO_HOME, "試作　大造"),
    earlier=((f"{_CITY}試作町二丁目１５番１号", date(2012, 7, 2)),),
)
ASAHI = _alone(
    "asahi",
    "見本　朝日",
    "ミホン　アサヒ",
    f"{_CITY}見本町二丁目４番地",
    made_on=date(2016, 5, 9),
    parents=("見本　正", "見本　和枝"),
    relationship="長女",
    former=(f"{_CITY}見本町二丁目４番地", "見本　正"),
    earlier=(
        ("みほん県標本市大通二丁目４番６号", date(2016, 5, 9)),
        (f"{_CITY}見本町二丁目４番１号", date(2020, 4, 1)),
    ),
)
KOTO = _alone(
    "koto",
    "例示　古都",
    "レイジ　コト",
    f"{_CITY}例示町九番地",
    made_on=date(1975, 3, 3),
    parents=("", "例示　たつ"),
    relationship="女",
    former=(f"{_CITY}例示町九番地", "例示　たつ"),
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
        Registrant("yui", "試作　栄", "試作　文", "長女", _CITY),
        Registrant(
            "noboru",
            "",
            "試作　結",
            "長男",
            _CITY,
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
    former_domicile=f"{_CITY}試作町二丁目９番地",
)
