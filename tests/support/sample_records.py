"""A specimen record of every kind of certificate, with every item that its kind can show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kiosk.rules.certificates import CertificateKind as Kind
from kiosk.rules.certificates import OptionValues
from kiosk.rules.contents import (
    NO_ENTRY,
    AddressEntry,
    Beginning,
    Content,
    Dependants,
    FamilyRegister,
    ForeignResident,
    Person,
    ReadName,
    RegisteredAddresses,
    RegisteredPerson,
    RegisterEvent,
    ResidentRecord,
    SealRegistration,
    SupplementaryRegister,
    Taxation,
    TaxItem,
)
from kiosk.rules.municipality_kinds import MunicipalityKind
from kiosk.rules.record import CertificateRecord

SHOWN = "shown"
BORN = date(1980, 2, 17)
MADE_ON = date(2010, 11, 22)
LONG_HOUSEHOLD = 7
"""So many persons take three pages."""
Path = tuple[str | int, ...]


def record_of(
    kind: Kind, content: Content, options: dict[str, str] | None = None, **changes: Any
) -> CertificateRecord:
    """A record around `content`, with random-looking but fixed numbers."""
    chosen: OptionValues = tuple(sorted((options or {}).items()))
    values: dict[str, Any] = {
        "visit": "visit-1",
        "request": "request-1",
        "subject": "ab" * 32,
        "document_number": "K7Q4-20PX-9W3M",
        "copy_number": 1,
        "copies": 1,
        "kind": kind,
        "options": chosen,
        "municipality_code": "01213",
        "municipality_name": "苫小牧市",
        "municipality_kind": MunicipalityKind.CITY,
        "prefecture": "北海道",
        "mayor": "標本氏名",
        "issued_on": date(2026, 11, 21),
        "fee": 250,
        "specimen": True,
        "content": content,
    }
    return CertificateRecord(**(values | changes))


FOREIGNER = Person(
    name="SAMPLE MARIA ESPERANZA",
    name_kana="サンプル　マリア",
    birth_date=date(1985, 1, 3),
    sex="女",
    became_resident_on=date(2015, 6, 7),
    address_since=date(2016, 7, 8),
    notified_on=date(2015, 6, 10),
    previous_address="北海道見本市見本町一丁目２番１号",
    common_name=ReadName(name="見本　マリア", kana="ミホン　マリア"),
    relationship="妻",
    my_number="210987654321",
    foreign=ForeignResident(
        nationality="フィリピン",
        residence_class="中長期在留者",
        status_of_residence="日本人の配偶者等",
        period_of_stay="３年",
        period_ends_on=date(2028, 10, 20),
        card_number="AB12345678CD",
    ),
)
NATIVE = Person(
    name="見本　葛\U000e0104子",
    name_kana="ミホン　カツコ",
    birth_date=BORN,
    sex="女",
    became_resident_on=date(2011, 4, 1),
    address_since=date(2019, 5, 1),
    notified_on=date(2011, 4, 8),
    previous_address="北海道見本市見本町２番７号",
    former_family_name=ReadName(name="小牧", kana="コマキ"),
    relationship="世帯主",
    domicile="北海道苫小牧市見本町一丁目２番地",
    head_of_register="見本　太郎",
    my_number="123456789012",
)
STATED = NATIVE.model_copy(
    update={"address_since": NO_ENTRY, "notified_on": NO_ENTRY, "previous_address": NO_ENTRY}
)
"""Without what a statement has no place for."""
EVERYTHING = dict.fromkeys(
    ("head_and_relationship", "domicile", "my_number", "nationality", "residence_status", "residence_card"),
    SHOWN,
)
SEAL = SealRegistration(
    name="見本　葛\U000e0104子",
    name_kana="ミホン　カツコ",
    birth_date=BORN,
    common_name=ReadName(name="標本　葛子", kana="ヒョウホン　カツコ"),
    katakana_name="ミホン　カツコ",
    address="北海道苫小牧市見本町一丁目２番３号",
    registered_on=date(2015, 6, 9),
)
TAXATION = Taxation(
    name="見本　葛\U000e0104子",
    name_kana="ミホン　カツコ",
    birth_date=BORN,
    address="北海道苫小牧市見本町一丁目２番３号",
    address_on_1_january="北海道苫小牧市例示町六丁目７番８号",
    fiscal_year=2026,
    income=(
        TaxItem(label="給与収入", amount=5_200_000),
        TaxItem(label="譲渡所得", amount=-45_000),
    ),
    total_income=3_675_000,
    deductions=(
        TaxItem(label="社会保険料控除", amount=742_300),
        TaxItem(label="扶養控除", amount=330_000),
        TaxItem(label="基礎控除", amount=430_000),
    ),
    taxable_income=1_867_000,
    taxes=(TaxItem(label="市民税所得割", amount=109_500),),
    adjustment=2_500,
    total_tax=187_500,
    exempt=False,
    spouse_deduction="一般",
    dependants=Dependants(general=1, young=2, elderly=3, elderly_parents=4, under_16=5),
)


def history(name: str, addresses: int) -> RegisteredAddresses:
    """A person of the supplementary register with so many addresses."""
    return RegisteredAddresses(
        name=name,
        name_kana="ミホン",
        birth_date=BORN,
        sex="男",
        addresses=tuple(
            AddressEntry(address=f"北海道苫小牧市見本町{number}番地", since=date(1990 + number % 30, 4, 1))
            for number in range(1, addresses + 1)
        ),
    )


SUPPLEMENTARY = SupplementaryRegister(
    made_on=MADE_ON,
    domicile="北海道苫小牧市見本町一丁目２番地",
    head_of_register="見本　太郎",
    overseas_voting="苫小牧市選挙管理委員会",
    persons=(history("太郎", 3), history("葛\U000e0104子", 2)),
)


def registered(name: str, events: int = 2, **changes: Any) -> RegisteredPerson:
    """A person of a family register with so many events of three items each."""
    titles = ("出生", "婚姻", "養子縁組")
    values: dict[str, Any] = {
        "name": name,
        "name_kana": "みほん",
        "birth_date": BORN,
        "father": "見本　幸雄",
        "mother": "見本　松子",
        "relationship": "長男",
        "spouse": "夫",
        "events": tuple(
            RegisterEvent(
                title=titles[number % 3],
                items=(
                    ("届出日", f"平成{number + 1}年２月２５日"),
                    ("届出人", "父"),
                    ("従前戸籍", "標本町四丁目５番地"),
                ),
            )
            for number in range(events)
        ),
    }
    return RegisteredPerson(**(values | changes))


def register(*persons: RegisteredPerson) -> FamilyRegister:
    """A family register of these persons."""
    return FamilyRegister(
        domicile="北海道苫小牧市見本町一丁目２番地",
        head_of_register="見本　太郎",
        family_name_kana="ミホン",
        beginning=Beginning(how="編製", on=MADE_ON, reason="婚姻"),
        persons=persons,
    )


SAMPLES: dict[Kind, CertificateRecord] = {
    Kind.RESIDENT_RECORD: record_of(
        Kind.RESIDENT_RECORD,
        ResidentRecord(
            address="北海道苫小牧市見本町一丁目２番３号",
            head_of_household="見本　葛\U000e0104子",
            persons=(NATIVE, FOREIGNER),
            whole_household=True,
        ),
        EVERYTHING | {"persons": "household"},
    ),
    Kind.SEAL_REGISTRATION: record_of(Kind.SEAL_REGISTRATION, SEAL),
    Kind.TAXATION: record_of(Kind.TAXATION, TAXATION),
    Kind.SUPPLEMENTARY_FAMILY_REGISTER: record_of(
        Kind.SUPPLEMENTARY_FAMILY_REGISTER, SUPPLEMENTARY, {"domicile": SHOWN, "overseas_voting": SHOWN}
    ),
    Kind.FAMILY_REGISTER_ALL: record_of(
        Kind.FAMILY_REGISTER_ALL, register(registered("太郎"), registered("葛\U000e0104子", spouse="妻"))
    ),
    Kind.FAMILY_REGISTER_INDIVIDUAL: record_of(
        Kind.FAMILY_REGISTER_INDIVIDUAL, register(registered("葛\U000e0104子"))
    ),
}
SAMPLES[Kind.RESIDENT_RECORD_STATEMENT] = record_of(
    Kind.RESIDENT_RECORD_STATEMENT,
    ResidentRecord(
        address="北海道苫小牧市見本町一丁目２番３号",
        head_of_household="見本　葛\U000e0104子",
        persons=(STATED,),
    ),
    EVERYTHING | {"persons": "self"},
)
SAMPLES[Kind.TAXATION_PAST] = record_of(
    Kind.TAXATION_PAST, TAXATION.model_copy(update={"fiscal_year": 2025}), {"year": "2025"}
)
LONG: dict[Kind, CertificateRecord] = {
    Kind.RESIDENT_RECORD: record_of(
        Kind.RESIDENT_RECORD,
        ResidentRecord(
            address="北海道",
            head_of_household="見本",
            persons=tuple((NATIVE, FOREIGNER)[n % 2] for n in range(LONG_HOUSEHOLD)),
            whole_household=True,
        ),
        EVERYTHING | {"persons": "household"},
    ),
    Kind.TAXATION: record_of(
        Kind.TAXATION,
        TAXATION.model_copy(
            update={"income": tuple(TaxItem(label=f"所得{n}", amount=n * 1000) for n in range(70))}
        ),
    ),
    Kind.SUPPLEMENTARY_FAMILY_REGISTER: record_of(
        Kind.SUPPLEMENTARY_FAMILY_REGISTER,
        SupplementaryRegister(made_on=MADE_ON, persons=(history("見本　太郎", 60), history("見本　花", 3))),
    ),
    Kind.FAMILY_REGISTER_ALL: record_of(
        Kind.FAMILY_REGISTER_ALL,
        register(*(registered(name, 5) for name in ("太郎", "葛\U000e0104子", "花"))),
    ),
    Kind.FAMILY_REGISTER_INDIVIDUAL: record_of(
        Kind.FAMILY_REGISTER_INDIVIDUAL, register(registered("太郎", 25))
    ),
}
"""More than one page of each kind that can have more than one."""


def values_in(thing: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a dumped content that is not itself a collection, with its path.

    That an item is absent or unknown is no value.
    """
    if isinstance(thing, dict) and thing.keys() != {"entry"}:
        for key, value in thing.items():
            yield from values_in(value, (*path, key))
    elif isinstance(thing, tuple):
        for number, value in enumerate(thing):
            yield from values_in(value, (*path, number))
    elif thing is not None and not isinstance(thing, dict):
        yield path, thing


def changed(record: CertificateRecord, path: Path, value: Any) -> CertificateRecord:
    """The record with one value of its content exchanged."""

    def put(thing: Any, rest: Path) -> Any:
        if not rest:
            return value
        if isinstance(thing, dict):
            return thing | {rest[0]: put(thing[rest[0]], rest[1:])}
        return tuple(put(each, rest[1:]) if at == rest[0] else each for at, each in enumerate(thing))

    content = type(record.content).model_validate(put(record.content.model_dump(), path))
    return record.model_copy(update={"content": content})
