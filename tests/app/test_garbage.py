"""Reference cycles are collected again once everything is loaded, and only new ones."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from kiosk.app.garbage import hold, release


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
