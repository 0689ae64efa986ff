"""What a printer's own characters can say: code page 932, with a defined stand-in for everything else.

A receipt printer's text mode has no fonts but its own. A character outside them is printed as what is
nearest: the base character of a variant, the same sign under the code that cp932 has for it, else the mark
for a missing sort.
"""

from __future__ import annotations

import unicodedata

from kiosk.documents.fonts.text_fitting import characters
from kiosk.documents.receipts.rendering.stand_ins import GETA

# Signs that Unicode has twice: cp932 knows the second of each (Microsoft's table of JIS X 0208 differs from
# the one of the JIS).
_SAME_SIGN = str.maketrans("〜‖−—¢£¬¥‾", "～∥－―￠￡￢￥￣")


def printable(text: str) -> str:
    """Return `text` with only characters that cp932 has; what it lacks is replaced as told above."""
    return "".join(_printable(each) for each in characters(unicodedata.normalize("NFC", text)))


def columns(text: str) -> int:
    """Return the width of a printable text in half-width columns: one for each byte."""
    return len(text.encode("cp932"))


def _printable(character: str) -> str:
    base = character[0].translate(_SAME_SIGN)
    parts = unicodedata.normalize("NFKD", base)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    for candidate in (base, parts, bare):
        if candidate and all(map(_is_printable, candidate)):
            return candidate
    return GETA


def _is_printable(character: str) -> bool:
    # Control characters would be commands to the printer; private ones are user-defined characters, which
    # nobody has loaded into it.
    if unicodedata.category(character) in {"Cc", "Cf", "Co", "Mn", "Me"}:
        return False
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
