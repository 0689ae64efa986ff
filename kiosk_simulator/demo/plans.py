"""What the scripted shopper does in each state, for each service."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from kiosk.fsm.states import S
from kiosk.fsm.view import View
from kiosk.rules.services import Service
from kiosk.rules.usage_registration import MAY_APPLY, RegistrationForm, Town
from kiosk.screens.toolkit.kana import HALF_VOICED, SMALL, VOICED, marked, row_of
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.centre.usage_registration.domicile import lot_of
from kiosk_simulator.demo.pace import CALM, Pace
from kiosk_simulator.demo.shopper import Shopper, Step, VisitFailed
from kiosk_simulator.residents import Resident, resident

PIN, PASSWORD, NEW_PASSWORD = "1234", "ABC123", "KIOSK2026"
TELEPHONE = "09000000000"
_DEFAULT_FORM = RegistrationForm("", "1", "ミホン　タロウ", "", TELEPHONE)
_SMALL_KANA = "ァィゥェォッャュョヮ"


SERVICES: Mapping[str, Service] = {
    "certificate": Service.CERTIFICATES,
    "password-reset": Service.PASSWORD_RESET,
    "registration": Service.USAGE_REGISTRATION,
    "card-check": Service.CARD_CHECK,
}
"""The services by their names on the command line."""
USUAL_PROFILE: Mapping[Service, str] = {
    Service.CERTIFICATES: "normal",
    Service.PASSWORD_RESET: "password_locked",
    Service.USAGE_REGISTRATION: "unregistered",
    Service.CARD_CHECK: "normal",
}
"""The card that shows the service best."""

Plan = dict[S, Step]


def plan_for(service: Service, profile: str, *, kind: str, coins: Sequence[int], pace: Pace = CALM) -> Plan:
    """What to do in each state; `kind` and `coins` (yen) are for a certificate."""
    plan = _beginning(service) | _without_waiting(pace)
    match service:
        case Service.CERTIFICATES:
            return plan | _certificate(kind, coins)
        case Service.PASSWORD_RESET:
            return plan | _reset()
        case Service.USAGE_REGISTRATION:
            return plan | _registration(_holder(profile))
        case _:
            return plan | _card_check()


def _holder(profile: str) -> Resident | None:
    key = PROFILES[profile].resident
    return None if key is None else resident(key)[0]


def _touches(*actions: str) -> Step:
    def step(shopper: Shopper, view: View) -> None:
        for action in actions:
            shopper.touch(action)

    return step


def _takes_the_slip(shopper: Shopper, view: View) -> None:
    shopper.manual.take_slip()
    shopper.touch("acknowledge")


def _types(text: str) -> Step:
    return _touches(*(f"letter:{letter}" for letter in text), "next")


def _beginning(service: Service) -> Plan:
    def menu(shopper: Shopper, view: View) -> None:
        shopper.chooses_language()
        shopper.touch(f"service:{service}")

    return {
        S.ATTRACT: _touches("start"),
        S.MENU: menu,
        S.CONSENT: _touches("agree"),
        S.MUNICIPALITY: _touches("scope:residence"),
        S.PLACE_CARD: lambda shopper, view: shopper.manual.place_card(),
        S.ENTER_PIN: _touches(*(f"digit:{digit}" for digit in PIN), "next"),
        S.LAST_TRY: _touches("next"),
        S.CARD_UNSEEN: _touches("acknowledge"),
        S.RETURN_CARD: lambda shopper, view: shopper.manual.take_card(),
    }


def _without_waiting(pace: Pace) -> Plan:
    """Steps in states in which a patient shopper only waits."""
    plan: Plan = {}
    if pace.sheet is None:
        plan[S.PRINT] = lambda shopper, view: shopper.manual.let_printer_print()
    if not pace.lingers:
        plan[S.FAREWELL] = lambda shopper, view: shopper.manual.skip_to(view.deadline or 0.0)
    return plan


def _certificate(kind: str, coins: Sequence[int]) -> Plan:
    def take_papers(shopper: Shopper, view: View) -> None:
        shopper.record.change, shopper.record.sheets = (
            view.visit.money.paid_out,
            view.visit.printing.sheets_printed,
        )
        shopper.manual.take_slip()
        shopper.touch("acknowledge")

    return {
        S.TAKE_CARD: lambda shopper, view: shopper.manual.take_card(),
        S.CERTIFICATES: _touches(f"kind:{kind}"),
        S.OPTIONS: _touches("next"),
        S.ORDER: _touches("pay"),
        S.PAY: lambda shopper, view: shopper.pays(coins, view),
        S.TAKE_PAPERS: take_papers,
    }


def _reset() -> Plan:
    return {
        S.NEW_PASSWORD: _types(NEW_PASSWORD),
        S.REPEAT_PASSWORD: _types(NEW_PASSWORD),
        S.RESULT: _takes_the_slip,
    }


def _card_check() -> Plan:
    def card_state(shopper: Shopper, view: View) -> None:
        state = view.visit.card.state
        unread = state is not None and state.signature and state.signature_ends is None
        shopper.touch("signature" if unread and view.visit.card.password_tries else "end")

    return {
        S.CARD_STATE: card_state,
        S.LAST_PASSWORD_TRY: _touches("next"),
        S.SIGNATURE_PASSWORD: _types(PASSWORD),
    }


def _registration(holder: Resident | None) -> Plan:
    def registration_state(shopper: Shopper, view: View) -> None:
        known = view.visit.registration.record
        shopper.touch("apply" if known is not None and known.state in MAY_APPLY else "end")

    def municipality(shopper: Shopper, view: View) -> None:
        code = (holder.register_code if holder else None) or view.status.municipalities[0].code
        place = next(each for each in view.status.municipalities if each.code == code)
        if shopper.sees(f"prefecture:{place.prefecture}"):
            shopper.touch(f"prefecture:{place.prefecture}")
            shopper.reads_screen()
        shopper.touch(f"municipality:{code}")

    def town(shopper: Shopper, view: View) -> None:
        found = _town(holder, view)
        row = f"row:{row_of(found.kana)}"
        if not shopper.sees(f"town:{found.name}") and shopper.sees(row):
            shopper.touch(row)
            shopper.reads_screen()
        while not shopper.sees(f"town:{found.name}") and shopper.sees("page:+"):
            shopper.touch("page:+")
            shopper.reads_screen()
        shopper.touch(f"town:{found.name}")

    def lot(shopper: Shopper, view: View) -> None:
        keys = [f"digit:{key}" if key.isdigit() else f"letter:{key}" for key in _lot(holder, view)]
        _touches(*keys, "next")(shopper, view)

    def head(shopper: Shopper, view: View) -> None:
        register = holder.register if holder else None
        reading = (register and register.head_kana) or _DEFAULT_FORM.head_kana
        _touches(*_kana_keys(reading), "next")(shopper, view)

    return {
        S.OTHER_MUNICIPALITY: municipality,
        S.REGISTRATION_STATE: registration_state,
        S.DOMICILE_TOWN: town,
        S.DOMICILE_LOT: lot,
        S.REGISTER_HEAD: head,
        S.HEAD_CANDIDATES: lambda shopper, view: shopper.touch(
            "head:0" if view.visit.registration.heads else "head:"
        ),
        S.TELEPHONE: _touches(*(f"digit:{digit}" for digit in TELEPHONE), "next"),
        S.APPLICATION: _touches("confirm"),
        S.LAST_PASSWORD_TRY: _touches("next"),
        S.SIGNATURE_PASSWORD: _types(PASSWORD),
        S.RESULT: _takes_the_slip,
    }


def _town(holder: Resident | None, view: View) -> Town:
    """The town of the holder's register in the list; the first town for people without a register."""
    towns = view.visit.registration.record.towns if view.visit.registration.record else ()
    if not towns:
        raise VisitFailed("the municipality has no towns to choose from")
    domicile = holder.register.domicile if holder and holder.register else ""
    fitting = [town for town in towns if town.name in domicile]
    return max(fitting, key=lambda town: len(town.name), default=towns[0])


def _lot(holder: Resident | None, view: View) -> str:
    domicile = holder.register.domicile if holder and holder.register else ""
    return lot_of(domicile.rpartition(view.visit.registration.form.town)[2]) or _DEFAULT_FORM.lot


def _kana_keys(reading: str) -> list[str]:
    """The keys that enter a reading: marks and small letters modify the preceding kana."""
    keys: list[str] = []
    for letter in reading:
        bare = unicodedata.normalize("NFD", letter)[0]
        if letter == "　":
            keys.append("space")
        elif letter in _SMALL_KANA:
            keys += [f"letter:{marked(letter, SMALL)}", f"mark:{SMALL}"]
        elif bare == letter:
            keys.append(f"letter:{letter}")
        else:
            mark = VOICED if marked(bare, VOICED) == letter else HALF_VOICED
            keys += [f"letter:{bare}", f"mark:{mark}"]
    return keys
