"""Named values that do not change, as a frozen dataclass has them, made without generated code.

The first picture needs nearly two hundred kinds of them. The standard library's dataclasses compile half a
dozen functions for each, which takes half a millisecond; here one set of functions serves all. What is made
thousands of times, as the parts of a page are, is a dataclass: to make one instance takes longer here.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, field, fields, make_dataclass
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, dataclass_transform


class _Fields:
    """What `dataclasses.replace`, `fields` and `asdict` ask of a class: found out when they do."""

    def __get__(self, _instance: object, owner: type[Struct]) -> dict[str, Field[Any]]:
        twin = make_dataclass(
            owner.__name__,
            [(name, Any, options) for name, options in owner._options.items()],
            init=False, repr=False, eq=False,
        )  # fmt: skip
        found = {each.name: each for each in fields(twin)}
        owner.__dataclass_fields__ = found
        return found


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Struct:
    """A subclass declares its fields as in a frozen dataclass, and is one for the functions of `dataclasses`.

    Of `dataclasses.field` it heeds `default`, `repr` and `compare`; it raises TypeError for a
    `default_factory`. Two are equal if they are of one class and their compared fields are equal.
    """

    __dataclass_fields__: ClassVar[Any]
    _options: ClassVar[dict[str, Field[Any]]] = {}
    _names: ClassVar[tuple[str, ...]] = ()
    _compared: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, object]] = {}
    _needed: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        found = dict(cls._options)
        for name, annotation in get_annotations(cls).items():
            if str(annotation).startswith("ClassVar"):
                continue
            given = cls.__dict__.get(name, MISSING)
            options: Field[Any] = given if isinstance(given, Field) else field(default=given)
            if options.default_factory is not MISSING:
                raise TypeError(f"{cls.__name__}.{name}: no value is made anew for each instance")
            if options.default is not MISSING:
                setattr(cls, name, options.default)
            elif given is not MISSING:
                delattr(cls, name)
            found[name] = options
        cls.__dataclass_fields__ = _Fields()
        cls._options, cls._names = found, tuple(found)
        cls._compared = tuple(name for name, each in found.items() if each.compare)
        cls._defaults = {name: each.default for name, each in found.items() if each.default is not MISSING}
        cls._needed = frozenset(found) - frozenset(cls._defaults)
        cls.__match_args__ = cls._names  # type: ignore[misc, attr-defined]  # a type checker has its own

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
            self.__dict__.update(self._defaults, **given)  # a function of the class would be a method of it

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
        shown = (f"{name}={getattr(self, name)!r}" for name, each in self._options.items() if each.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self._compared)
