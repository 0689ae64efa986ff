"""What every section of kiosk.toml has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A misspelt key is an error, not a default."""

    model_config = ConfigDict(frozen=True, extra="forbid")
