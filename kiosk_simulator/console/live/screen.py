"""What is on the terminal's glass, for whoever watches it from the console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk_simulator.refusal import Refusal

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the glass. `number` is that of `LiveScreen.drawn`, `generation` that of its view.

    `image` makes the picture (RGB, the glass's size in pixels): it takes a moment, so it is called on a
    thread on which nobody waits for a screen.
    """

    number: int
    generation: int
    image: Callable[[], Image.Image]


class LiveScreen(Protocol):
    """The glass of one terminal, for any thread. Places are fractions (0–1) from the top left."""

    def drawn(self) -> int:
        """A number that is another one as soon as the glass shows something else. Costs nothing."""

    def shoot(self) -> Shot:
        """What is on the glass. Raises RuntimeError before there is anything, TimeoutError when it hangs."""

    def finger_down(self, x: float, y: float, generation: int) -> None:
        """Put a finger on the glass, in place of any other.

        Raises Refusal when another picture is shown by now than that of `generation`: as on the glass
        itself, a touch counts only for the picture on which it was made.
        """

    def finger_up(self, x: float, y: float) -> None:
        """Lift the finger; a finger that is not down may be lifted as well."""


def another_picture() -> Refusal:
    """The refusal of a touch that was made on an older picture."""
    return Refusal(
        "the screen has changed meanwhile: touch again", "画面が変わりました。もう一度押してください"
    )
