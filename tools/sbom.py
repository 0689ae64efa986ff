"""The bill of materials of a terminal, as CycloneDX 1.5 (JSON): `python tools/sbom.py FILE`.

Made from requirements/terminal.lock, the metadata of what is installed and the fonts that the program
carries; nothing is asked of any index. The same inputs give the same file.
"""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from notice import ROOT, TERMINAL, parts

from kiosk import __version__
from kiosk.documents.fonts.files import FONT_FILES


def components() -> list[dict[str, object]]:
    """Python itself, every locked package, every package of fonts."""
    found: list[dict[str, object]] = [
        _component("platform", "python", platform.python_version(), "Python-2.0", "pkg:generic/python")
    ]
    found += [
        _component("library", each.name, each.version, each.licence, f"pkg:pypi/{each.name}")
        for each in parts(TERMINAL.lock)
    ]
    fonts = sorted({font.package for font in FONT_FILES})
    return found + [_component("data", name, "", "", f"pkg:deb/debian/{name}") for name in fonts]


def _component(kind: str, name: str, version: str, licence: str, purl: str) -> dict[str, object]:
    at = f"{purl}@{version}" if version else purl
    found: dict[str, object] = {"type": kind, "bom-ref": at, "name": name, "purl": at}
    if version:
        found["version"] = version
    if licence:
        found["licenses"] = [{"license": {"name": licence}}]
    return found


def bill() -> dict[str, object]:
    """The whole document."""
    lock = hashlib.sha256(TERMINAL.lock.read_bytes()).hexdigest()
    all_of_it = components()
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([__version__, lock, all_of_it], sort_keys=True))
    subject = _component(
        "application", "certificate-kiosk", __version__, "Apache-2.0", "pkg:deb/certificate-kiosk"
    )
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": _committed_at().isoformat(),
            "component": subject,
            "properties": [{"name": "certificate-kiosk:terminal.lock:sha256", "value": lock}],
        },
        "components": all_of_it,
        "dependencies": [
            {"ref": subject["bom-ref"], "dependsOn": [each["bom-ref"] for each in all_of_it]},
        ],
    }


def _committed_at() -> datetime:
    """When the sources were committed, else the lock's time: the same commit gives the same file."""
    done = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    seconds = done.stdout.strip() or str(int(TERMINAL.lock.stat().st_mtime))
    return datetime.fromtimestamp(int(seconds), UTC)


def main(arguments: list[str]) -> int:
    """Write the file."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    Path(arguments[0]).write_text(json.dumps(bill(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
