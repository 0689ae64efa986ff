"""Why something was refused, in both languages."""

from __future__ import annotations

from kiosk_simulator.refusal import Refusal

_OF_OTHERS = {
    "this card has no user-authentication certificate": "利用者証明用電子証明書のないカードです",
    "the reservation is gone": "予約がなくなっています",
}
_CENTRE = "the centre refuses: "


def told(error: Exception) -> dict[str, str]:
    """The reason of a refusal as `ja` and `en`; what only programs are told is the same in both."""
    en = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    if isinstance(error, Refusal):
        return {"ja": error.ja, "en": en}
    if isinstance(error, RuntimeError | TimeoutError):
        return {"ja": "画面が答えません", "en": en or "the screens do not answer"}
    if en.startswith(_CENTRE):
        return {"ja": f"センターが断りました（{en.removeprefix(_CENTRE)}）", "en": en}
    return {"ja": _OF_OTHERS.get(en, f"使えない値です（{en}）"), "en": en}
