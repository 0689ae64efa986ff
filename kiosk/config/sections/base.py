"""What every section of kiosk.toml has in common, and how a setting is described."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

# Whatever else is installed must not change how settings are read, nor be searched for what might.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

PROPOSAL = "[PROPOSAL]"
"""Marks a default that is ours: no source gives the value of a real machine."""


class Section(BaseModel):
    """A misspelt key is an error, not a default.

    The checks are built when the first file is checked: a terminal without one does not wait for them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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
    """A field of a section.

    `what` says in a sentence what it decides, `unit` what its number counts. With `proposal` no source gives
    the default. The value of a `secret` is shown nowhere. `example` is a value for the commented example file
    where the default shows too little. `limits` are those of pydantic's `Field`.
    """
    facts = {"unit": unit, "proposal": proposal, "secret": secret}
    more: dict[str, Any] = {key: value for key, value in facts.items() if value}
    if example is not None:
        more["example"] = example
    return Field(default, description=what, json_schema_extra=more, **limits)


def section(model: type[Section], what: str) -> Any:
    """A section of its own; left out, it has its defaults, which need no check."""
    return Field(default_factory=model.model_construct, description=what, json_schema_extra={})


def facts_of(field: FieldInfo) -> Mapping[str, Any]:
    """What `setting` was told beside description and limits: unit, proposal, secret, example."""
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
