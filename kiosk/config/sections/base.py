"""What every section of kiosk.toml has in common, and how a setting is described."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

PROPOSAL = "[PROPOSAL]"
"""Marks a default that is ours: no source gives the value of a real machine."""


class Section(BaseModel):
    """A misspelt key is an error, not a default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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


def facts_of(field: FieldInfo) -> Mapping[str, Any]:
    """What `setting` was told beside description and limits: unit, proposal, secret, example."""
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
