"""Maintains the catalogues in assets/locale: `extract` new texts, `compile` .mo files, `check` everything.

python tools/i18n.py extract | compile | check
"""

from __future__ import annotations

import string
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kiosk import __version__  # noqa: E402
from kiosk.documents.receipts.captions import CONTEXT as CAPTIONS  # noqa: E402
from kiosk.rules.staff import STAFF_LANGUAGES  # noqa: E402
from kiosk.screens.i18n.catalogue import compile_catalogue  # noqa: E402
from kiosk.screens.i18n.languages import LANGUAGES, SOURCE_LANGUAGE  # noqa: E402
from kiosk.screens.toolkit.fonts import Typeface, typeface  # noqa: E402

SCREENS, SLIPS, LOCALE = (
    ROOT / "kiosk" / "screens",
    ROOT / "kiosk" / "documents" / "receipts",
    ROOT / "assets" / "locale",
)
TRANSLATED = tuple(code for code in LANGUAGES if code != SOURCE_LANGUAGE)
TEMPLATE_WORDS = (
    "FIRST AUTHOR",
    "FULL NAME",
    "EMAIL@ADDRESS",
    "ORGANIZATION",
    "YEAR-MO",
    "LL@li.org",
    "VERSION",
    "fuzzy",
)
"""What gettext's template leaves in a header that nobody filled in."""
STAFF = "staff"
"""The context of what only staff read."""
NOT_SAID = {code: {STAFF} for code in TRANSLATED if code not in STAFF_LANGUAGES} | {"ja": {CAPTIONS}}
"""Contexts of which a language says nothing: the staff's pages speak Japanese and English, and under a slip's
Japanese stands English."""
CAPTION_KEYWORDS = {"caption": (1,), "counted": (1, 2)}
KEYWORDS = {"say": ((1, "c"), 2), "phrase": ((1, "c"), 2), "count": ((1, "c"), 2, 3)}


def extracted() -> Catalog:
    """All texts in the code."""
    catalog = Catalog(project="certificate-kiosk", charset="utf-8")
    for file, line, message, comments, context in extract_from_dir(
        str(SCREENS), [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        catalog.add(message, None, [(f"kiosk/screens/{file}", line)], auto_comments=comments, context=context)
    for file, line, message, comments, _ in extract_from_dir(
        str(SLIPS), [("**.py", "python")], keywords=CAPTION_KEYWORDS, comment_tags=("Translators:",)
    ):
        place = [(f"kiosk/documents/receipts/{file}", line)]
        catalog.add(message, None, place, auto_comments=comments, context=CAPTIONS)
    return catalog


def template_for(language: str) -> Catalog:
    """All texts that a language says."""
    catalog = extracted()
    silent = NOT_SAID.get(language, ())
    for message in [each for each in catalog if each.id and each.context in silent]:
        catalog.delete(message.id, message.context)
    return catalog


def path_of(language: str) -> Path:
    """The text catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / "kiosk.po"


def load(language: str) -> Catalog:
    """The catalogue as it is, empty when there is none yet."""
    path = path_of(language)
    if not path.is_file():
        return Catalog(locale=LANGUAGES[language].locale, project="certificate-kiosk", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGES[language].locale)


def extract() -> int:
    """Add new texts to every catalogue and drop those no longer used."""
    for language in TRANSLATED:
        catalog, template = load(language), template_for(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        _set_header(catalog, language)
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, no_location=True, sort_output=True, omit_header=False)
    return 0


def _set_header(catalog: Catalog, language: str) -> None:
    catalog.header_comment = (
        "# Texts of certificate-kiosk.\n"
        "# Copyright 2026 The certificate-kiosk authors\n"
        "# SPDX-License-Identifier: Apache-2.0"
    )
    catalog.fuzzy = False
    catalog.project, catalog.version = "certificate-kiosk", __version__
    catalog.last_translator = "The certificate-kiosk authors"
    catalog.language_team = language
    catalog.msgid_bugs_address = ""
    catalog.revision_date = catalog.creation_date


def compile_all() -> int:
    """Write the binary catalogues."""
    for language in TRANSLATED:
        compile_catalogue(path_of(language))
    return 0


def _texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _marks(text: str) -> tuple[int, int]:
    return text.count("*") % 2, text.count("^") % 2


def _edges(text: str) -> set[str]:
    """The ends of a text at which a space stands."""
    return {end for end, char in (("first", text[:1]), ("last", text[-1:])) if char.isspace()}


def complaints(language: str) -> list[str]:
    """What is wrong with one catalogue, as lines for people."""
    if not path_of(language).is_file():
        return [f"{language}: {path_of(language).relative_to(ROOT)} is missing: extract it"]
    template, catalog = template_for(language), load(language)
    header = path_of(language).read_text(encoding="utf-8").partition("\n\n")[0]
    found = [f"{language}: the header says {words!r}" for words in TEMPLATE_WORDS if words in header]
    for wanted in template:
        if not wanted.id:
            continue
        entry: Message | None = catalog.get(wanted.id, wanted.context)
        name = f"{language}: {wanted.context}: {_texts(wanted.id)[0]!r}"
        if entry is None or not _texts(entry.string) or not all(_texts(entry.string)):
            found.append(f"{name} is not translated")
            continue
        if entry.fuzzy:
            found.append(f"{name} is fuzzy")
        source_fields = set().union(*(_fields(text) for text in _texts(wanted.id)))
        for text in _texts(entry.string):
            if _fields(text) != source_fields:
                found.append(f"{name} has placeholders {sorted(_fields(text))}, not {sorted(source_fields)}")
            if _marks(text) != (0, 0):
                found.append(f"{name} has unbalanced emphasis")
            if _edges(text) - _edges(_texts(wanted.id)[0]):
                found.append(f"{name} begins or ends with a space that the text in the code lacks")
    known = {(message.context, _texts(message.id)[0]) for message in template if message.id}
    found += [
        f"{language}: {message.context}: {_texts(message.id)[0]!r} is not used any more"
        for message in catalog
        if message.id and (message.context, _texts(message.id)[0]) not in known
    ]
    return found + tofu(language, catalog, template)


def tofu(language: str, catalog: Catalog, template: Catalog) -> list[str]:
    """Characters that the language's own face does not have."""
    found = []
    face = typeface(LANGUAGES[language].script).faces[0]
    for bold in (False, True):
        alone = Typeface([face])
        texts = [text for message in catalog for text in _texts(message.string) if message.id]
        texts += [text for message in template for text in _texts(message.id) if message.id]
        missing = {c for text in texts for c in text if not alone.covers(c, bold) and c not in "\n\u00a0"}
        found += [f"{language}: {face.path(bold).name} has no {char!r}" for char in sorted(missing)]
    return found


def check() -> int:
    """Print what is wrong; 1 when anything is."""
    found = [line for language in TRANSLATED for line in complaints(language)]
    print("\n".join(found) or "every text is translated")
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    """Run one command."""
    commands = {"extract": extract, "compile": compile_all, "check": check}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__)
        return 2
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
