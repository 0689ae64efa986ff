"""Menu, information, card check, members, result and closed: what may be touched, and what it posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, Back, Ended
from kiosk.fsm.flow.card_check import SignatureWanted
from kiosk.fsm.flow.certificates import OptionsChosen
from kiosk.fsm.flow.information import TopicChosen
from kiosk.fsm.flow.menu import ServiceChosen
from kiosk.fsm.view import View
from kiosk.rules.card_check import Advice
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service
from kiosk.screens.pages.card_check.card_state import _ADVICE
from kiosk.screens.pages.certificates.members import MembersScreen
from kiosk.screens.samples import sample
from kiosk.screens.samples.facts import changed
from kiosk.screens.samples.information import TOPICS
from kiosk.screens.samples.shared import MORNING
from kiosk.screens.screen import ScreenContext
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.widgets.text import Text
from tests.support.screen_harness import ScreenHarness


def said(harness: ScreenHarness) -> list[str]:
    """Every text on the glass, without emphasis."""
    return [plain(widget.markup) for widget in harness.app.root.layout.walk() if isinstance(widget, Text)]


def card_says(harness: ScreenHarness, action: str) -> list[str]:
    """The texts on the thing with this name."""
    widget = harness.app.root.layout.find(action)
    assert widget is not None
    return [plain(inside.markup) for inside in widget.walk() if isinstance(inside, Text)]


@pytest.mark.parametrize(
    ("name", "action", "event"),
    [
        *(("menu", f"service:{service}", ServiceChosen(service)) for service in Service),
        *(("information", f"topic:{key}", TopicChosen(key)) for key in TOPICS),
        ("card_state", "signature", SignatureWanted()),
        ("card_state", "end", Ended()),
        ("card_state-child", "end", Ended()),
        ("closed", "service:information", ServiceChosen(Service.INFORMATION)),
        ("result", "acknowledge", Acknowledged()),
        ("result-application", "acknowledge", Acknowledged()),
        ("result-card_taken", "acknowledge", Acknowledged()),
    ],
)
def test_an_action_posts_its_event(harness: ScreenHarness, name: str, action: str, event: Event) -> None:
    harness.show(sample(name))
    while harness.app.locate(action) is None:  # on a later page of the list
        harness.touch("turn:+")
    harness.touch(action)
    assert harness.posted == [event]


# --- the menu ----------------------------------------------------------------------------------------


def test_a_service_outside_its_hours_cannot_be_touched_and_says_when_it_opens(harness: ScreenHarness) -> None:
    harness.show(sample("menu-evening"))
    assert harness.app.locate("service:usage_registration") is None
    assert "11月25日（水） 6:30 から" in card_says(harness, "service:usage_registration")
    for service in set(Service) - {Service.USAGE_REGISTRATION}:
        assert harness.app.locate(f"service:{service}") is not None


def test_a_service_that_opens_nobody_knows_when_says_that_it_is_closed(harness: ScreenHarness) -> None:
    closed = ServiceAvailability(Service.CARD_CHECK, is_open=False, may_start=False)
    harness.show(sample("menu", services=(closed,)))
    assert harness.app.locate("service:card_check") is None
    assert "今は利用できません" in card_says(harness, "service:card_check")


@pytest.mark.parametrize(("language", "left", "words"), [
    ("ja", 8, "あと8分で受付終了"), ("en", 8, "Closes in 8 minutes"), ("en", 1, "Closes in 1 minute"),
])  # fmt: skip
def test_a_service_that_closes_soon_counts_the_minutes(
    harness: ScreenHarness, language: str, left: int, words: str
) -> None:
    one = (ServiceAvailability(Service.CARD_CHECK, minutes_left=left),)
    harness.show(sample("menu", language, services=one))
    assert words in card_says(harness, "service:card_check")
    assert words not in card_says(harness, "service:certificates")


def test_the_header_counts_down_when_all_but_the_information_close(harness: ScreenHarness) -> None:
    harness.show(sample("menu-evening"))
    cards = [card_says(harness, f"service:{service}") for service in Service]
    assert said(harness).count("あと8分で受付終了") == sum("あと8分で受付終了" in card for card in cards) + 1
    later = tuple(
        replace(row, minutes_left=None) if row.service is Service.CARD_CHECK else row
        for row in sample("menu-evening").status.services
    )
    harness.show(sample("menu-evening", services=later))
    assert any(text.startswith("ご利用いただけます") for text in said(harness))


# --- the municipality --------------------------------------------------------------------------------


def choices(harness: ScreenHarness, kind: str) -> list[str]:
    """What may be chosen of this kind, on all pages."""
    found = []
    while True:
        names = [widget.names[0] for widget in harness.app.root.layout.walk() if widget.names]
        found += [name.partition(":")[2] for name in names if name.startswith(f"{kind}:")]
        if harness.app.locate("page:+") is None:
            return found
        harness.touch("page:+")


def test_every_municipality_can_be_reached_by_its_prefecture_and_back_goes_one_step(
    harness: ScreenHarness,
) -> None:
    view = sample("other_municipality-many")
    harness.show(view)
    prefectures = choices(harness, "prefecture")
    assert prefectures == list(dict.fromkeys(place.prefecture for place in view.status.municipalities))
    found = []
    for number, prefecture in enumerate(prefectures):
        while harness.app.locate(f"prefecture:{prefecture}") is None:
            harness.touch("page:-" if harness.app.locate("page:-") else "page:+")
        harness.touch(f"prefecture:{prefecture}")
        found += choices(harness, "municipality")
        assert len(found) == 30 * (number + 1)
        harness.touch("back")
    assert found == [place.code for place in view.status.municipalities]
    assert harness.posted == []
    harness.touch("back")
    assert harness.posted == [Back()]


def test_a_municipality_that_takes_no_registrations_is_not_offered_for_one(harness: ScreenHarness) -> None:
    view = sample("other_municipality")
    places = tuple(
        replace(place, takes_registrations=place.code == "01213") for place in view.status.municipalities
    )
    harness.show(changed(view, municipalities=places, service=Service.USAGE_REGISTRATION))
    assert choices(harness, "municipality") == ["01213"]
    harness.show(changed(view, municipalities=places))
    assert len(choices(harness, "municipality")) == 4


# --- the card check ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes", [{"card_present": False}, {"password_tries": 0}, {"password_tries": None}]
)
def test_the_password_is_not_asked_for_without_card_or_tries(
    harness: ScreenHarness, changes: dict[str, object]
) -> None:
    harness.show(changed(sample("card_state"), **changes))
    assert harness.app.locate("signature") is None


def test_once_the_signature_certificate_is_read_its_last_day_takes_the_buttons_place(
    harness: ScreenHarness,
) -> None:
    view = sample("card_state")
    assert view.visit.card.state is not None
    harness.show(changed(view, card_state=replace(view.visit.card.state, signature_ends=MORNING)))
    assert harness.app.locate("signature") is None
    assert "2026年11月25日" in said(harness)


def test_a_password_locked_meanwhile_is_told_before_everything_else(harness: ScreenHarness) -> None:
    harness.show(sample("card_state-locked"))
    texts = said(harness)
    assert texts.index("パスワードが違ったため、ロックされました。") < texts.index("利用者証明用電子証明書")
    assert "ロック中" in texts


def test_every_advice_has_words_and_what_no_longer_works_is_shown_first(harness: ScreenHarness) -> None:
    assert set(_ADVICE) == set(Advice)
    harness.show(sample("card_state-trouble"))
    boxes = [harness.app.root.screen.words.of(words) for _, words in _ADVICE.values()]
    shown = [text for text in said(harness) if text in boxes]
    first = (Advice.SIGNATURE_ENDED, Advice.PIN_LAST_TRY, Advice.AUTHENTICATION_ENDS_SOON)
    assert shown == [harness.app.root.screen.words.of(_ADVICE[each][1]) for each in first]


# --- the members -------------------------------------------------------------------------------------


def test_members_are_toggled_and_sent_in_the_order_of_the_household(harness: ScreenHarness) -> None:
    harness.show(sample("members"))  # 1, 3 and 4 are chosen
    for action in ("member:7", "member:3", "member:2", "next"):
        harness.touch(action)
    [event] = harness.posted
    assert isinstance(event, OptionsChosen)
    assert dict(event.options)["members"] == "1,2,4,7"
    assert event.copies == 1


def test_at_least_one_member_must_be_chosen(harness: ScreenHarness) -> None:
    harness.show(sample("members"))
    for member in "134":
        harness.touch(f"member:{member}")
    assert harness.app.locate("next") is None
    assert harness.app.root.screen.reason() == "1人以上選んでください"
    harness.app.root.screen.act("next")
    assert harness.posted == []
    harness.touch("member:5")
    harness.touch("next")
    assert dict(harness.posted[0].options)["members"] == "5"  # type: ignore[attr-defined]


@given(st.lists(st.sampled_from("1234567")))
def test_whatever_is_toggled_only_a_choice_of_members_is_posted(touched: list[str]) -> None:
    posted: list[Event] = []
    context = ScreenContext(posted.append, lambda: 0.0, ("ja", "en"), True)
    screen = MembersScreen(context, sample("members"))
    for member in touched:
        screen.act(f"member:{member}")
    screen.act("next")
    expected = [m for m in "1234567" if (touched.count(m) + (m in "134")) % 2]
    told = [dict(event.options)["members"] for event in posted if isinstance(event, OptionsChosen)]
    assert told == ([",".join(expected)] if expected else [])


# --- the end -----------------------------------------------------------------------------------------


def results() -> Iterator[tuple[View, str, str]]:
    """A view, its button, and what it must not say."""
    for name, label, unsaid in (
        ("result", "カードと控えを取る", "控えを印刷できませんでした。"),
        ("result-no_slip", "カードを取る", "控えにも印刷しています。保管してください。"),
        ("result-card_taken", "書きとめました", "控えの紙"),
        ("result-application", "控えを取りました", "控えを印刷できませんでした。"),
    ):
        yield sample(name), label, unsaid


@pytest.mark.parametrize(("view", "label", "unsaid"), list(results()))
def test_the_result_asks_for_nothing_that_is_not_there(
    harness: ScreenHarness, view: View, label: str, unsaid: str
) -> None:
    harness.show(view)
    texts = said(harness)
    assert label in card_says(harness, "acknowledge")
    assert (view.visit.reset.number or view.visit.registration.number) in texts
    assert "手数料はかかりません。" in texts
    assert unsaid not in texts
    assert ("番号を書きとめてください。" in texts) == (not view.visit.receipt_printed)


def test_a_farewell_speaks_of_what_was_handed_out(harness: ScreenHarness) -> None:
    harness.show(sample("farewell-reset"))
    assert "カード・控えを、もう一度お確かめください。" in said(harness)
    harness.show(sample("farewell"))
    assert "カード・証明書・おつりを、もう一度お確かめください。" in said(harness)
