"""Typing the signature password: shown only on demand, handed over once, and nothing of it stays."""

from __future__ import annotations

import string

import pytest

from kiosk.fsm.events import Back, Ended, LastTryAccepted, PasswordEntered
from kiosk.fsm.flow.menu import AccessChosen
from kiosk.rules.access import Access
from kiosk.screens.pages.card.password_entry import Letters
from kiosk.screens.samples import sample
from kiosk.screens.samples.facts import changed
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.widgets.field import Field
from kiosk.screens.toolkit.widgets.icon import Icon
from tests.support.screen_harness import ScreenHarness

TYPING = ("new_password", "repeat_password", "signature_password")
LONG = "ABCDEFGH12345678"


def types(harness: ScreenHarness, letters: str) -> None:
    """Touch one key after another."""
    for letter in letters:
        harness.touch(f"letter:{letter}")


def painted(harness: ScreenHarness) -> list[str]:
    """The single characters that the field paints."""
    [field] = [widget for widget in harness.app.root.layout.walk() if isinstance(widget, Field)]

    class Canvas:
        texts: list[str] = []  # noqa: RUF012 - one for each call of this function

        def box(self, *_: object, **__: object) -> None:
            """Not remembered."""

        def text(self, text: str, *_: object, **__: object) -> None:
            """Remember it."""
            self.texts.append(text)

    canvas = Canvas()
    field.paint(harness.app.root.layout.style, canvas)  # type: ignore[arg-type]
    return canvas.texts


def ticks(harness: ScreenHarness) -> list[bool]:
    """Which of the three rules are ticked, in the order of the screen."""
    body = harness.app.root.layout.body
    signs = [widget for part in body for widget in part.walk() if isinstance(widget, Icon)]
    return [icon.icon == "check" for icon in signs]


