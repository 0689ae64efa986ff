"""Line breaking: pieces join to the text, lines fit, and the rules for heads and ends hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.screens.toolkit.text import NOT_AT_END, NOT_AT_HEAD, break_lines, parse, phrases, plain

JAPANESE = st.text(alphabet="あいうカードを置いてください証明書番号、。ー「」（）0123456789円 a", max_size=60)


def broken(text: str, width: float, language: str = "ja", *, balance: bool = True) -> list[str]:
    """Lines with every character 10 wide."""
    lines = break_lines(text, language, width, lambda start, end: 10.0 * (end - start), balance=balance)
    return [text[start:end] for start, end in lines]


@given(JAPANESE)
def test_phrases_join_to_the_text_again(text: str) -> None:
    assert "".join(phrases(text, "ja")) == text


@given(JAPANESE, st.integers(min_value=80, max_value=400), st.booleans())
def test_lines_hold_every_character_but_spaces_and_fit(text: str, width: int, balance: bool) -> None:
    lines = broken(text, float(width), balance=balance)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    hard = [line for line in lines if len(line) * 10 > width]
    # Only a run that may nowhere be cut is allowed to stick out.
    assert all(
        set(line) <= NOT_AT_HEAD | NOT_AT_END | set("0123456789a") for line in (row[1:-1] for row in hard)
    )


@pytest.mark.parametrize(
    "text",
    [
        "カードをカード置き場に置いてください。読み取りが終わるまで、そのままお待ちください。",
        "印刷した証明書の返品・返金はできません。「おわる」を押すと全額お返しします。",
        "マイナンバーカードのパスワードをロックされたコーナー（センター）へ。",
    ],
)
def test_no_forbidden_head_or_end_at_any_width(text: str) -> None:
    for width in range(60, 500, 10):
        for line in broken(text, float(width)):
            assert line[0] not in NOT_AT_HEAD, (width, line)
            assert line[-1] not in NOT_AT_END, (width, line)


def test_a_number_and_its_unit_stay_together() -> None:
    for width in range(60, 300, 10):
        assert any("250円" in line for line in broken("手数料は1通あたり250円をいただきます", float(width)))


def test_hours_stay_together() -> None:
    for width in range(140, 400, 10):
        assert any(
            "6:30 – 23:00" in line for line in broken("Open every day 6:30 – 23:00 here", float(width), "en")
        )


def test_a_sentence_ends_its_line_when_that_costs_no_line() -> None:
    text = "お支払いはこの後です。お金はまだいただいていません。"
    assert broken(text, 170.0) == ["お支払いはこの後です。", "お金はまだいただいていません。"]


def test_english_breaks_between_words() -> None:
    assert broken("Please check your order", 120.0, "en", balance=False) == ["Please check", "your order"]


def test_emphasis_is_parsed_and_left_out_of_the_plain_text() -> None:
    assert [(s.text, s.emphasis) for s in parse("あと ^3回^ です*ね*")] == [
        ("あと ", ""),
        ("3回", "^"),
        (" です", ""),
        ("ね", "*"),
    ]
    assert plain("*a*^b^c") == "abc"
    with pytest.raises(ValueError, match="unbalanced"):
        parse("a*b")
