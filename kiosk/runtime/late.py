"""What is too heavy to be loaded before the first picture: it is loaded behind it, and who needs it waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
Argument = TypeVar("Argument")
Answer = TypeVar("Answer")


class Late(Generic[T]):
    """A value that is made at its first `get`, once, on the thread that asks first. `get` is thread-safe."""

    def __init__(self, make: Callable[[], T], head_start: float = 0.0) -> None:
        """For `head_start` seconds at most, a `get` waits for `load` to be called: what is drawn meanwhile is
        not to share the processor with what `make` loads."""
        self._make = make
        self._head_start = head_start
        self._begun = threading.Event()
        self._lock = threading.Lock()
        self._made: list[T] = []
        self._error: Exception | None = None

    def get(self) -> T:
        """Return the value, after it has been made. What `make` raised is raised by every call."""
        if not self._made:
            self._begun.wait(self._head_start)
            with self._lock:
                if self._error is not None:
                    raise self._error
                if not self._made:
                    try:
                        self._made.append(self._make())
                    except Exception as error:
                        self._error = error
                        raise
        return self._made[0]

    def load(self) -> T:
        """`get`, without waiting: the head start is over, for everybody."""
        self._begun.set()
        return self.get()

    def method(self, choose: Callable[[T], Callable[[Argument], Answer]]) -> Callable[[Argument], Answer]:
        """A function of the value, chosen and called when it is called: it waits until the value is made."""

        def call(argument: Argument) -> Answer:
            return choose(self.get())(argument)

        return call

    @property
    def made(self) -> T | None:
        """The value if it has been made; does not wait."""
        return self._made[0] if self._made else None
