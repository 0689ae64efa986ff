"""Reads the bindings of a PDF's pages back with qpdf, which shares no code with the program."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.documents.document import PageBinding


class NoBinding(Exception):
    """A page without a binding, or with another content than was bound."""


@dataclass(frozen=True)
class PrintedPage:
    """A page in printing order: its binding, its decoded content stream, front or back."""

    binding: PageBinding
    content: bytes
    side: str


def printed_pages(path: Path) -> tuple[PrintedPage, ...]:
    """Read the pages of the file in printing order; raises NoBinding."""
    command = ["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", str(path), "-"]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    objects: dict[str, Any] = told["qpdf"][1]
    return tuple(_page(objects, page["object"], page["contents"]) for page in told["pages"])


def _page(objects: dict[str, Any], page: str, contents: list[str]) -> PrintedPage:
    content = b"".join(base64.b64decode(objects[f"obj:{each}"]["stream"]["data"]) for each in contents)
    try:
        private = objects[f"obj:{page}"]["value"]["/PieceInfo"]["/CertificateKiosk"]["/Private"]
    except KeyError:
        raise NoBinding("no binding") from None
    written = json.loads(private.removeprefix("u:"))
    if written.pop("content") != hashlib.sha256(content).hexdigest():
        raise NoBinding("another content than was bound")
    side = written.pop("side")
    return PrintedPage(PageBinding(**written), content, side)
