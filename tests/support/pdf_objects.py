"""A PDF's objects as qpdf reads them, which shares no code with the program."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Entries = dict[str, Any]


@dataclass(frozen=True)
class PdfStream:
    """A stream: its dictionary, and its bytes without compression."""

    entries: Entries
    data: bytes


class PdfObjects:
    """All objects of one file."""

    def __init__(self, pdf: bytes, folder: Path) -> None:
        path = folder / "objects.pdf"
        path.write_bytes(pdf)
        command = [
            "qpdf",
            "--json=2",
            "--json-stream-data=inline",
            "--decode-level=generalized",
            str(path),
            "-",
        ]
        told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        self._objects: Entries = told["qpdf"][1]
        self.pages = [self.entries(page["object"]) for page in told["pages"]]
        self.trailer: Entries = self._objects["trailer"]["value"]

    def follow(self, value: Any) -> Any:
        """Return what a value is: an object behind a reference, else the value itself."""
        if not (isinstance(value, str) and value.endswith(" R")):
            return value
        found = self._objects[f"obj:{value}"]
        if "value" in found:
            return found["value"]
        told = found["stream"]
        return PdfStream(told["dict"], base64.b64decode(told["data"]))

    def entries(self, value: Any) -> Entries:
        """Return a dictionary, whether it stands there or behind a reference."""
        found = self.follow(value)
        assert isinstance(found, dict)
        return found

    def stream(self, value: Any) -> PdfStream:
        """Return the stream behind a reference."""
        found = self.follow(value)
        assert isinstance(found, PdfStream)
        return found

    def dictionaries(self) -> Iterator[Entries]:
        """Yield every dictionary of the file, those inside of others and of streams too."""
        waiting: list[Any] = [
            each["value"] if "value" in each else each["stream"]["dict"] for each in self._objects.values()
        ]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                yield value
                waiting.extend(value.values())
            elif isinstance(value, list):
                waiting.extend(value)
