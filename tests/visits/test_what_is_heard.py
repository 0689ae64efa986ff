"""Cues, alarm and voice in whole visits: what is heard, what is not, and that nothing outlives the visit."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from kiosk.fsm.flow.menu import AccessChosen
from kiosk.fsm.states import S
from kiosk.fsm.timeouts import TIMEOUTS
from kiosk.hardware.sound.protocol import Clip
from kiosk.rules.access import Access
from kiosk.screens.spoken.keys import Key
from kiosk.voice.cues import ALARM_AFTER, ALARM_EVERY
from kiosk.voice.utterance import Utterance
from kiosk_simulator.sound.faults import SoundFault
from tests.support.spoken_panel import EarAlone, silent_synthesisers, speech
from tests.support.visits import FORM, Person


def cues(person: Person) -> list[str]:
    return [each.text for each in person.environment.sound.played if each.kind == "cue"]


def ear(person: Person, *, headphones: bool) -> EarAlone:
    person.synthesisers = silent_synthesisers()
    return EarAlone(person.boots(), headphones=headphones)


def test_a_visit_is_heard_in_chimes_without_anybody_asking(person: Person) -> None:
    person.starts().agrees().chooses_residence()
    assert cues(person) == ["card"]
    person.sets("normal").types("1234")
    assert cues(person)[-1] == "card"
    person.takes_card().orders().waits(1)
    assert cues(person)[-1] == "money"
    person.environment.sound.forget()
    person.inserts(100, 100, 100).waits_until(S.TAKE_PAPERS).waits(2)
    assert cues(person)[:3] == ["money", "money", "money"]
    assert cues(person)[-1] == "paper"
    assert speech(person.environment.sound) == []


def test_a_wrong_pin_sounds_like_trouble(person: Person) -> None:
    person.starts().agrees().chooses_residence().sets("normal").types("9999")
    assert cues(person)[-1] == "error"


def test_the_alarm_goes_on_until_the_card_is_taken(person: Person) -> None:
    person.starts().agrees().chooses_residence().sets("normal").types("1234").sees(S.TAKE_CARD)
    person.environment.sound.forget()
    person.waits(ALARM_AFTER - 0.5)
    assert cues(person) == []
    person.waits(1 + 3 * ALARM_EVERY)
    assert cues(person) == ["alarm"] * 4
    person.takes_card()
    person.environment.sound.forget()
    person.waits(30)
    assert "alarm" not in cues(person)


def test_the_alarm_goes_on_until_the_papers_are_taken(person: Person) -> None:
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS)
    person.waits(ALARM_AFTER + ALARM_EVERY + 1)
    assert cues(person)[-2:] == ["alarm"] * 2
    person.presses_ok()
    person.environment.sound.forget()
    person.waits(30)
    assert cues(person) == []


@pytest.mark.parametrize("fault", SoundFault)
def test_no_fault_of_the_sound_stops_a_visit(person: Person, fault: SoundFault) -> None:
    person.environment.sound.faults = frozenset({fault})
    person.proves().orders().inserts(500).waits_until(S.TAKE_PAPERS).presses_ok()
    person.waits(TIMEOUTS["farewell"] + 1).sees(S.ATTRACT).has_sheets(1).owes_nothing().leaves_no_trace()


def test_a_device_that_was_stuck_is_heard_again(person: Person) -> None:
    person.environment.sound.faults = frozenset({SoundFault.STUCK})
    person.starts().agrees().chooses_residence().waits(1)
    person.environment.sound.faults = frozenset()
    person.waits(20).sets("normal")
    assert cues(person) != []


def test_without_a_synthesiser_the_four_keys_and_the_chimes_remain(person: Person) -> None:
    nobody = EarAlone(person.boots())
    nobody.turns_on_the_keys().press(Key.NEXT)
    nobody.press(Key.CHOOSE)
    person.sees(S.CONSENT)
    assert speech(person.environment.sound) == []
    assert set(cues(person)) == {"key"}


# --- headphones ----------------------------------------------------------------------------------------


def test_plugging_headphones_in_turns_the_voice_on_and_pulling_them_out_turns_it_off(person: Person) -> None:
    listener = ear(person, headphones=False)
    assert speech(person.environment.sound) == []
    person.environment.sound.headphones_in = True
    person.waits(1.5)
    assert speech(person.environment.sound)
    person.environment.sound.headphones_in = False
    person.waits(1.5)
    assert listener.kiosk.sound.queue.is_silent
    person.environment.sound.forget()
    person.starts().waits(5)
    assert speech(person.environment.sound) == []


def test_names_and_typed_numbers_are_not_spoken_aloud(person: Person) -> None:
    """The voice is on, headphones are not in: a bystander hears every sentence, but nothing of the person."""
    person.environment.cards.reissue("unregistered")
    person.has_a_centre_of_its_own()
    listener = ear(person, headphones=False)
    listener.turns_on_the_keys()
    person.asks_for_registration().fills_in().sees(S.APPLICATION)
    listener.listens()
    for _ in range(8):
        listener.press(Key.NEXT)
    asked = [text for each in silent(person) for text in each]
    for secret in (FORM.head, FORM.head.replace("　", " "), FORM.head_kana.replace("　", " "), FORM.lot):
        assert not [text for text in asked if secret in text]
    digits = FORM.telephone
    assert not [text for text in asked if digits in text.replace(" ", "")]


def test_no_digit_of_a_pin_is_spoken_aloud(person: Person) -> None:
    listener = ear(person, headphones=False)
    listener.turns_on_the_keys()
    person.starts().agrees().chooses_residence().sets("normal").sees(S.ENTER_PIN)
    listener.listens()
    for _ in range(12):
        listener.press(Key.NEXT)
        listener.press(Key.CHOOSE)
        assert not [text for text in listener.heard if text.strip().isdigit()]


def test_pulling_headphones_out_cuts_a_number_short(person: Person) -> None:
    person.environment.cards.reissue("unregistered")
    person.has_a_centre_of_its_own()
    listener = ear(person, headphones=True)
    listener.turns_on_the_keys()
    person.asks_for_registration().fills_in().sees(S.APPLICATION)
    listener.sound.forget()
    telephone = " ".join(FORM.telephone)
    for _ in range(600):
        if speech(listener.sound)[-1:] == [telephone]:
            break
        person.waits(0.1)
    listener.sound.headphones_in = False
    person.waits(0.1)
    (number,) = [each for each in listener.sound.played if each.text == telephone]
    assert not number.heard
    assert number.seconds <= 0.2
    listener.listens()
    assert [each.text for each in listener.sound.played].count(telephone) == 1


# --- the visit is over ---------------------------------------------------------------------------------


def test_volume_voice_and_keys_go_back_to_default_after_the_visit(person: Person) -> None:
    ear(person, headphones=False)
    loud = Access(volume=5, speaks=True, is_eyes_free=True, is_dark=True)
    person.machine.post(AccessChosen(loud))
    person.sees(S.MENU).starts()
    assert person.kiosk.sound.settings.volume == 5
    person.ends().waits(30).sees(S.ATTRACT)
    default = Access()
    settings = person.kiosk.sound.settings
    assert (settings.volume, settings.speaks, settings.four_keys, settings.dark) == (
        default.volume, default.speaks, default.is_eyes_free, default.is_dark,
    )  # fmt: skip
    assert person.kiosk.sound.speech.remembered == ()


def test_a_visit_that_is_walked_away_from_is_silent_and_forgotten(person: Person) -> None:
    ear(person, headphones=False)
    person.machine.post(AccessChosen(replace(Access(), speaks=True)))
    person.starts().waits(1)
    assert person.kiosk.sound.speech.remembered != ()
    person.waits(TIMEOUTS["choose"] * 3).sees(S.ATTRACT)
    assert person.kiosk.sound.queue.is_silent
    assert person.kiosk.sound.speech.remembered == ()


def test_a_page_that_is_read_aloud_does_not_time_out_in_the_middle_nor_stay_for_ever(person: Person) -> None:
    listener = ear(person, headphones=False)
    person.machine.post(AccessChosen(replace(Access(), speaks=True)))
    person.starts()
    began = person.clock.monotonic()
    listener.listens()
    length = person.clock.monotonic() - began
    assert length > 20, "the page is too short to prove anything"
    person.sees(S.CONSENT).waits(TIMEOUTS["read"] - 30).sees(S.CONSENT)
    person.waits(60).sees(S.ATTRACT)


def test_no_name_that_was_spoken_is_left_in_memory(person: Person) -> None:
    person.environment.cards.reissue("unregistered")
    person.has_a_centre_of_its_own()
    listener = ear(person, headphones=True)
    person.asks_for_registration().fills_in().sees(S.APPLICATION)
    listener.listens()
    name = FORM.head.replace("　", " ")
    assert name in speech(listener.sound)
    listener.does(person.ends).does(person.takes_card)
    person.waits(30).sees(S.ATTRACT).leaves_no_trace()
    listener.sound.forget()
    gc.collect()
    everything = gc.get_objects()
    assert not [each for each in everything if isinstance(each, Clip) and each.label == name]
    assert not [each for each in everything if isinstance(each, Utterance) and each.text == name]


def silent(person: Person) -> list[list[str]]:
    """What each synthesiser of `ear` was asked to speak."""
    return [each.asked for each in person.synthesisers.values()]  # type: ignore[attr-defined]
