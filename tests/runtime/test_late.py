"""What is loaded behind the first picture: made once, waited for, and its failure told to everybody."""

from __future__ import annotations

import itertools
import threading

import pytest

from kiosk.runtime.late import Late


def test_it_is_made_when_it_is_asked_for_and_once() -> None:
    numbers = itertools.count(1)
    late = Late(lambda: next(numbers))
    assert late.made is None
    assert [late.get(), late.get(), late.made] == [1, 1, 1]


def test_who_asks_while_it_is_made_waits_for_it() -> None:
    begun, go_on, found = threading.Event(), threading.Event(), list[str]()

    def make() -> str:
        begun.set()
        assert go_on.wait(60)
        return "made"

    late = Late(make)
    first = threading.Thread(target=late.get)
    first.start()
    assert begun.wait(60)
    second = threading.Thread(target=lambda: found.append(late.get()))
    second.start()
    assert found == []
    go_on.set()
    first.join(60)
    second.join(60)
    assert found == ["made"]


def test_what_went_wrong_is_told_to_everybody_who_asks_and_is_not_tried_again() -> None:
    tries: list[int] = []

    def make() -> int:
        tries.append(1)
        raise LookupError("font")

    late = Late(make)
    for _ in range(2):
        with pytest.raises(LookupError, match="font"):
            late.get()
    assert tries == [1]


def test_a_method_is_chosen_when_it_is_called() -> None:
    late = Late(lambda: "kiosk")
    upper = late.method(lambda each: each.count)
    assert late.made is None
    assert upper("k") == 2


def test_who_asks_leaves_the_head_start_to_whoever_loads_it() -> None:
    begun = threading.Event()
    late = Late(lambda: "made", head_start=60.0)
    found: list[str] = []

    def ask() -> None:
        begun.set()
        found.append(late.get())

    asking = threading.Thread(target=ask)
    asking.start()
    assert begun.wait(60)
    assert late.made is None
    assert late.load() == "made"
    asking.join(60)
    assert found == ["made"]


def test_who_is_never_loaded_for_loads_after_the_head_start() -> None:
    assert Late(lambda: "made", head_start=0.01).get() == "made"
