"""OpenAPI 3.1 documents of protocols whose terminals are known by their client certificates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

_COMPONENTS = "#/components/schemas/{model}"
PROBLEM = "Problem"
"""Name of the schema of a refusal in words, which every document has."""
_PROBLEM = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}


def schemas(models: Iterable[type[BaseModel]]) -> dict[str, Any]:
    """The schemas of messages and of what they consist of, by name; each model once."""
    wanted = dict.fromkeys(models)
    _, found = models_json_schema([(each, "validation") for each in wanted], ref_template=_COMPONENTS)
    named: dict[str, Any] = found["$defs"]
    return named


def document(
    *, title: str, version: str, summary: str, paths: Mapping[str, Any], components: Mapping[str, Any]
) -> dict[str, Any]:
    """A document with these paths; `components` are its schemas, beside that of a problem."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "summary": summary},
        "paths": dict(paths),
        "components": {
            "schemas": {PROBLEM: _PROBLEM} | dict(components),
            "securitySchemes": {
                "terminal": {
                    "type": "mutualTLS",
                    "description": "TLS 1.3; the common name of the client certificate names the terminal.",
                }
            },
        },
        "security": [{"terminal": []}],
    }


def as_text(found: Mapping[str, Any]) -> str:
    """A document as its file has it."""
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def response(description: str, model: str = PROBLEM) -> dict[str, Any]:
    """An answer with a message of this name."""
    return {"description": description, "content": content(model)}


def content(model: str) -> dict[str, Any]:
    """A body in JSON."""
    return {"application/json": {"schema": {"$ref": _COMPONENTS.format(model=model)}}}
