"""住民票の写し: other names, moves, classes of foreign residents, and sheets that can stand alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import pytest

from kiosk.documents.document import page_code, render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.contents import (
    NO_ENTRY,
    UNKNOWN,
    PartialDate,
    Person,
    ReadName,
    ResidenceClass,
    ResidentRecord,
)
from kiosk.rules.record import CertificateRecord
from tests.support.sample_records import EVERYTHING, FOREIGNER, LONG, NATIVE, record_of

Written = Callable[[bytes], str]
KIND = CertificateKind.RESIDENT_RECORD


def sheet(*persons: Person, **changes: Any) -> CertificateRecord:
    values = {"address": "北海道苫小牧市見本町", "head_of_household": "見本　葛", "persons": persons}
    return record_of(KIND, ResidentRecord(**(values | changes)), EVERYTHING)


def test_other_names_stand_with_their_readings(fonts: Fonts, written_on: Written) -> None:
    text = written_on(render(sheet(NATIVE, FOREIGNER), fonts).pdf)
    assert "旧氏コマキ小牧" in text
    assert "通称ミホンマリア見本マリア" in text


def test_who_has_no_other_name_has_no_place_for_it(fonts: Fonts, written_on: Written) -> None:
    bare = NATIVE.model_copy(update={"former_family_name": NO_ENTRY})
    text = written_on(render(sheet(bare), fonts).pdf)
    assert "旧氏" not in text
    assert "通称" not in text


def test_a_name_without_a_reading_has_none(fonts: Fonts, written_on: Written) -> None:
    named = NATIVE.model_copy(update={"former_family_name": ReadName(name="小牧", kana=NO_ENTRY)})
    assert "旧氏小牧" in written_on(render(sheet(named), fonts).pdf)


def test_who_came_from_elsewhere_has_the_address_before_and_the_day_of_the_notice(
    fonts: Fonts, written_on: Written
) -> None:
    text = written_on(render(sheet(NATIVE), fonts).pdf)
    assert "前住所北海道見本市見本町２番７号" in text
    assert "届出日平成２３年４月８日" in text


def test_who_was_born_here_and_never_moved_has_neither(fonts: Fonts, written_on: Written) -> None:
    born_here = NATIVE.model_copy(
        update={"previous_address": NO_ENTRY, "notified_on": NO_ENTRY, "address_since": NO_ENTRY}
    )
    text = written_on(render(sheet(born_here), fonts).pdf)
    assert "前住所なし" in text
    assert "届出日―" in text
    assert "住所を定めた日―" in text


def test_a_foreign_resident_became_one_of_the_foreign_residents(fonts: Fonts, written_on: Written) -> None:
    text = written_on(render(sheet(FOREIGNER), fonts).pdf)
    assert "外国人住民となった日平成２７年６月７日" in text


@pytest.mark.parametrize("of_class", get_args(ResidenceClass))
def test_every_class_of_the_act_is_named(fonts: Fonts, written_on: Written, of_class: str) -> None:
    assert FOREIGNER.foreign is not None
    foreign = FOREIGNER.foreign.model_copy(update={"residence_class": of_class})
    text = written_on(render(sheet(FOREIGNER.model_copy(update={"foreign": foreign})), fonts).pdf)
    assert f"第30条の45の区分{of_class}" in text


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"birth_date": PartialDate(year=1945)}, "生年月日昭和２０年月日不詳"),
        ({"birth_date": UNKNOWN}, "生年月日年月日不詳"),
        ({"sex": UNKNOWN}, "性別不詳"),
        ({"domicile": UNKNOWN}, "本籍不詳"),
        ({"address_since": PartialDate(year=1950, month=4)}, "住所を定めた日昭和２５年４月日不詳"),
        ({"previous_address": UNKNOWN}, "前住所不詳"),
    ],
)
def test_what_nobody_knows_is_neither_left_out_nor_absent(
    fonts: Fonts, written_on: Written, item: dict[str, object], words: str
) -> None:
    text = written_on(render(sheet(NATIVE.model_copy(update=item)), fonts).pdf)
    assert words in text
    assert "省略" not in text
    assert "なし" not in text


def test_a_foreign_residents_unknown_birth_date_is_western(fonts: Fonts, written_on: Written) -> None:
    known = FOREIGNER.model_copy(update={"birth_date": PartialDate(year=1945, month=8)})
    assert "生年月日１９４５年８月日不詳" in written_on(render(sheet(known), fonts).pdf)


def squeezed_pages(text: str) -> list[str]:
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


def test_every_sheet_has_the_head_and_the_address(fonts: Fonts, text_of: Written) -> None:
    pages = squeezed_pages(text_of(render(LONG[KIND], fonts).pdf))
    assert len(pages) == 3
    for page in pages:
        assert "世帯主見本" in page
        assert "住所北海道" in page


def test_individual_records_are_a_sheet_for_each_with_head_address_and_code(
    fonts: Fonts, text_of: Written
) -> None:
    record = sheet(NATIVE, FOREIGNER, NATIVE, sheet_per_person=True)
    document = render(record, fonts)
    pages = squeezed_pages(text_of(document.pdf))
    assert [binding.page for binding in document.pages] == [1, 2, 3]
    for number, page in enumerate(pages, start=1):
        assert page.count("生年月日") == 1
        assert "世帯主見本葛" in page
        assert "住所北海道苫小牧市見本町" in page
        assert page_code(record, number) in page
        assert record.document_number in page


def test_an_individual_record_higher_than_its_sheet_is_refused(fonts: Fonts) -> None:
    long = "鷹" * 150
    tall = FOREIGNER.model_copy(
        update={
            "name": long,
            "former_family_name": ReadName(name=long, kana=long),
            "common_name": ReadName(name=long, kana=long),
            "previous_address": long,
        }
    )
    with pytest.raises(DoesNotFit, match="higher than a page"):
        render(sheet(tall, address="鷹" * 200, sheet_per_person=True), fonts)
