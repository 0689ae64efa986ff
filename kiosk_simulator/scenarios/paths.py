"""The plain way to each page, for scenarios that begin there: `reach order`."""

from __future__ import annotations

_PROVEN = "type 1234; touch next"
_CERTIFICATES = ("touch start service:certificates agree scope:residence",)
_CHOOSING = (*_CERTIFICATES, "set-card", _PROVEN, "until take_card; take-card")
_CHECKED = ("touch start service:card_check", "set-card")
_RESET = ("reserve normal", "touch start service:password_reset agree", "set-card", _PROVEN)
_APPLYING = (
    "touch start service:usage_registration agree prefecture:北海道 municipality:01213",
    "set-card unregistered", _PROVEN,
)  # fmt: skip
_TOWN = (*_APPLYING, "touch apply")
_LOT = (*_TOWN, "touch town:試作町二丁目")
_HEAD = (*_LOT, "type 15-3; touch next")
_NAMES = (*_HEAD, "type シサクゴロウ; touch next")
_TELEPHONE = (*_NAMES, "touch head:0")
_APPLICATION = (*_TELEPHONE, "type 09000000000; touch next")
_ORDER = (*_CHOOSING, "touch kind:resident_record next")
_PAY = (*_ORDER, "touch pay; until pay")
_PRINT = (*_PAY, "insert 500; until print")

PATHS: dict[str, tuple[str, ...]] = {
    "menu": ("touch start",),
    "information": ("touch start service:information",),
    "topic": ("touch start service:information topic:lost_card",),
    "consent": ("touch start service:certificates",),
    "municipality": ("touch start service:certificates agree",),
    "other_municipality": ("touch start service:certificates agree scope:register",),
    "place_card": _CERTIFICATES,
    "enter_pin": (*_CERTIFICATES, "set-card"),
    "last_try": (*_CERTIFICATES, "set-card one_try_left"),
    "take_card": (*_CHOOSING[:-1], "until take_card"),
    "certificates": _CHOOSING,
    "options": (*_CHOOSING, "touch kind:resident_record"),
    "members": (*_CHOOSING, "touch kind:resident_record option:persons:chosen next"),
    "my_number": (*_CHOOSING, "touch kind:resident_record option:my_number:shown next"),
    "order": _ORDER,
    "pay": _PAY,
    "stop_paying": (*_PAY, "touch end"),
    "print": _PRINT,
    "print_held": (*_PAY, "paper 0; insert 500; until print_held"),
    "take_papers": (*_PRINT, "print-sheet; until take_papers"),
    "farewell": (*_PRINT, "print-sheet; until take_papers; take-papers 1; take-money 250; touch acknowledge"),
    "card_state": _CHECKED,
    "new_password": _RESET,
    "repeat_password": (*_RESET, "type XYZ789; touch next"),
    "result": (*_RESET, "type XYZ789; touch next; type XYZ789; touch next; until result"),
    "registration_state": _APPLYING,
    "domicile_town": _TOWN,
    "domicile_lot": _LOT,
    "register_head": _HEAD,
    "head_candidates": _NAMES,
    "telephone": _TELEPHONE,
    "application": _APPLICATION,
    "signature_password": (*_CHECKED, "touch signature"),
    "last_password_try": (
        "spend-tries normal 1", *_CHECKED, "touch signature",
    ),
    "refusal": (*_CERTIFICATES, "set-card locked"),
    "return_card": (*_CERTIFICATES, "set-card", "touch end"),
}  # fmt: skip
"""Steps by the state in which they end."""


def steps(name: str) -> list[str]:
    """The steps that lead to a state, one each. Raises KeyError."""
    return [each.strip() for line in PATHS[name] for each in line.split(";")]
