"""戸籍 and 附票: readings, adoption, persons removed, and how a register began."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.templates import family_register
from kiosk.rules.certificates import CertificateKind as Kind
from kiosk.rules.contents import NO_ENTRY, UNKNOWN, Adoption, Beginning, Content, PartialDate
from tests.support.sample_records import MADE_ON, SUPPLEMENTARY, history, record_of, register, registered

Written = Callable[[bytes], str]


@pytest.fixture
def written(fonts: Fonts, written_on: Written) -> Callable[[Kind, Content], str]:
    return lambda kind, content: written_on(render(record_of(kind, content), fonts).pdf)


Text = Callable[[Kind, Content], str]
ALL, ADDRESSES = Kind.FAMILY_REGISTER_ALL, Kind.SUPPLEMENTARY_FAMILY_REGISTER


def test_the_family_name_has_its_reading(written: Text) -> None:
    content = register(registered("太郎"))
    assert "見本太郎【氏の振り仮名】ミホン" in written(ALL, content)
    before = content.model_copy(update={"family_name_kana": NO_ENTRY})
    assert "氏の振り仮名" not in written(ALL, before)


def test_who_was_removed_is_marked_and_nobody_else(fonts: Fonts, written: Text) -> None:
    content = register(registered("太郎"), registered("花", removed=True))
    text = written(ALL, content)
    assert text.count("除籍") == 1
    assert text.index("【名】花") < text.index("除籍")
    pages = family_register.lay_out(record_of(ALL, content), fonts)
    assert sum(line.mark for page in pages for part in page.parts for line in part.lines) == 1


def test_adoptive_parents_stand_below_the_parents(written: Text) -> None:
    adoption = Adoption(father=NO_ENTRY, mother="見本　結", relationship="養子")
    text = written(ALL, register(registered("望", adoption=adoption)))
    assert "【続柄】長男【養父】【養母】見本結【続柄】養子" in text
    assert "養父" not in written(ALL, register(registered("望")))


def test_a_register_that_came_from_elsewhere_says_from_where(written: Text) -> None:
    beginning = Beginning(how="転籍", on=MADE_ON, former_domicile="北海道苫小牧市試作町二丁目９番地")
    text = written(ALL, register(registered("太郎")).model_copy(update={"beginning": beginning}))
    assert "転籍【転籍日】平成２２年１１月２２日【従前本籍】北海道苫小牧市試作町二丁目９番地" in text
    assert "編製" not in text


def test_a_birth_of_which_only_the_year_is_known(written: Text) -> None:
    text = written(ALL, register(registered("太郎", birth_date=PartialDate(year=1945))))
    assert "【生年月日】昭和２０年月日不詳" in text


def supplement(**changes: Any) -> Content:
    person = history("見本　昇", 1).model_copy(update=changes)
    return SUPPLEMENTARY.model_copy(
        update={
            "persons": (person,),
            "domicile": None,
            "head_of_register": None,
            "overseas_voting": NO_ENTRY,
        }
    )


def test_a_supplement_says_when_it_was_made_and_how_names_are_read(written: Text) -> None:
    text = written(ADDRESSES, supplement())
    assert "編製日平成２２年１１月２２日" in text
    assert "氏名ミホン見本昇" in text


def test_who_left_before_birth_dates_were_recorded_is_marked_and_has_none(written: Text) -> None:
    text = written(ADDRESSES, supplement(removed=True, birth_date=NO_ENTRY, sex=NO_ENTRY))
    assert "消除除籍" in text
    assert "生年月日―性別―" in text


def test_where_nobody_votes_from_abroad_the_supplement_is_silent(written: Text) -> None:
    assert "在外選挙人" not in written(ADDRESSES, supplement())


def test_a_parent_nobody_knows_is_said_and_one_who_is_not_named_is_an_empty_place(written: Text) -> None:
    text = written(ALL, register(registered("花", father=UNKNOWN, mother=NO_ENTRY)))
    assert "【父】不詳【母】【続柄】" in text
