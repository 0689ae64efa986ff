"""Reference cycles are collected again once everything is loaded, and only new ones."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from kiosk.app.garbage import hold, release, set_aside


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_what_was_there_when_it_is_released_is_gone_through_no_more() -> None:
    gc.unfreeze()
    hold()
    assert not gc.isenabled()
    release()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_a_program_that_never_held_it_is_left_alone() -> None:
    gc.unfreeze()
    release()
    assert gc.get_freeze_count() == 0


def test_what_is_set_aside_is_in_no_collection_until_it_is_released() -> None:
    class Cycle:
        def __init__(self) -> None:
            self.itself = self

    hold()
    gone = weakref.ref(Cycle())
    set_aside()
    gc.collect()
    assert gone() is not None
    release()
    assert gone() is None


def test_nothing_is_set_aside_in_a_program_that_never_held_it() -> None:
    gc.unfreeze()
    set_aside()
    assert gc.get_freeze_count() == 0
