"""What pyproject.toml cannot say: `assets/` stays at the top level and travels inside the package.

A wheel holds the texts with their compiled catalogues and the three fonts with their licences, so that
what is installed from it needs no other file. Where the font packages are missing the wheel is built
without them; the terminal then looks for the fonts where Debian installs them.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from kiosk.documents.fonts.files import FONT_FILES, FontNotFound, find_font  # noqa: E402
from kiosk.screens.i18n.catalogue import compile_catalogue  # noqa: E402


class BuildWithAssets(build_py):
    """Puts `assets/` into the package, except in an editable install, which reads the checkout's own."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "kiosk" / "assets"
        shutil.copytree(ROOT / "assets", target, dirs_exist_ok=True)
        for source in target.glob("locale/*/LC_MESSAGES/*.po"):
            compile_catalogue(source)
        self._add_fonts(target / "fonts")

    def _add_fonts(self, folder: Path) -> None:
        try:
            found = {font: find_font(font) for font in FONT_FILES}
        except FontNotFound as error:
            self.warn(f"the wheel has no fonts: {error}")
            return
        folder.mkdir(exist_ok=True)
        for font, path in found.items():
            shutil.copy2(path, folder / font.name)
            licence = font.licence_file()
            if licence.is_file():
                shutil.copy2(licence, folder / f"{font.package}.txt")


setup(cmdclass={"build_py": BuildWithAssets})
