"""The drawing caches are cleared when a visit ends."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from kiosk.fsm.state_groups import IDLE
from kiosk.fsm.states import S
from kiosk.screens.kivy.caches import AFTER_A_VISIT, forget
from kiosk.screens.kivy.canvas import ATLAS
from kiosk.screens.samples import sample
from kiosk.screens.samples.usage_registration import FORM
from kiosk.screens.toolkit.fonts import typeface
from kiosk.screens.toolkit.text import Span, parse, phrases
from kiosk.screens.toolkit.widgets.text import Run, Text, set_text
from tests.support.screen_harness import ScreenHarness


def holders(secrets: tuple[str, ...]) -> list[str]:
    """Which of the secrets a new object of the screens still holds in a text."""
    gc.collect()
    texts = [each.markup for each in gc.get_objects() if isinstance(each, Text)]
    texts += [each.text for each in gc.get_objects() if isinstance(each, (Run, Span))]
    return [secret for secret in secrets if any(secret in text for text in texts)]


@pytest.fixture
def only_new_objects() -> Iterator[None]:
    """Ignore existing objects, such as the layouts of other tests."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("only_new_objects")
@pytest.mark.parametrize("after", ["attract", "closed", "out_of_service", "staff_pin"])
def test_no_name_and_no_number_outlasts_the_visit(harness: ScreenHarness, after: str) -> None:
    forget()
    secrets = (FORM.telephone, FORM.lot, "次郎")
    assert holders(secrets) == []
    harness.show(sample("application"))
    assert holders(secrets) == list(secrets)
    harness.show(sample(after))
    assert holders(secrets) == []


def test_every_cache_of_texts_is_emptied(harness: ScreenHarness) -> None:
    harness.show(sample("consent"))  # long texts, which are broken between phrases
    harness.show(sample("application"))
    caches = (set_text, parse, phrases, typeface().advance)
    assert all(cache.cache_info().currsize for cache in caches)
    assert len(ATLAS)
    forget()
    assert not any(cache.cache_info().currsize for cache in caches)
    assert not len(ATLAS)


def test_it_happens_wherever_the_machine_waits_for_the_next_shopper() -> None:
    assert set(IDLE) <= AFTER_A_VISIT | {S.STARTING}
