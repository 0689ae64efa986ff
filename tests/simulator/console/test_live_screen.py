"""The terminal's screen on the console: the picture that is shown, and a finger on it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from kiosk.fsm.states import S
from kiosk.screens.navigation import STAFF_HOLD
from kiosk_simulator.console.live import pictures
from kiosk_simulator.console.live.glass_screen import GlassScreen
from kiosk_simulator.console.live.pictures import ScreenPictures
from kiosk_simulator.console.live.screen import Shot
from kiosk_simulator.refusal import Refusal
from kiosk_simulator.scenarios.glass import SIZE, Glass, screen_context
from tests.simulator.console.conftest import Live


class Seconds:
    """A clock on which time passes for who waits, and at once."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


@dataclass
class Counted:
    """A screen that shows another picture whenever `now` is another number, and counts what it is asked."""

    now: int = 1
    seconds: Seconds = field(default_factory=Seconds)
    shot_at: list[float] = field(default_factory=list)

    def drawn(self) -> int:
        return self.now

    def shoot(self) -> Shot:
        self.shot_at.append(self.seconds.now)
        return Shot(self.now, 7, lambda: Image.new("RGB", (4, 3)))

    def finger_down(self, x: float, y: float, generation: int) -> None:
        raise NotImplementedError

    def finger_up(self, x: float, y: float) -> None:
        raise NotImplementedError


def watched_by(screen: Counted) -> ScreenPictures:
    return ScreenPictures(screen, screen.seconds.monotonic, screen.seconds.wait)


async def stays() -> bool:
    return False


async def leaves() -> bool:
    return True


def test_who_has_gone_is_waited_for_no_longer_and_the_glass_is_left_alone() -> None:
    screen = Counted()

    async def watch() -> None:
        watched = watched_by(screen)
        first = await watched.after("", stays)
        assert first is not None
        assert await watched.after(first.name, leaves) is None
        screen.now = 2

    asyncio.run(asyncio.wait_for(watch(), 60))
    assert len(screen.shot_at) == 1


def test_the_glass_is_asked_for_its_pixels_only_when_it_shows_something_new(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.1)
    screen = Counted()

    async def watch() -> None:
        watched = watched_by(screen)
        await asyncio.sleep(0.1)
        assert screen.shot_at == [], "nobody watches"
        first = await watched.after("", stays)
        assert first is not None
        assert await watched.after(first.name, stays) is None
        assert len(screen.shot_at) == 1
        screen.now = 2
        second = await watched.after(first.name, stays)
        assert second is not None
        assert second.name != first.name
        assert Image.open(BytesIO(second.png)).size == (4, 3)
        assert second.generation == 7

    asyncio.run(watch())


def test_a_glass_that_changes_all_the_time_gives_a_few_pictures_a_second_to_all_who_watch() -> None:
    screen = Counted()

    async def look(watched: ScreenPictures) -> None:
        name = ""
        for _ in range(4):
            screen.now += 1
            picture = await watched.after(name, stays)
            assert picture is not None
            name = picture.name

    async def watch() -> None:
        watched = watched_by(screen)
        await asyncio.gather(look(watched), look(watched), look(watched))

    asyncio.run(watch())
    gaps = [after - before for before, after in pairwise(screen.shot_at)]
    assert gaps
    assert min(gaps) >= pictures.INTERVAL - 1e-9


def test_a_page_of_the_last_run_gets_the_picture_of_this_one() -> None:
    screen = Counted()

    async def watch() -> tuple[str, str]:
        first, second = [await watched_by(screen).after("", stays) for _ in range(2)]
        assert first is not None
        assert second is not None
        return first.name, second.name

    first, second = asyncio.run(watch())
    assert first != second, "after a restart the numbers begin anew, and say something else"


def seen(live: Live, after: str = "") -> tuple[Image.Image, str, int]:
    answer = live.page.get(f"api/screen?after={after}")
    assert answer.status_code == 200
    picture = Image.open(BytesIO(answer.content))
    return picture, answer.headers["X-Picture"], int(answer.headers["X-Generation"])


