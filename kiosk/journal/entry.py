"""One row of the journal, as it is read back."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kiosk.journal.catalogue import Fact, Kind
from kiosk.structs import Struct


class Entry(Struct):
    """One row. `intent` is the row number of the intent it answers, if any."""

    seq: int
    at: str
    visit: str
    kind: Kind
    intent: int | None
    facts: dict[str, Fact]

    def number(self, name: str) -> int:
        """The fact `name` as a whole number."""
        value = self.facts[name]
        if not isinstance(value, int):
            raise TypeError(f"{self.kind}: {name} is not a number")
        return value

    def as_json(self) -> dict[str, Fact | None]:
        """The row as one flat object, for an export."""
        return {
            "seq": self.seq, "at": self.at, "visit": self.visit,
            "kind": self.kind.value, "intent": self.intent, **self.facts,
        }  # fmt: skip


def facts_as_text(facts: Mapping[str, Fact]) -> str:
    """The facts as the file keeps them: JSON with sorted names."""
    return json.dumps(dict(facts), sort_keys=True)


def facts_from_text(text: str) -> dict[str, Fact]:
    """The facts of a row in the file."""
    facts: dict[str, Fact] = json.loads(text)
    if "notice" in facts:  # the fact's name before version 0.3
        facts["reason"] = facts.pop("notice")
    return facts
