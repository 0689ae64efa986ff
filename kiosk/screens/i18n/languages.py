"""The languages of the screens: the one list that catalogues, pages, gallery and tests go by.

Which of them a terminal offers, and with which a visit begins, is `languages` in kiosk.toml.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is ISO 639-1, `name` the language's own name, for the language button.

    `latin_names`: municipalities are shown by their names in Latin letters.
    """

    code: str
    name: str
    latin_names: bool


SOURCE_LANGUAGE = "en"
"""The language of the texts in the code, which has no catalogue."""

LANGUAGES: dict[str, Language] = {
    row.code: row
    for row in (
        Language("ja", "日本語", latin_names=False),
        Language(SOURCE_LANGUAGE, "English", latin_names=True),
    )
}
"""Every language by its code, in the order of the gallery and the tests."""
