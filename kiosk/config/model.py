"""pydantic's models of the sections of kiosk.toml: what a file says is checked by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model, field_validator
from pydantic_core import core_schema

from kiosk.config.sections.base import Section, Setting

S = TypeVar("S", bound=Section)
_models: dict[type[Section], type[BaseModel]] = {}
_adapters: dict[type[Section], TypeAdapter[Any]] = {}


def checked(section: type[S], values: object) -> S:
    """The section that a table of a file describes. Raises ValidationError."""
    if section not in _adapters:
        _adapters[section] = TypeAdapter(section)
    found: S = _adapters[section].validate_python(values)
    return found


def model_of(section: type[Section]) -> type[BaseModel]:
    """The model of a section: its settings' names, types, defaults, limits and descriptions."""
    if section not in _models:
        _models[section] = _model(section)
    return _models[section]


def _model(section: type[Section]) -> type[BaseModel]:
    hints = get_type_hints(section, include_extras=True)
    fields: dict[str, Any] = {name: (hints[name], _field(each)) for name, each in section.settings.items()}
    validators: dict[str, Any] = {
        name: field_validator(*function.checked_settings)(function)
        for name, function in _checks(section)
        if function.checked_settings
    }
    return create_model(
        section.__name__,
        __config__=ConfigDict(extra="forbid"),
        __doc__=section.__doc__,
        __module__=section.__module__,
        __validators__=validators,
        **fields,
    )


def core_schema_of(section: type[Section], handler: Callable[[Any], Any]) -> Any:
    """How pydantic makes a section of a table; one that is a section already is taken as it is."""
    whole = [function for _, function in _checks(section) if not function.checked_settings]

    def made(value: Any, check: Callable[[Any], BaseModel]) -> Section:
        if isinstance(value, section):
            return value
        model = check(value)
        found = section.unchecked(**{name: getattr(model, name) for name in model.model_fields_set})
        for function in whole:
            function(found)
        return found

    return core_schema.no_info_wrap_validator_function(made, handler(model_of(section)))


def _field(known: Setting) -> Any:
    more = {"description": known.what, "json_schema_extra": dict(known.facts), **known.limits}
    if known.factory is not None:
        return Field(default_factory=known.factory, **more)
    return Field(known.default, **more)


def _checks(section: type[Section]) -> list[tuple[str, Any]]:
    return [(name, each) for name, each in vars(section).items() if hasattr(each, "checked_settings")]
