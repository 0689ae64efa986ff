"""The family register and its supplement: whole items, persons named again on the next page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.documents.document import render
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import DoesNotFit
from kiosk.documents.templates import family_register, supplementary_register
from kiosk.rules.certificates import CertificateKind as Kind
from kiosk.rules.contents import NO_ENTRY, Beginning, FamilyRegister, RegisterEvent, SupplementaryRegister
from kiosk.rules.record import CertificateRecord, RecordIncomplete, RecordMismatch
from tests.support.sample_records import (
    LONG,
    MADE_ON,
    SAMPLES,
    SUPPLEMENTARY,
    history,
    record_of,
    register,
    registered,
)

Written = Callable[[bytes], str]
TextOf = Callable[[bytes], str]


def _register_items(record: CertificateRecord) -> list[str]:
    """Every 【label】value that must stand on the paper, in order."""
    content = record.content
    assert isinstance(content, FamilyRegister)
    return [
        f"【{label}】{value}"
        for person in content.persons
        for event in person.events
        for label, value in event.items
    ]


@pytest.mark.parametrize("kind", [Kind.FAMILY_REGISTER_ALL, Kind.FAMILY_REGISTER_INDIVIDUAL])
def test_items_stand_once_and_in_order(fonts: Fonts, written_on: Written, kind: Kind) -> None:
    text = written_on(render(LONG[kind], fonts).pdf)
    at = 0
    for item in _register_items(LONG[kind]):
        at = text.index(item, at) + len(item)
    assert text.count("【従前戸籍】") == len(_register_items(LONG[kind])) / 3


@settings(deadline=None)
@given(persons=st.lists(st.integers(0, 12), min_size=1, max_size=8))
def test_no_item_is_lost_or_divided_over_pages(fonts: Fonts, persons: list[int]) -> None:
    content = register(*(registered("太郎", events) for events in persons))
    pages = family_register.lay_out(record_of(Kind.FAMILY_REGISTER_ALL, content), fonts)
    shown = [
        f"{item.label}{''.join(item.value.lines)}"
        for page in pages
        for part in page.parts
        for line in part.lines
        for item in line.items
    ]
    expected = _register_items(record_of(Kind.FAMILY_REGISTER_ALL, content))
    assert [item for item in shown if item in set(expected)] == expected
    assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]


def test_a_person_is_named_again_where_the_next_page_goes_on(fonts: Fonts, text_of: TextOf) -> None:
    record = LONG[Kind.FAMILY_REGISTER_INDIVIDUAL]
    first, *others = text_of(render(record, fonts).pdf).split("\f")[:-1]
    assert others
    assert "（続き）" not in "".join(first.split())
    for page in others:
        assert "【名】太郎（続き）" in "".join(page.split())


def test_the_matter_that_goes_on_is_named_again(fonts: Fonts, written_on: Written) -> None:
    events = (RegisterEvent(title="出生", items=tuple((f"届出{n}", "父") for n in range(60))),)
    content = register(registered("太郎").model_copy(update={"events": events}))
    document = render(record_of(Kind.FAMILY_REGISTER_ALL, content), fonts)
    text = written_on(document.pdf)
    assert len(document.pages) == 3
    assert text.count("出生（続き）") == text.count("太郎（続き）") == 2


def test_a_family_register_is_made_or_made_anew(fonts: Fonts, written_on: Written) -> None:
    made = written_on(render(SAMPLES[Kind.FAMILY_REGISTER_ALL], fonts).pdf)
    assert "戸籍編製【編製日】平成２２年１１月２２日【編製事由】婚姻" in made
    anew = register(registered("太郎")).model_copy(
        update={"beginning": Beginning(how="改製", on=MADE_ON, reason="平成６年法務省令第５１号による改製")}
    )
    text = written_on(render(record_of(Kind.FAMILY_REGISTER_ALL, anew), fonts).pdf)
    assert "戸籍改製【改製日】平成２２年１１月２２日【改製事由】" in text
    assert "編製" not in text


def test_a_person_without_spouse_or_matters_has_no_empty_headings(fonts: Fonts, written_on: Written) -> None:
    content = register(registered("花", 0, spouse=NO_ENTRY, name_kana=""))
    text = written_on(render(record_of(Kind.FAMILY_REGISTER_ALL, content), fonts).pdf)
    assert "配偶者区分" not in text
    assert "身分事項" not in text
    assert "名の振り仮名" not in text


def test_an_individual_certificate_has_one_person(fonts: Fonts) -> None:
    content = register(registered("太郎"), registered("花"))
    with pytest.raises(RecordMismatch, match="more persons"):
        render(record_of(Kind.FAMILY_REGISTER_INDIVIDUAL, content), fonts)


def test_a_label_that_leaves_no_room_is_refused(fonts: Fonts) -> None:
    event = RegisterEvent(title="出生", items=(("長" * 40, "父"),))
    content = register(registered("太郎").model_copy(update={"events": (event,)}))
    with pytest.raises(DoesNotFit, match="label"):
        render(record_of(Kind.FAMILY_REGISTER_ALL, content), fonts)


SUPPLEMENT = Kind.SUPPLEMENTARY_FAMILY_REGISTER


@given(addresses=st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_no_address_is_lost_and_a_person_is_named_again(fonts: Fonts, addresses: list[int]) -> None:
    people = tuple(history(f"見本{number}", count) for number, count in enumerate(addresses))
    record = record_of(SUPPLEMENT, SupplementaryRegister(made_on=MADE_ON, persons=people))
    pages = supplementary_register.lay_out(record, fonts)
    shown = [(entry.number, "".join(entry.address.lines)) for page in pages for entry in page.entries]
    assert shown == [
        (number, entry.address) for number, person in enumerate(people, start=1) for entry in person.addresses
    ]
    opened = [entry.number for page in pages for entry in page.entries if entry.opening]
    assert opened == list(range(1, len(people) + 1))


def test_the_next_page_names_the_person_again(fonts: Fonts, text_of: TextOf) -> None:
    first, *others = text_of(render(LONG[SUPPLEMENT], fonts).pdf).split("\f")[:-1]
    assert others
    assert "見本太郎（続き）" not in "".join(first.split())
    assert "見本太郎（続き）" in "".join(others[0].split())


def test_every_sheet_of_the_supplement_says_of_which_register(fonts: Fonts, text_of: TextOf) -> None:
    whole = SUPPLEMENTARY.model_copy(update={"persons": (history("太郎", 60),)})
    record = SAMPLES[SUPPLEMENT].model_copy(update={"content": whole})
    pages = ["".join(page.split()) for page in text_of(render(record, fonts).pdf).split("\f")[:-1]]
    assert len(pages) > 1
    for page in pages:
        assert "本籍北海道苫小牧市見本町一丁目２番地筆頭者見本太郎" in page


def test_what_was_left_out_of_the_supplement_says_so(fonts: Fonts, written_on: Written) -> None:
    record = record_of(
        SUPPLEMENT, SupplementaryRegister(made_on=MADE_ON, persons=(history("見本　太郎", 1),))
    )
    text = written_on(render(record, fonts).pdf)
    assert "本籍・筆頭者省略" in text
    assert "在外選挙人登録省略" in text
    assert "氏名ミホン見本太郎" in text


def test_with_domicile_the_given_name_is_labelled_as_such(fonts: Fonts, written_on: Written) -> None:
    text = written_on(render(SAMPLES[SUPPLEMENT], fonts).pdf)
    assert "名ミホン太郎" in text
    assert "氏名ミホン太郎" not in text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"overseas_voting": "shown"}, "shows domicile"),
        ({"domicile": "shown"}, "shows overseas_voting"),
        ({"domicile": "shown", "overseas_voting": "shown", "persons": "self"}, "more persons"),
        ({"domicile": "shown", "overseas_voting": "shown", "member": "taro"}, "more persons"),
    ],
)
def test_a_supplement_that_differs_from_its_options_stops(
    fonts: Fonts, options: dict[str, str], message: str
) -> None:
    with pytest.raises(RecordMismatch, match=message):
        render(record_of(SUPPLEMENT, SUPPLEMENTARY, options), fonts)


def test_an_item_of_the_supplement_that_is_missing_stops(fonts: Fonts) -> None:
    bare = SUPPLEMENTARY.model_copy(update={"head_of_register": None})
    with pytest.raises(RecordIncomplete, match="leaves out domicile"):
        render(record_of(SUPPLEMENT, bare, {"domicile": "shown", "overseas_voting": "shown"}), fonts)


def test_one_person_of_the_supplement_is_a_part_of_it(fonts: Fonts, written_on: Written) -> None:
    content = SupplementaryRegister(made_on=MADE_ON, persons=(history("見本　太郎", 2),))
    for options, extent in (({}, "全部"), ({"persons": "self"}, "一部"), ({"member": "taro"}, "一部")):
        text = written_on(render(record_of(SUPPLEMENT, content, options), fonts).pdf)
        assert f"戸籍の附票の{extent}の原本" in text
