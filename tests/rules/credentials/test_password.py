"""The signature password: the authority's rule to the character, in one buffer that can be wiped."""

from __future__ import annotations

import copy
import pickle
import re
import string
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rules.credentials.password import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    Password,
    PasswordMarks,
    marks,
    raised,
)
from kiosk.rules.credentials.secret import Secret

ALLOWED = string.ascii_letters + string.digits
TYPED = st.text(ALLOWED, min_size=SHORTEST_PASSWORD, max_size=LONGEST_PASSWORD)
ANYTHING = st.lists(st.integers(-1, 0x3000), max_size=20) | st.text(ALLOWED, max_size=20).map(
    lambda text: [ord(each) for each in text]
)


def codes(text: str) -> list[int]:
    return [ord(each) for each in text]


@settings(deadline=None)
@given(TYPED)
def test_the_card_gets_upper_case_ascii_until_it_is_wiped(text: str) -> None:
    password = Password(codes(text))
    buffer = password.ascii
    assert buffer == text.upper().encode("ascii")
    assert not password.is_wiped
    password.wipe()
    assert password.is_wiped
    assert buffer == bytes(len(text)), "the buffer itself is overwritten, and it was no copy"


@given(st.integers(-1, 0x3000))
def test_only_ascii_letters_and_digits_have_a_place_and_small_letters_become_capitals(code: int) -> None:
    known = 0 <= code < 0x80 and chr(code) in ALLOWED
    assert raised(code) == (ord(chr(code).upper()) if known else None)


@settings(deadline=None)
@given(ANYTHING)
def test_exactly_what_the_pattern_of_a_card_allows_becomes_a_password(typed: list[int]) -> None:
    text = "".join(chr(code) if code >= 0 else "\n" for code in typed)
    if re.fullmatch(r"[A-Za-z0-9]{6,16}", text, re.ASCII):
        assert Password(typed).ascii.decode() == text.upper()
    else:
        with pytest.raises(ValueError, match=r"^a password has 6 to 16 letters and digits$"):
            Password(typed)


@settings(deadline=None)
@given(ANYTHING)
def test_the_marks_together_are_the_rule_for_a_new_password(typed: list[int]) -> None:
    text = "".join(chr(code) if code >= 0 else "\n" for code in typed)
    rule = re.fullmatch(r"(?=.*[A-Za-z])(?=.*[0-9])[A-Za-z0-9]{6,16}", text, re.ASCII)
    assert marks(typed).all_kept == bool(rule)
    if rule:
        assert Password(typed).is_mixed


@pytest.mark.parametrize(
    ("typed", "length", "letter", "digit"),
    [
        ("", False, False, False),
        ("A", False, True, False),
        ("abc12", False, True, True),
        ("abc123", True, True, True),
        ("ABCDEF", True, True, False),
        ("123456", True, False, True),
        ("0" * 6, True, False, True),
        ("A" * 15 + "1", True, True, True),
        ("A" * 16 + "1", False, True, True),
        ("abc 12", False, True, True),
        ("abc-123", False, True, True),
        ("ａｂｃ１２３", False, False, False),
    ],
)
def test_each_mark_goes_on_by_itself(typed: str, length: bool, letter: bool, digit: bool) -> None:
    assert marks(codes(typed)) == PasswordMarks(length, letter, digit)


@pytest.mark.parametrize("old", ["ABCDEF", "123456"])
def test_an_old_password_that_does_not_mix_is_for_the_card_to_judge(old: str) -> None:
    assert not Password(codes(old)).is_mixed


@settings(deadline=None)
@given(TYPED, TYPED)
def test_two_passwords_are_the_same_by_what_the_card_would_get(first: str, second: str) -> None:
    one, other = Password(codes(first)), Password(codes(second))
    assert one.same_as(other) == (first.upper() == second.upper())
    assert one.same_as(Password(codes(first.swapcase())))


def test_wiped_passwords_are_never_the_same() -> None:
    one, other = Password(codes("abc123")), Password(codes("abc123"))
    other.wipe()
    assert not one.same_as(other)
    assert not other.same_as(one)
    one.wipe()
    assert not one.same_as(other)


class Watched(Password):
    """Keeps every buffer that is wiped, as a dump of the memory would."""

    buffers: list[bytearray] = []  # noqa: RUF012

    def wipe(self) -> None:
        self.buffers.append(self._buffer)
        super().wipe()


def broken() -> Iterator[int]:
    yield from codes("ABC12")
    raise RuntimeError("the keypad is gone")


@pytest.mark.parametrize("typed", ["ABC12", "ABC12?", "ABCDEFGH123456789"])
def test_a_password_that_is_refused_leaves_nothing_behind(typed: str) -> None:
    Watched.buffers.clear()
    with pytest.raises(ValueError, match="6 to 16"):
        Watched(codes(typed))
    assert Watched.buffers == [bytearray(LONGEST_PASSWORD)]


def test_a_password_whose_characters_stop_coming_leaves_none_behind() -> None:
    Watched.buffers.clear()
    with pytest.raises(RuntimeError):
        Watched(broken())
    assert Watched.buffers == [bytearray(LONGEST_PASSWORD)]


@pytest.mark.parametrize("typed", ["ABC123", "ABCDEFG1", "ABCDEFGH12345678"])
def test_a_password_is_kept_in_one_place_alone(typed: str) -> None:
    Watched.buffers.clear()
    password = Watched(codes(typed))
    assert Watched.buffers == [bytearray(LONGEST_PASSWORD)], "where it was typed into is empty again"
    assert password.ascii == typed.encode()


@pytest.mark.parametrize("shown", [repr, str, "{}".format, "%s".__mod__, ascii])
def test_a_password_shows_nothing_of_itself_not_even_its_length(
    shown: Callable[[object], str],
) -> None:
    assert shown(Password(codes("ABC123"))) == "Password(****)"


@pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_password_cannot_be_copied_or_written(copied: Callable[..., object]) -> None:
    with pytest.raises(TypeError, match=r"^a secret is never copied, pickled or written$"):
        copied(Password(codes("ABC123")))


def test_a_password_has_no_other_place_for_its_characters() -> None:
    assert not hasattr(Password(codes("ABC123")), "__dict__")
    assert (*Secret.__slots__, *Password.__slots__) == ("_buffer",)
