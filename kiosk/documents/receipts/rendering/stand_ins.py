"""Stand-ins for characters that a slip cannot show: a slip with a mark in a name is better than none.

A certificate never does this: there a wrong character is a wrong name. A slip names no person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.documents.fonts.cid_font import CIDFont
from kiosk.documents.fonts.font_set import Fonts
from kiosk.documents.fonts.text_fitting import characters
from kiosk.documents.receipts.slip import Bar, Centred, Pair, Paragraph, Part, Slip

GETA = "〓"
"""The typesetter's mark for a sort that is missing."""
NOTICE = ("〓は、この印字装置にない文字です。", "〓 is a character this printer does not have.")


def with_stand_ins(slip: Slip, fonts: Fonts) -> Slip:
    """Return the slip with only characters that the slips' fonts have, and a notice if one is marked."""
    faces = (fonts.gothic, fonts.gothic_bold)
    texts: list[str] = []

    def shown(text: str) -> str:
        texts.append("".join(_shown(character, faces) for character in characters(text)))
        return texts[-1]

    parts = tuple(_changed(part, shown) for part in slip)
    if any(GETA in text for text in texts):
        return (*parts, *(Paragraph(notice, 20) for notice in NOTICE))
    return parts


def _changed(part: Part, shown: Callable[[str], str]) -> Part:
    match part:
        case Pair(label, _, value):
            return replace(part, label=shown(label), value=shown(value))
        case Centred(str(text)) | Bar(text) | Paragraph(str(text)):
            return replace(part, text=shown(text))
        case _:
            return part


def _shown(character: str, faces: tuple[CIDFont, ...]) -> str:
    for candidate in (character, character[0]):  # a variant, its base character
        if all(face.supports(candidate) for face in faces):
            return candidate
    return GETA
