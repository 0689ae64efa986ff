"""住民票記載事項証明書: what was asked for, and no place for anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.rules.certificates import CertificateKind
from kiosk.rules.contents import ForeignResident, Person, ResidentRecord
from kiosk.rules.record import RecordMismatch
from tests.support.sample_records import EVERYTHING, FOREIGNER, NATIVE, SAMPLES, record_of

Written = Callable[[bytes], str]
KIND = CertificateKind.RESIDENT_RECORD_STATEMENT
BARE = {
    "relationship": None,
    "domicile": None,
    "head_of_register": None,
    "my_number": None,
}


@pytest.mark.parametrize(
    "person",
    [
        NATIVE.model_copy(update=BARE),
        FOREIGNER.model_copy(update=BARE | {"foreign": ForeignResident()}),
    ],
)
def test_what_was_left_out_has_no_place_on_it(fonts: Fonts, written_on: Written, person: Person) -> None:
    record = record_of(KIND, ResidentRecord(address="北海道", persons=(person,)))
    text = written_on(render(record, fonts).pdf)
    assert "省略" not in text
    for label in ("世帯主", "続柄", "本籍", "筆頭者", "個人番号", "国籍", "在留", "前住所", "満了"):
        assert label not in text


def test_what_was_asked_for_stands_with_its_label(fonts: Fonts, written_on: Written) -> None:
    content = ResidentRecord(address="北海道", head_of_household="見本", persons=(NATIVE, FOREIGNER))
    text = written_on(render(record_of(KIND, content, EVERYTHING), fonts).pdf)
    for words in (
        "世帯主見本",
        "住所北海道",
        "旧氏コマキ小牧",
        "生年月日昭和５５年２月１７日",
        "本籍北海道苫小牧市見本町一丁目２番地",
        "国籍・地域フィリピン",
        "満了の日２０２８年１０月２０日",
    ):
        assert words in text


def test_an_item_that_was_to_be_left_out_stops_the_sheet(fonts: Fonts) -> None:
    options = dict(SAMPLES[KIND].options) | {"domicile": "omitted"}
    record = SAMPLES[KIND].model_copy(update={"options": tuple(sorted(options.items()))})
    with pytest.raises(RecordMismatch, match="shows domicile"):
        render(record, fonts)
