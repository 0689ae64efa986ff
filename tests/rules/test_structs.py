"""Structs behave as the frozen dataclasses that they are declared like."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.structs import Struct


class Nothing(Struct):
    """Without fields."""


class Paid(Struct):
    """With one of each."""

    yen: int
    note: bool = False
    pin: str = field(default="", repr=False, compare=False)
    name: str = field(default="nobody", repr=False)


class Repaid(Paid):
    """Adds one."""

    pieces: int = 1


class Proved(Struct):
    """With one that has no default and is not shown."""

    certificate: bytes = field(repr=False)


@dataclass(frozen=True)
class PaidTwin:
    """The same by the standard library."""

    yen: int
    note: bool = False
    pin: str = field(default="", repr=False, compare=False)
    name: str = field(default="nobody", repr=False)


VALUES = st.tuples(st.integers(0, 2), st.booleans(), st.sampled_from("ab"), st.sampled_from("xy"))


@given(VALUES, VALUES)
def test_they_are_equal_and_hashed_and_shown_as_their_twins_are(one: Any, other: Any) -> None:
    assert (Paid(*one) == Paid(*other)) is (PaidTwin(*one) == PaidTwin(*other))
    if Paid(*one) == Paid(*other):
        assert hash(Paid(*one)) == hash(Paid(*other))
    assert repr(Paid(*one)) == repr(PaidTwin(*one)).replace("PaidTwin", "Paid")


def test_two_of_different_classes_are_never_equal() -> None:
    assert Paid(1) != PaidTwin(1)
    assert Paid(1) != Repaid(1)
    assert Repaid(1, pieces=2) == Repaid(1, False, "", "nobody", 2)
    assert len({Nothing(), Nothing(), Paid(1), Repaid(1)}) == 3


def test_what_must_not_be_logged_is_not_shown() -> None:
    assert repr(Paid(250, pin="1234", name="見本")) == "Paid(yen=250, note=False)"
    assert repr(Proved(b"certificate")) == "Proved()"


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, True, "", "", 5), {}), ((1,), {"yen": 1}), ((1,), {"coin": 1}), ((), {"note": True})],
)
def test_fields_that_are_missing_unknown_or_given_twice_are_refused(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match="Paid takes yen, note, pin, name"):
        Paid(*values, **named)
    with pytest.raises(TypeError, match="Proved takes certificate"):
        Proved()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Nothing takes nothing"):
        Nothing(1)  # type: ignore[call-arg]


def test_one_does_not_change() -> None:
    one = Paid(1)
    with pytest.raises(FrozenInstanceError):
        one.yen = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        one.other = 2  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        del one.yen
    assert (one.yen, one.name) == (1, "nobody")


def test_one_is_copied_and_pickled_with_all_its_fields() -> None:
    one = Repaid(1, True, "1234", "x", 3)
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert (other, other.pin) == (one, "1234")


def test_one_is_a_dataclass_for_the_functions_of_dataclasses() -> None:
    one = Repaid(1, True, "1234", "x", 3)
    assert is_dataclass(one)
    assert [each.name for each in fields(one)] == ["yen", "note", "pin", "name", "pieces"]
    assert [(each.name, each.default, each.repr, each.compare) for each in fields(Paid)] == [
        (each.name, each.default, each.repr, each.compare) for each in fields(PaidTwin)
    ]
    assert replace(one, yen=2, pieces=4) == Repaid(2, True, "1234", "x", 4)
    assert asdict(Paid(1)) == asdict(PaidTwin(1))
    with pytest.raises(TypeError):
        replace(one, coins=1)  # type: ignore[call-arg]


def test_a_field_more_does_not_change_those_of_the_base() -> None:
    assert [each.name for each in fields(Repaid)] == ["yen", "note", "pin", "name", "pieces"]
    assert [each.name for each in fields(Paid)] == ["yen", "note", "pin", "name"]
    assert fields(Nothing) == ()


def test_one_is_matched_by_the_places_of_its_fields() -> None:
    match Paid(250, True):
        case Paid(yen, note):
            assert (yen, note) == (250, True)
        case _:
            raise AssertionError


def test_a_default_that_is_a_function_is_called_without_the_struct() -> None:
    class Called(Struct):
        now: Callable[[int], int] = lambda by: by + 1

    assert Called().now(1) == 2
    assert Called(abs).now(-1) == 1


def test_what_belongs_to_the_class_is_no_field() -> None:
    class Kept(Struct):
        most: ClassVar[int] = 3
        yen: int

    assert [each.name for each in fields(Kept)] == ["yen"]
    assert Kept(1).most == 3


def test_a_value_that_would_be_made_anew_for_each_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Held\.coins"):
        type("Held", (Struct,), {"__annotations__": {"coins": "list"}, "coins": field(default_factory=list)})
