"""What every section of kiosk.toml has in common, and how a setting is described.

A section is a plain class that has its defaults without any check. What a file says is checked by pydantic,
for which `kiosk.config.model` makes a model of the section: a terminal without a file does not wait for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self, TypeVar

# Whatever else is installed must not change how settings are read, nor be searched for what might.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

PROPOSAL = "[PROPOSAL]"
"""Marks a default that is ours: no source gives the value of a real machine."""

Check = TypeVar("Check", bound=Callable[..., Any])


class Setting:
    """What is known of one setting. `default` is Ellipsis where it must be said; `facts` are unit, proposal,
    secret and example; `limits` those of pydantic's `Field`."""

    __slots__ = ("default", "factory", "facts", "limits", "what")

    def __init__(
        self,
        what: str,
        default: Any,
        factory: Callable[[], Any] | None = None,
        facts: Mapping[str, Any] | None = None,
        limits: Mapping[str, Any] | None = None,
    ) -> None:
        self.what, self.default, self.factory = what, default, factory
        self.facts, self.limits = facts or {}, limits or {}

    def value(self) -> Any:
        """Its value where nothing is said."""
        if self.factory is not None:
            return self.factory()
        return dict(self.default) if isinstance(self.default, dict) else self.default


def setting(
    default: Any,
    what: str,
    *,
    unit: str = "",
    proposal: bool = False,
    secret: bool = False,
    example: Any = None,
    **limits: Any,
) -> Any:
    """A field of a section; without a default (`...`) it must be said.

    `what` says in a sentence what it decides, `unit` what its number counts. With `proposal` no source gives
    the default. The value of a `secret` is shown nowhere. `example` is a value for the commented example file
    where the default shows too little. `limits` are those of pydantic's `Field`.
    """
    facts = {"unit": unit, "proposal": proposal, "secret": secret}
    more: dict[str, Any] = {key: value for key, value in facts.items() if value}
    if example is not None:
        more["example"] = example
    return Setting(what, default, None, more, limits)


def section(model: type[Section], what: str) -> Any:
    """A section of its own; left out, it has its defaults, which need no check."""
    return Setting(what, None, model)


def checks(*names: str) -> Callable[[Check], Check]:
    """Mark a static method of a value as the check of these settings: it returns the value, or raises
    ValueError with what is wrong. Without names it is a method that checks the section as a whole, once each
    of its settings is good."""

    def marked(function: Check) -> Check:
        function.checked_settings = names  # type: ignore[attr-defined]
        return function

    return marked


class Section:
    """Settings that belong together. A misspelt key is an error, not a default."""

    settings: ClassVar[Mapping[str, Setting]] = {}
    """What is known of each setting, by name."""

    said: frozenset[str]
    """Names of the settings that are not left to their defaults."""

    def __init_subclass__(cls) -> None:
        found = {name: each for name, each in vars(cls).items() if isinstance(each, Setting)}
        for name in found:  # an attribute that no instance has is an error, as in any class
            delattr(cls, name)
        cls.settings = found

    def __init__(self, **values: Any) -> None:
        """Raises pydantic.ValidationError, a ValueError, when `values` are not good or not enough."""
        must_be_said = any(each.default is ... for each in self.settings.values())
        vars(self).update(vars(self.checked(values)) if values or must_be_said else self._defaults())

    @classmethod
    def checked(cls, values: object) -> Self:
        """The section that a table of a file describes. Raises pydantic.ValidationError, a ValueError."""
        from kiosk.config.model import checked

        return checked(cls, values)

    @classmethod
    def unchecked(cls, **values: Any) -> Self:
        """The defaults but for `values`, which are known to be good."""
        made = cls.__new__(cls)
        vars(made).update(cls._defaults(), **values, said=frozenset(values))
        return made

    def changed(self, **values: Any) -> Self:
        """The same but for `values`, which are known to be good."""
        made = type(self).__new__(type(self))
        vars(made).update(vars(self), **values, said=self.said | values.keys())
        return made

    def values(self) -> dict[str, Any]:
        """The value of each setting by its name."""
        return {name: getattr(self, name) for name in self.settings}

    @classmethod
    def _defaults(cls) -> dict[str, Any]:
        values = {name: each.value() for name, each in cls.settings.items() if each.default is not ...}
        return {**values, "said": frozenset()}

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"settings are not changed: {name}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Section) and self.values() == other.values()

    def __hash__(self) -> int:
        return hash(type(self))  # tables are among the values, and have none

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self.values().items() if not self._is_secret(name))
        return f"{type(self).__name__}({', '.join(shown)})"

    def _is_secret(self, name: str) -> bool:
        return bool(self.settings[name].facts.get("secret"))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, handler: Callable[[Any], Any]) -> Any:
        from kiosk.config.model import core_schema_of

        return core_schema_of(cls, handler)
