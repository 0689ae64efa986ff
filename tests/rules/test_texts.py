"""Texts of others that are written down: codes, numbers, and what has a place on paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kiosk.rules.document_number import DocumentNumber
from kiosk.rules.texts import (
    LONGEST_CODE,
    LONGEST_NUMBER,
    is_code,
    is_number,
    is_printable,
    plain_number,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("K7Q4-9PX3", "K7Q4-9PX3"),
        ("Ｋ７Ｑ４－９ＰＸ３", "K7Q4-9PX3"),
        ("　 Ｋ７Ｑ４　９ＰＸ３ \r\n", "K7Q4-9PX3"),
        ("K7Q4\u22129PX3", "K7Q4-9PX3"),
        ("12ー34", "12-34"),
        ("\ufeff12\u200b", "12"),
        ("a" * LONGEST_NUMBER, "a" * LONGEST_NUMBER),
        ("a" * (LONGEST_NUMBER + 1), None),
        ("", None),
        ("　", None),
        ("12\x0034", None),
        ("12\x1b@", None),
        ("受付12", None),
        ("①", None),
        ("１²", None),
        ("-12", None),
        ("../../etc/passwd", None),
    ],
)
def test_a_number_is_written_as_it_is_read_out_or_not_at_all(text: str, plain: str | None) -> None:
    assert plain_number(text) == plain


@given(st.text())
def test_a_plain_number_can_be_written_into_the_journal(text: str) -> None:
    plain = plain_number(text)
    if plain is not None:
        assert is_number(plain)
        assert is_code(plain)
        assert plain_number(plain) == plain


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_a_code_is_ascii_and_short(text: str) -> None:
    allowed = all(each.isalnum() or each in "_.:-" for each in text)
    assert is_code(text) is (allowed and len(text) <= LONGEST_CODE)


@pytest.mark.parametrize("text", ["12\n", "１", "a b", "\x00"])
def test_what_only_looks_like_a_code_is_none(text: str) -> None:
    assert not is_code(text)
    assert not is_number(text)


def test_names_have_selectors_and_rare_kanji_but_nothing_invisible() -> None:
    assert is_printable("見本　葛\U000e0104子 𠮷")
    for hidden in ("\n", "\x1b", "\u202e", "\u200b", "\ue000", "\ud800", "\u2028"):
        assert not is_printable(f"見本{hidden}市")


@pytest.mark.parametrize(
    ("text", "good"), [("K7Q4-20PX-9W3M", True), ("Ｋ７Ｑ４", False), ("", False), ("a b", False)]
)
def test_a_document_number_is_taken_only_as_it_can_be_written_down(text: str, good: bool) -> None:
    adapter = TypeAdapter(DocumentNumber)
    if good:
        assert adapter.validate_python(text) == text
    else:
        with pytest.raises(ValidationError, match="written down"):
            adapter.validate_python(text)
