"""What the page sends."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """A field that nothing asks for is refused."""

    model_config = ConfigDict(extra="forbid")
