"""gettext catalogues: compiles a .po file with Babel and decides whether an .mo file is up to date.

Reading the .po takes about 30 ms longer than reading an .mo, so set-up compiles the catalogues. An .mo
carries the digest of the .po that it was made from: a stale one must not hide a corrected text.
"""

from __future__ import annotations

import gettext
import hashlib
import io
import re
import struct
from pathlib import Path

_LINE = re.compile(
    r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)[ \t]+)?"(?:[^"\\]|\\[abfnrtv"\\])*"|#.*|'
)
SOURCE, _DIGEST = "source", "sha256"
"""Context and msgid of the digest in an .mo. No text of the screens has this context."""


class CatalogueError(ValueError):
    """The catalogue is not well-formed; the message names the line."""


def compiled(source: bytes) -> bytes:
    """The .mo bytes for the text of a .po file, without untranslated and fuzzy entries.

    Raises CatalogueError.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    text = _checked(source)
    try:
        catalogue = read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        raise CatalogueError(f"line {error.lineno + 1}: {error}") from error
    for message in list(catalogue):
        texts = [message.string] if isinstance(message.string, str) else message.string or ()
        if message.id and not any(texts):
            catalogue.delete(message.id, message.context)
    catalogue.add(_DIGEST, hashlib.sha256(source).hexdigest(), context=SOURCE)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def _checked(source: bytes) -> str:
    """The text, line by line well-formed: Babel repairs or drops a line that is not."""
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        number = len(source[: error.start].split(b"\n"))
        raise CatalogueError(f"line {number}: not UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        if _LINE.fullmatch(line.strip()) is None:
            raise CatalogueError(f"line {number}: neither a keyword with a quoted string nor a comment")
    return text


def compile_catalogue(source: Path) -> Path:
    """Write the .mo file beside a .po file and return its path. Raises CatalogueError and OSError."""
    target = source.with_suffix(".mo")
    target.write_bytes(compiled(source.read_bytes()))
    return target


def load(source: Path) -> gettext.GNUTranslations:
    """The translations of a .po file, from the .mo beside it if that was made from the same text.

    Where there is only an .mo it is used. Raises FileNotFoundError where there is neither, and
    CatalogueError, whose message names the file and the line.
    """
    target = source.with_suffix(".mo")
    found = _read(target) if target.is_file() else None
    if not source.is_file():
        if found is None:
            raise FileNotFoundError(f"neither {source} nor a readable {target.name} exists")
        return found
    text = source.read_bytes()
    if found is not None and found.pgettext(SOURCE, _DIGEST) == hashlib.sha256(text).hexdigest():
        return found
    try:
        return gettext.GNUTranslations(io.BytesIO(compiled(text)))
    except CatalogueError as error:
        raise CatalogueError(f"{source}: {error}") from error


def _read(target: Path) -> gettext.GNUTranslations | None:
    """The translations of an .mo file, None where it is damaged."""
    try:
        with target.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, UnicodeDecodeError, ValueError, struct.error):
        return None
