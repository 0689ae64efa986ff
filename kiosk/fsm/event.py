"""What an event is: named values that do not change, made without generated code.

There are nearly a hundred kinds, and the machine's table needs all of them before the first picture. The
standard library's dataclasses compile half a dozen functions for each; here one set of functions serves all.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, field
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, dataclass_transform


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Event:
    """Base of all events. A subclass declares its fields as in a frozen dataclass.

    Of `dataclasses.field` it heeds `default`, `repr` and `compare`. Two events are equal if they are of one
    class and their compared fields are equal. The class name is the machine's trigger.
    """

    _names: ClassVar[tuple[str, ...]] = ()
    _hidden: ClassVar[frozenset[str]] = frozenset()
    _compared: ClassVar[tuple[str, ...]] = ()
    _needed: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        hidden, compared, needed = set(cls._hidden), list(cls._compared), set(cls._needed)
        own = tuple(get_annotations(cls))
        for name in own:
            given = cls.__dict__.get(name, MISSING)
            options: Field[Any] = given if isinstance(given, Field) else field(default=given)
            if options.default is MISSING:
                needed.add(name)
                if given is not MISSING:
                    delattr(cls, name)
            else:
                setattr(cls, name, options.default)
            if not options.repr:
                hidden.add(name)
            if options.compare:
                compared.append(name)
        cls._names = (*cls._names, *own)
        cls._hidden, cls._compared, cls._needed = frozenset(hidden), tuple(compared), frozenset(needed)

    # A type checker takes these from the declared fields.
    if not TYPE_CHECKING:  # pragma: no branch

        def __init__(self, *values: Any, **named: Any) -> None:
            """The fields in the order of their declaration, or by name. Raises TypeError."""
            names = self._names
            given = dict(zip(names, values, strict=False), **named)
            if (
                len(given) != len(values) + len(named)
                or not self._needed <= given.keys()
                or not given.keys() <= set(names)
            ):
                raise TypeError(f"{type(self).__name__} takes {', '.join(names) or 'nothing'}")
            self.__dict__.update(given)

        def __setattr__(self, name: str, value: object) -> NoReturn:
            raise FrozenInstanceError(f"cannot assign to {name}")

        def __delattr__(self, name: str) -> NoReturn:
            raise FrozenInstanceError(f"cannot delete {name}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), *self._values()))

    def __repr__(self) -> str:
        shown = (name for name in self._names if name not in self._hidden)
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self._compared)

    def discard(self) -> None:
        """The event is not taken: overwrite what only the machine may keep."""
