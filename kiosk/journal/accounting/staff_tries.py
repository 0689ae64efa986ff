"""Wrong staff PINs in a row, by person, as the rows tell them: a restart must not give new tries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kiosk.journal.catalogue import Kind
from kiosk.journal.entry import Entry


@dataclass(slots=True)
class StaffTries:
    """(wrong PINs since the person last signed in, time of day of the last one in ISO 8601)."""

    wrong: dict[str, tuple[int, str]] = field(default_factory=dict)

    def apply(self, entry: Entry) -> None:
        """Count one more row."""
        by = str(entry.facts.get("by", ""))
        if entry.kind is Kind.STAFF_REFUSED:
            self.wrong[by] = (self.wrong.get(by, (0, ""))[0] + 1, entry.at)
        elif entry.kind is Kind.STAFF_ENTERED:
            self.wrong.pop(by, None)

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {by: list(pair) for by, pair in sorted(self.wrong.items())}

    @classmethod
    def from_plain(cls, values: dict[str, Any] | None) -> StaffTries:
        """The reverse of `plain`; None stands for nothing yet."""
        return cls({str(by): (int(count), str(at)) for by, (count, at) in (values or {}).items()})
