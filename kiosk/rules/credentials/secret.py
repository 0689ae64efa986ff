"""A secret that a person types, held in memory that can be wiped."""

from __future__ import annotations


class Secret:
    """ASCII characters in one bytearray that is overwritten when it is no longer needed.

    A `str` would leave copies in memory that cannot be overwritten, so there is no way to get one.
    `repr` and `str` show nothing, so that no log line can.
    """

    __slots__ = ("_buffer",)

    def __init__(self, most: int) -> None:
        """Reserve `most` characters; growing the buffer later could leave a copy at its old address."""
        self._buffer = bytearray(most)

    @property
    def ascii(self) -> bytearray:
        """The buffer itself, not a copy: ASCII characters, or zeros once wiped."""
        return self._buffer

    @property
    def is_wiped(self) -> bool:
        """True if the secret is no longer in this object."""
        return not any(self._buffer)

    def wipe(self) -> None:
        """Overwrite the characters in place."""
        for index in range(len(self._buffer)):
            self._buffer[index] = 0

    def __repr__(self) -> str:
        return f"{type(self).__name__}(****)"

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a secret is never copied, pickled or written")
