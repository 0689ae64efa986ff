"""The languages of the screens: the one list that catalogues, pages, gallery and tests go by.

Which of them a terminal offers, and with which a visit begins, is `languages` in kiosk.toml.
"""

from __future__ import annotations

from kiosk.documents.fonts.files import Script
from kiosk.structs import Struct


class Language(Struct):
    """`code` names the files of a language, `name` is the language's own name, for the language
    button; a long one has a line break.

    The code is ISO 639-1; a variant of a language adds a hyphen and a word of its own, such as ja-easy.
    `latin_names`: municipalities are shown by their names in Latin letters, or by what is made from these
    (`hangul.in_hangul`), not by their Japanese ones. `eras`: fiscal years are told by Japanese eras too, as
    on paper. `script` decides the typeface. `region` is the region whose usage is followed where a language
    differs by region: a country's ISO 3166 code, or an area's UN M49 code. `grouping` stands between the
    thousands of a number; `first_day` is the first day in a date.
    """

    code: str
    name: str
    latin_names: bool
    eras: bool = False
    script: Script = Script.JAPANESE
    region: str = ""
    grouping: str = ","
    first_day: str = "1"

    @property
    def iso(self) -> str:
        """The ISO 639-1 code, which a variant shares with its language: plurals are formed alike."""
        return self.code.partition("-")[0]

    @property
    def locale(self) -> str:
        """The CLDR locale, such as pt_BR: 0 takes the singular in Brazil and the plural in Portugal."""
        return f"{self.iso}_{self.region}" if self.region else self.iso


SOURCE_LANGUAGE = "en"
"""The language of the texts in the code, which has no catalogue."""

LANGUAGES: dict[str, Language] = {
    row.code: row
    for row in (
        Language("ja", "日本語", latin_names=False, eras=True),
        Language("ja-easy", "やさしい\n日本語", latin_names=False),
        Language(SOURCE_LANGUAGE, "English", latin_names=True, region="001"),
        Language("zh", "中文", latin_names=False, script=Script.CHINESE),
        Language("ko", "한국어", latin_names=True, script=Script.KOREAN),
        Language("pt", "Português", latin_names=True, region="BR", grouping=".", first_day="1º"),
        Language("es", "Español", latin_names=True, region="419"),
    )
}
"""Every language by its code, in the order in which a shopper is offered them."""
