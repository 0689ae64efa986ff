"""Typing the signature password: shown only on demand, handed over once, and nothing of it stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from screen_bench import Bench

from kiosk.fsm.events import Back, Ended, LastTryAccepted, PasswordEntered
from kiosk.fsm.states import S
from kiosk.screens.pages.card.password_entry import Letters
from kiosk.screens.samples import sample
from kiosk.screens.toolkit.widgets.field import Field
from kiosk.screens.toolkit.widgets.icon import Mark

TYPING = ("new_password", "repeat_password", "signature_password")
LONG = "ABCDEFGH12345678"


def types(bench: Bench, letters: str) -> None:
    """Touch one key after another."""
    for letter in letters:
        bench.touch(f"letter:{letter}")


def painted(bench: Bench) -> list[str]:
    """The single characters that the field paints."""
    [field] = [part for part in bench.app.root.frame.walk() if isinstance(part, Field)]

    class Brush:
        texts: list[str] = []  # noqa: RUF012 - one for each call of this function

        def box(self, *_: object, **__: object) -> None:
            """Not remembered."""

        def text(self, text: str, *_: object, **__: object) -> None:
            """Remember it."""
            self.texts.append(text)

    brush = Brush()
    field.paint(bench.app.root.frame.look, brush)  # type: ignore[arg-type]
    return brush.texts


def ticks(bench: Bench) -> list[bool]:
    """Which of the three rules are ticked, in the order of the screen."""
    signs = [part for part in bench.app.root.frame.body.walk() if isinstance(part, Mark)]
    return [mark.sign == "check" for mark in signs]


@pytest.mark.parametrize("name", TYPING)
def test_the_password_is_handed_over_and_nothing_stays(bench: Bench, name: str) -> None:
    bench.show(sample(name))
    letters = bench.app.root.screen.letters
    held = letters.typed
    assert bench.app.locate("next") is None
    types(bench, "AB12C")
    assert bench.app.locate("next") is None
    types(bench, "9X")
    bench.touch("erase")
    bench.touch("next")
    [event] = bench.posted
    assert isinstance(event, PasswordEntered)
    assert event.password.ascii == bytearray(b"AB12C9")
    assert held == []


@pytest.mark.parametrize("name", TYPING)
def test_sixteen_characters_are_taken_and_no_seventeenth(bench: Bench, name: str) -> None:
    bench.show(sample(name))
    types(bench, LONG + "9")
    bench.touch("next")
    [event] = bench.posted
    assert isinstance(event, PasswordEntered)
    assert event.password.ascii == bytearray(LONG.encode())


@pytest.mark.parametrize("name", TYPING)
@pytest.mark.parametrize("how", ["new entry", "end", "other state"])
def test_it_is_wiped_when_the_screen_is_left(bench: Bench, name: str, how: str) -> None:
    bench.show(sample(name))
    held = bench.app.root.screen.letters.typed
    types(bench, "ABC123")
    assert len(held) == 6
    if how == "end":
        bench.touch("end")
        assert bench.posted == [Ended()]
    elif how == "new entry":
        bench.show(sample(name))
    else:
        bench.show(sample("return_card"))
    assert held == []


@pytest.mark.parametrize("name", ["repeat_password", "signature_password"])
def test_it_is_wiped_on_the_way_back(bench: Bench, name: str) -> None:
    bench.show(sample(name))
    held = bench.app.root.screen.letters.typed
    types(bench, "ABC123")
    bench.touch("back")
    assert bench.posted == [Back()]
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
def test_it_is_shown_on_demand_and_hidden_again(bench: Bench, name: str) -> None:
    bench.show(sample(name))
    types(bench, "Q7")
    assert painted(bench) == []
    bench.touch("reveal")
    assert painted(bench) == ["Q", "7"]
    types(bench, "Z")
    assert painted(bench) == ["Q", "7", "Z"]
    bench.touch("reveal")
    assert painted(bench) == []
    bench.touch("reveal")
    bench.show(sample(name))
    assert painted(bench) == []
    types(bench, "Q7")
    assert painted(bench) == []
    assert bench.posted == []


@pytest.mark.parametrize("name", TYPING)
def test_no_repr_holds_what_was_typed(bench: Bench, name: str) -> None:
    bench.show(sample(name))
    types(bench, LONG)
    bench.touch("reveal")
    screen = bench.app.root.screen
    codes = ", ".join(str(ord(letter)) for letter in LONG[:3])
    bench.touch("next")
    for text in (repr(screen), repr(screen.letters), repr(bench.posted), str(bench.posted)):
        assert LONG[:3] not in text
        assert codes not in text


def test_it_stays_when_only_the_language_changes(bench: Bench) -> None:
    bench.show(sample("new_password"))
    types(bench, "ABC")
    bench.update(sample("new_password", "en"))
    assert len(bench.app.root.screen.letters) == 3


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
    bench: Bench, typed: str, ticked: list[bool], reason: str
) -> None:
    bench.show(sample("new_password"))
    types(bench, typed)
    assert ticks(bench) == ticked
    assert bench.app.root.screen.reason() == reason
    assert (bench.app.locate("next") is not None) == all(ticked)


def test_the_cards_own_password_need_not_mix_letters_and_digits(bench: Bench) -> None:
    bench.show(sample("signature_password"))
    types(bench, "ABCDEF")
    bench.touch("next")
    assert isinstance(bench.posted[0], PasswordEntered)


def test_without_the_card_the_password_cannot_be_confirmed(bench: Bench) -> None:
    gone = sample("signature_password-gone")
    bench.show(replace(gone, card_present=True, notice=None))
    types(bench, "ABC123")
    assert bench.app.locate("next") is not None
    bench.update(gone)
    assert bench.app.locate("next") is None
    assert bench.app.root.screen.reason() == "カードを置くと続けられます"
    bench.app.root.screen.act("next")
    assert bench.posted == []
    bench.update(replace(gone, card_present=True, notice=None))
    bench.touch("next")
    assert isinstance(bench.posted[0], PasswordEntered)


def test_every_key_looks_alike(bench: Bench) -> None:
    for name in TYPING:
        bench.show(sample(name))
        frame = bench.app.root.frame
        keys = [frame.find(f"letter:{letter}") for letter in "ABCXYZ0189"]
        looks = {(key.fill, key.stroke, key.border, round(key.box.w, 3), key.box.h) for key in keys}
        assert len(looks) == 1


@pytest.mark.parametrize("name", ["last_password_try", "last_password_try-wrong"])
def test_the_last_try_is_accepted_or_left(bench: Bench, name: str) -> None:
    bench.show(sample(name))
    for action in ("next", "back", "end"):
        bench.touch(action)
    assert bench.posted == [LastTryAccepted(), Back(), Ended()]


def test_the_tries_left_are_the_cards_own(bench: Bench) -> None:
    bench.show(replace(sample("signature_password"), password_tries=2))
    said = [part.markup for part in bench.app.root.frame.walk() if hasattr(part, "markup")]
    assert "あと ^2回^ 入力できます" in said


def test_keys_are_taller_where_no_notice_needs_the_room(bench: Bench) -> None:
    heights = []
    for name in ("new_password", "new_password-differ"):
        bench.show(sample(name))
        assert bench.app.root.screen.view.state is S.NEW_PASSWORD
        heights.append(bench.app.root.frame.find("letter:A").box.h)
    assert heights == [70, 62]
