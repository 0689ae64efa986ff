"""Events behave as the frozen dataclasses that they are declared like."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.fsm.event import Event


class Nothing(Event):
    """Without fields."""


class Paid(Event):
    """With one of each."""

    yen: int
    note: bool = False
    pin: str = field(default="", repr=False, compare=False)
    name: str = field(default="nobody", repr=False)


class Repaid(Paid):
    """Adds one."""

    pieces: int = 1


class Proved(Event):
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
def test_events_are_equal_and_hashed_and_shown_as_their_twins_are(one: Any, other: Any) -> None:
    assert (Paid(*one) == Paid(*other)) is (PaidTwin(*one) == PaidTwin(*other))
    if Paid(*one) == Paid(*other):
        assert hash(Paid(*one)) == hash(Paid(*other))
    assert repr(Paid(*one)) == repr(PaidTwin(*one)).replace("PaidTwin", "Paid")


def test_events_of_two_classes_are_never_equal() -> None:
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


def test_an_event_does_not_change() -> None:
    event = Paid(1)
    with pytest.raises(FrozenInstanceError):
        event.yen = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        event.other = 2  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        del event.yen
    assert (event.yen, event.name) == (1, "nobody")


def test_an_event_is_copied_and_pickled_with_all_its_fields() -> None:
    event = Repaid(1, True, "1234", "x", 3)
    for other in (copy.copy(event), copy.deepcopy(event), pickle.loads(pickle.dumps(event))):
        assert (other, other.pin) == (event, "1234")