@pytest.mark.parametrize("name", TYPING)
def test_the_password_is_handed_over_and_nothing_stays(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    letters = harness.app.root.screen.letters
    held = letters.typed
    assert harness.app.locate("next") is None
    types(harness, "AB12C")
    assert harness.app.locate("next") is None
    types(harness, "9X")
    harness.touch("erase")
    harness.touch("next")
    [event] = harness.posted
    assert isinstance(event, PasswordEntered)
    assert event.password.ascii == bytearray(b"AB12C9")
    assert held == []


@pytest.mark.parametrize("name", TYPING)
def test_sixteen_characters_are_taken_and_no_seventeenth(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    types(harness, LONG + "9")
    harness.touch("next")
    [event] = harness.posted
    assert isinstance(event, PasswordEntered)
    assert event.password.ascii == bytearray(LONG.encode())


@pytest.mark.parametrize("name", TYPING)
@pytest.mark.parametrize("how", ["new entry", "end", "other state"])
def test_it_is_wiped_when_the_screen_is_left(harness: ScreenHarness, name: str, how: str) -> None:
    harness.show(sample(name))
    held = harness.app.root.screen.letters.typed
    types(harness, "ABC123")
    assert len(held) == 6
    if how == "end":
        harness.touch("end")
        assert harness.posted == [Ended()]
    elif how == "new entry":
        harness.show(sample(name))
    else:
        harness.show(sample("return_card"))
    assert held == []


@pytest.mark.parametrize("name", ["repeat_password", "signature_password"])
def test_it_is_wiped_on_the_way_back(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    held = harness.app.root.screen.letters.typed
    types(harness, "ABC123")
    harness.touch("back")
    assert harness.posted == [Back()]
    assert held == []


def test_wiping_overwrites_what_was_typed_before_it_forgets_it() -> None:
    class Watched(list[int]):
        seen: list[int] = []  # noqa: RUF012 - one list, one test

        def clear(self) -> None:
            """Remember what there is to forget."""
            self.seen.extend(self)
            super().clear()

    letters = Letters()
    letters._typed = Watched()
    for letter in "AB1":
        letters.add(letter)
    letters.wipe()
    assert Watched.seen == [0, 0, 0]
    assert letters.typed == []


@pytest.mark.parametrize("name", TYPING)
def test_it_is_shown_on_demand_and_hidden_again(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    types(harness, "Q7")
    assert painted(harness) == []
    harness.touch("reveal")
    assert painted(harness) == ["Q", "7"]
    types(harness, "Z")
    assert painted(harness) == ["Q", "7", "Z"]
    harness.touch("reveal")
    assert painted(harness) == []
    harness.touch("reveal")
    harness.show(sample(name))
    assert painted(harness) == []
    types(harness, "Q7")
    assert painted(harness) == []
    assert harness.posted == []


@pytest.mark.parametrize("name", TYPING)
def test_no_repr_holds_what_was_typed(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    types(harness, LONG)
    harness.touch("reveal")
    screen = harness.app.root.screen
    codes = ", ".join(str(ord(letter)) for letter in LONG[:3])
    harness.touch("next")
    for text in (repr(screen), repr(screen.letters), repr(harness.posted), str(harness.posted)):
        assert LONG[:3] not in text
        assert codes not in text


def test_it_stays_when_only_the_language_changes(harness: ScreenHarness) -> None:
    harness.show(sample("new_password"))
    types(harness, "ABC")
    harness.update(sample("new_password", "en"))
    assert len(harness.app.root.screen.letters) == 3


@pytest.mark.parametrize(
    ("typed", "ticked", "reason"),
    [
        ("", [False, False, False], "あと6文字"),
        ("A", [False, True, False], "あと5文字"),
        ("1", [False, False, True], "あと5文字"),
        ("ABCDEF", [True, True, False], "英字と数字の両方が必要です"),
        ("123456", [True, False, True], "英字と数字の両方が必要です"),
        ("ABCDE1", [True, True, True], ""),
    ],
)
def test_the_rules_of_a_new_password_are_ticked_while_typing(
    harness: ScreenHarness, typed: str, ticked: list[bool], reason: str
) -> None:
    harness.show(sample("new_password"))
    types(harness, typed)
    assert ticks(harness) == ticked
    assert harness.app.root.screen.reason() == reason
    assert (harness.app.locate("next") is not None) == all(ticked)


def test_the_cards_own_password_need_not_mix_letters_and_digits(harness: ScreenHarness) -> None:
    harness.show(sample("signature_password"))
    types(harness, "ABCDEF")
    harness.touch("next")
    assert isinstance(harness.posted[0], PasswordEntered)


def test_without_the_card_the_password_cannot_be_confirmed(harness: ScreenHarness) -> None:
    gone = sample("signature_password-gone")
    harness.show(changed(gone, card_present=True, reason=None))
    types(harness, "ABC123")
    assert harness.app.locate("next") is not None
    harness.update(gone)
    assert harness.app.locate("next") is None
    assert harness.app.root.screen.reason() == "カードを置くと続けられます"
    harness.app.root.screen.act("next")
    assert harness.posted == []
    harness.update(changed(gone, card_present=True, reason=None))
    harness.touch("next")
    assert isinstance(harness.posted[0], PasswordEntered)


def test_every_key_looks_alike(harness: ScreenHarness) -> None:
    for name in TYPING:
        harness.show(sample(name))
        layout = harness.app.root.layout
        keys = [layout.find(f"letter:{letter}") for letter in "ABCXYZ0189"]
        looks = {(key.fill, key.stroke, key.border, round(key.box.w, 3), key.box.h) for key in keys}
        assert len(looks) == 1


@pytest.mark.parametrize("name", ["last_password_try", "last_password_try-wrong"])
def test_the_last_try_is_accepted_or_left(harness: ScreenHarness, name: str) -> None:
    harness.show(sample(name))
    for action in ("next", "back", "end"):
        harness.touch(action)
    assert harness.posted == [LastTryAccepted(), Back(), Ended()]


def test_the_tries_left_are_the_cards_own(harness: ScreenHarness) -> None:
    harness.show(changed(sample("signature_password"), password_tries=2))
    said = [widget.markup for widget in harness.app.root.layout.walk() if hasattr(widget, "markup")]
    assert "あと ^2回^ 入力できます" in said


def keys(harness: ScreenHarness) -> dict[str, Box]:
    return {
        widget.names[0]: widget.box
        for widget in harness.app.root.layout.walk()
        if widget.names and widget.names[0].startswith(("letter:", "digit:", "erase", "order:"))
    }


@pytest.mark.parametrize(
    ("calm", "noticed"),
    [
        ("new_password", "new_password-differ"),
        ("signature_password", "signature_password-wrong"),
        ("signature_password", "signature_password-gone"),
        ("signature_password", "signature_password-last"),
        ("enter_pin", "enter_pin-wrong"),
        ("enter_pin", "enter_pin-last"),
    ],
)
def test_a_notice_moves_no_key(harness: ScreenHarness, calm: str, noticed: str) -> None:
    harness.show(sample(calm))
    before = keys(harness)
    harness.show(sample(noticed))
    assert keys(harness) == before
    assert len(before) > 10


def test_the_letters_may_stand_in_the_order_of_the_alphabet_and_the_choice_is_the_visits(
    harness: ScreenHarness,
) -> None:
    harness.show(sample("new_password"))
    types(harness, "Q")
    usual = keys(harness)
    harness.touch("order:abc")
    (event,) = harness.posted
    assert event == AccessChosen(Access(alphabetical=True))
    harness.update(sample("new_password", access=Access(alphabetical=True)))
    sorted_keys = keys(harness)
    rows = sorted(
        (name for name in sorted_keys if name.startswith("letter:") and name[-1].isalpha()),
        key=lambda name: (sorted_keys[name].y, sorted_keys[name].x),
    )
    assert "".join(name[-1] for name in rows) == string.ascii_uppercase
    assert set(map(str, sorted_keys.values())) == set(map(str, usual.values())), (
        "the keys stand where they did"
    )
    assert len(harness.app.root.screen.letters) == 1, "what was typed stays"
    harness.posted.clear()
    harness.touch("order:qwerty")
    assert harness.posted == [AccessChosen(Access(alphabetical=False))]
