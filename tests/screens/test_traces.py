"""What drawing keeps for speed is forgotten when a visit ends."""

from __future__ import annotations

import gc

import pytest
from screen_bench import Bench

from kiosk.fsm.flow import IDLE
from kiosk.fsm.states import S
from kiosk.screens.fonts import typeface
from kiosk.screens.painter import text_texture
from kiosk.screens.samples import sample
from kiosk.screens.service_samples import FORM
from kiosk.screens.text import Span, parse, phrases
from kiosk.screens.traces import AFTER_A_VISIT, forget
from kiosk.screens.widgets.text import Run, Text, broken_lines


def holders(secret: str) -> list[object]:
    """Everything of the screens that still holds a text with `secret`."""
    gc.collect()
    objects = gc.get_objects()
    found: list[object] = [each for each in objects if isinstance(each, Text) and secret in each.markup]
    return found + [each for each in objects if isinstance(each, (Run, Span)) and secret in each.text]


@pytest.mark.parametrize("after", ["attract", "closed", "out_of_service", "staff_pin"])
def test_no_name_and_no_number_outlasts_the_visit(bench: Bench, after: str) -> None:
    forget()
    secrets = (FORM.telephone, FORM.lot, "次郎")
    others = [each for secret in secrets for each in holders(secret)]  # other tests keep whole frames
    known = {id(each) for each in others}
    bench.show(sample("application"))
    for secret in secrets:
        assert [each for each in holders(secret) if id(each) not in known]
    bench.show(sample(after))
    for secret in secrets:
        assert [each for each in holders(secret) if id(each) not in known] == []


def test_every_cache_of_texts_is_emptied(bench: Bench) -> None:
    bench.show(sample("application"))
    caches = (broken_lines, parse, phrases, text_texture, typeface().advance)
    assert all(cache.cache_info().currsize for cache in caches)
    forget()
    assert not any(cache.cache_info().currsize for cache in caches)


def test_it_happens_wherever_the_machine_waits_for_the_next_shopper() -> None:
    assert set(IDLE) <= AFTER_A_VISIT | {S.STARTING}
