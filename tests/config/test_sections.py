"""A section of settings: defaults without a check, everything else checked, and never changed in place."""

from __future__ import annotations

import copy
import pickle

import pytest
from pydantic import ValidationError

from kiosk.config.loading import known_keys
from kiosk.config.sections.cash import Cash
from kiosk.config.sections.panel import Panel
from kiosk.config.sections.place import Place
from kiosk.config.sections.staff import StaffEntry
from kiosk.config.settings import Mode, Settings, simulated
from kiosk.rules.staff import Role

HASH = f"{'ab' * 16}:{'cd' * 32}"


def test_the_defaults_that_nobody_checks_are_good() -> None:
    assert Settings.checked({"mode": "simulation"}) == simulated()


def test_what_is_given_is_checked() -> None:
    with pytest.raises(ValidationError, match="less than or equal to 47"):
        Cash(notes=48)
    with pytest.raises(ValidationError, match="extra"):
        Cash(coins=48)


def test_what_must_be_said_must_be_said_in_code_too() -> None:
    with pytest.raises(ValidationError, match="mode"):
        Settings()


def test_a_section_is_checked_as_a_whole_once_its_settings_are_good() -> None:
    with pytest.raises(ValidationError, match="address from 40 to 47"):
        Cash(notes=12)


def test_a_section_inside_may_be_one_already() -> None:
    panel = Panel(width=1080, height=1920)
    assert Settings(mode=Mode.SIMULATION, panel=panel).panel is panel


def test_which_settings_were_said_is_known() -> None:
    found = Settings.checked({"mode": "simulation", "place": {"telephone": "0120-95-0178"}})
    assert found.said == {"mode", "place"}
    assert found.place.said == {"telephone"}
    assert found.place == Place()
    assert simulated().place.said == frozenset()


def test_a_change_makes_another_and_says_so() -> None:
    before = Panel()
    after = before.changed(width=1080)
    assert (before.width, after.width, after.height) == (1024, 1080, before.height)
    assert after.said == {"width"}
    assert before != after
    assert after == Panel(width=1080)
    assert hash(after) == hash(Panel(width=1080))


def test_nothing_is_changed_in_place() -> None:
    with pytest.raises(AttributeError, match="width"):
        Panel().width = 1080
    Cash().hoppers[10] = 9
    assert Cash().hoppers[10] == 3


def test_an_attribute_that_is_no_setting_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = StaffEntry.pin
    with pytest.raises(AttributeError):
        Panel().depth  # type: ignore[attr-defined]  # noqa: B018


def test_what_is_secret_is_not_in_its_text() -> None:
    entry = StaffEntry(id="04", role=Role.CLERK, pin=HASH)
    assert repr(entry) == f"StaffEntry(id='04', role={Role.CLERK!r})"
    assert HASH not in repr(simulated(staff=(entry,)))


def test_settings_survive_copying_and_pickling() -> None:
    for settings in (simulated(), simulated(place={"store": "別の店"})):
        for other in (copy.deepcopy(settings), pickle.loads(pickle.dumps(settings))):
            assert other == settings
            assert other.place.said == settings.place.said


def test_every_key_can_be_left_out_but_the_mode_and_what_a_person_is() -> None:
    required = [
        (*before, name)
        for before, section in (((), Settings), (("staff", "*"), StaffEntry))
        for name, known in section.settings.items()
        if known.default is ...
    ]
    assert required == [("mode",), ("staff", "*", "id"), ("staff", "*", "role"), ("staff", "*", "pin")]
    assert set(required) <= set(known_keys())