def tap(live: Live, key: str, generation: int) -> int:
    """A finger on the middle of a key, down and up; returns the status of putting it down."""
    assert live.glass is not None
    widget = live.glass.page()[0].find(key)
    assert widget is not None
    x, y = widget.box.middle
    place = {"x": x / SIZE[0], "y": y / SIZE[1]}
    status = live.page.post("finger/down", **place, generation=generation).status_code
    live.page.does("finger/up", **place)
    return status


def test_the_picture_follows_the_terminal_and_a_finger_on_it_touches_it(keyed: Live) -> None:
    picture, name, generation = seen(keyed)
    assert picture.size == SIZE
    assert tap(keyed, "start", generation) == 200
    keyed.reaches(S.MENU)
    menu, other, now = seen(keyed, name)
    assert (other, now) != (name, generation)
    assert menu.tobytes() != picture.tobytes()
    assert tap(keyed, "service:card_check", now) == 200
    keyed.reaches(S.PLACE_CARD)


def test_a_finger_on_a_picture_that_is_gone_touches_nothing(keyed: Live) -> None:
    _, _, generation = seen(keyed)
    assert tap(keyed, "start", generation) == 200
    keyed.reaches(S.MENU)
    answer = keyed.page.post("finger/down", x=0.5, y=0.5, generation=generation)
    assert answer.status_code == 422
    assert answer.json()["detail"] == {
        "ja": "画面が変わりました。もう一度押してください",
        "en": "the screen has changed meanwhile: touch again",
    }
    keyed.page.does("finger/up", x=0.5, y=0.5)
    assert keyed.view.state is S.MENU


@pytest.fixture
def held(keyed: Live) -> tuple[GlassScreen, list[float], int]:
    """The glass of a terminal that waits, a clock that the test holds, and the generation of the picture."""
    assert keyed.glass is not None
    clock = [0.0]
    return GlassScreen(keyed.glass, lambda: clock[0]), clock, keyed.view.generation


def test_the_corner_calls_staff_when_it_is_held(
    keyed: Live, held: tuple[GlassScreen, list[float], int]
) -> None:
    screen, clock, generation = held
    keyed.page.does("recording/start")
    screen.finger_down(0.02, 0.03, generation)
    clock[0] += STAFF_HOLD + 0.1
    screen.finger_up(0.02, 0.03)
    keyed.reaches(S.STAFF_PIN)
    assert "  call-staff\n" in keyed.page.does("recording/stop", name="staff")


def test_a_finger_that_slides_off_its_key_chooses_nothing(
    keyed: Live, held: tuple[GlassScreen, list[float], int]
) -> None:
    screen, _, generation = held
    touched: list[str] = []
    assert keyed.glass is not None
    keyed.glass.touch_listeners.append(touched.append)
    layout, _ = keyed.glass.page()
    language = layout.find("language:en")
    assert language is not None
    x, y = language.box.middle
    screen.finger_down(x / SIZE[0], y / SIZE[1], generation)
    screen.finger_up(x / SIZE[0], 0.2)
    screen.finger_up(x / SIZE[0], y / SIZE[1])
    assert touched == []
    screen.finger_down(x / SIZE[0], y / SIZE[1], generation)
    screen.finger_up(x / SIZE[0], y / SIZE[1])
    assert touched == ["language:en"]


def test_before_anything_is_shown_there_is_no_picture(standing: Live) -> None:
    glass = Glass(standing.terminal, screen_context(standing.settings, lambda: 0.0, standing.clock.now))
    screen = GlassScreen(glass, lambda: 0.0)
    with pytest.raises(RuntimeError, match="nothing is shown"):
        screen.shoot()
    with pytest.raises(Refusal):
        screen.finger_down(0.5, 0.5, 1)


def test_a_terminal_without_a_screen_has_no_picture(standing: Live) -> None:
    assert standing.page.get("api/screen").status_code == 404
    assert standing.page.post("finger/down", x=0, y=0, generation=1).status_code == 404
    assert standing.page.get("api/catalogue").json()["screen"] is False
