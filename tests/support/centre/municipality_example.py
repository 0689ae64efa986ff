"""The complete example of the page about adding a municipality, and folders with it."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import kiosk
from kiosk_simulator.centre.municipalities import MUNICIPALITIES_FOLDER

PAGE = Path(kiosk.__file__).parent.parent / "docs" / "howto" / "municipality.md"
CODE = "99301"
_EXAMPLE = re.compile(rf"<!-- example: {CODE}\.toml -->\n```toml\n(.*?)```", re.DOTALL)


def example() -> str:
    """The file as the page shows it."""
    (text,) = _EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
    return str(text)


def written() -> dict[str, Any]:
    """What the file says, read by nobody of ours."""
    return tomllib.loads(example())


def folder_with(folder: Path, text: str, code: str = CODE) -> Path:
    """The municipalities that come with the simulation, and `text` as the file of `code`."""
    shutil.copytree(MUNICIPALITIES_FOLDER, folder, dirs_exist_ok=True)
    (folder / f"{code}.toml").write_text(text, encoding="utf-8")
    return folder


def in_the_place_of(code: str) -> str:
    """The example under the code of a municipality that has people."""
    return example().replace(f'code = "{CODE}"', f'code = "{code}"')
