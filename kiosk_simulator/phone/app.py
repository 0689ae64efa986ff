"""The telephone's HTTP side: the pages of the four steps, and the two forms.

Every form ends with a redirect, so that reloading a page never repeats an action.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kiosk.centre.errors import CentreError, CentreRefused
from kiosk.hardware.card.protocol import PinRejected
from kiosk.rules.credentials.pin import PIN_LENGTH, Pin
from kiosk.screens.i18n.languages import LANGUAGES
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.phone import pages, paths, texts
from kiosk_simulator.phone.card import CardAtPhone
from kiosk_simulator.phone.paths import address
from kiosk_simulator.phone.refusals import PhoneRefused, Refusal, refusal_of
from kiosk_simulator.phone.tickets import Tickets
from kiosk_simulator.servers.security import LoopbackSecurityMiddleware

_LONGEST_BODY = 4096
_STYLE = (Path(__file__).parent / "static" / "style.css").read_text(encoding="utf-8")
_PROBLEMS = {"wrong": texts.PIN_WRONG, "malformed": texts.PIN_MALFORMED}
_SEE_OTHER = 303
_POLICY = "style-src 'self'; img-src data:; form-action 'self'"

Reserve = Callable[[bytes], datetime]
Form = dict[str, str]


class Pages:
    """One method for each page or form. `reserve` makes the reservation and raises CentreError."""

    def __init__(self, card: CardAtPhone, reserve: Reserve, tickets: Tickets) -> None:
        self._card, self._reserve, self._tickets = card, reserve, tickets

    def cards(self, request: Request) -> Response:
        """Step 1."""
        return HTMLResponse(pages.cards_page(_language(request)))

    def pin(self, request: Request) -> Response:
        """Step 2: reads from the card how many tries are left."""
        language, profile = _language(request), PROFILES.get(request.query_params.get("card", ""))
        if profile is None:
            return _see(paths.CARDS, language)
        try:
            tries = self._card.tries_left(profile.key)
        except PhoneRefused as refused:
            return _refused(refused.refusal, language, profile.key)
        problem = _PROBLEMS.get(request.query_params.get("problem", ""))
        ticket = self._tickets.give(profile.key)
        return HTMLResponse(pages.pin_page(language, profile, ticket, tries, problem))

    def check_pin(self, request: Request, form: Form) -> Response:
        """The form of step 2: a ticket is good for one try."""
        language, ticket = _language(request), self._tickets.take(form.get("ticket", ""))
        if ticket is None or ticket.certificate is not None or ticket.until is not None:
            return _refused(Refusal.TOO_LATE, language)
        typed = form.get("pin", "")
        if len(typed) != PIN_LENGTH or not (typed.isascii() and typed.isdigit()):
            return _see(paths.PIN, language, card=ticket.profile, problem="malformed")
        try:
            certificate = self._card.prove(ticket.profile, Pin(int(digit) for digit in typed))
        except PinRejected:
            return _see(paths.PIN, language, card=ticket.profile, problem="wrong")
        except PhoneRefused as refused:
            return _refused(refused.refusal, language, ticket.profile)
        return _see(paths.FACE, language, ticket=self._tickets.give(ticket.profile, certificate=certificate))

    def face(self, request: Request) -> Response:
        """Step 3."""
        language, id_ = _language(request), request.query_params.get("ticket", "")
        ticket = self._tickets.look(id_)
        if ticket is None or ticket.certificate is None:
            return _refused(Refusal.TOO_LATE, language)
        return HTMLResponse(pages.face_page(language, PROFILES[ticket.profile], id_))

    def make_reservation(self, request: Request, form: Form) -> Response:
        """The form of step 3."""
        language, ticket = _language(request), self._tickets.take(form.get("ticket", ""))
        if ticket is None or ticket.certificate is None:
            return _refused(Refusal.TOO_LATE, language)
        try:
            until = self._reserve(ticket.certificate)
        except CentreRefused as refused:
            return _refused(refusal_of(refused.reason), language, ticket.profile)
        except CentreError:
            return _refused(Refusal.UNAVAILABLE, language, ticket.profile)
        return _see(paths.DONE, language, ticket=self._tickets.give(ticket.profile, until=until))

    def done(self, request: Request) -> Response:
        """Step 4."""
        language, id_ = _language(request), request.query_params.get("ticket", "")
        ticket = self._tickets.look(id_)
        if ticket is None or ticket.until is None:
            return _refused(Refusal.TOO_LATE, language)
        return HTMLResponse(pages.done_page(language, PROFILES[ticket.profile], id_, ticket.until))

    def refused(self, request: Request) -> Response:
        """Why there is no reservation."""
        language, why = _language(request), request.query_params.get("why", "")
        if why not in list(Refusal):
            return _see(paths.CARDS, language)
        profile = PROFILES.get(request.query_params.get("card", ""))
        return HTMLResponse(pages.refused_page(language, Refusal(why), profile))


def make_app(card: CardAtPhone, reserve: Reserve, now: Callable[[], datetime]) -> ASGIApp:
    """The application to serve; `now` returns the time (aware)."""
    shown = Pages(card, reserve, Tickets(now))
    return LoopbackSecurityMiddleware(
        Starlette(
            routes=[
                Route("/", lambda request: _see(paths.CARDS, _language(request))),
                Route(paths.CARDS, shown.cards),
                Route(paths.PIN, shown.pin),
                Route(paths.PIN, _form(shown.check_pin), methods=["POST"]),
                Route(paths.FACE, shown.face),
                Route(paths.FACE, _form(shown.make_reservation), methods=["POST"]),
                Route(paths.DONE, shown.done),
                Route(paths.REFUSED, shown.refused),
                Route(paths.STYLE, lambda _request: Response(_STYLE, media_type="text/css; charset=utf-8")),
            ]
        ),
        policy=_POLICY,
        # With no-referrer a browser would send `Origin: null` with the page's own forms.
        referrer="same-origin",
    )


def _form(act: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Read a small form, then act in a thread, because the card blocks."""

    async def handle(request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LONGEST_BODY:
                return Response(status_code=413)
        try:
            fields = parse_qs(body.decode("ascii"), max_num_fields=8, errors="strict")
        except ValueError:
            return Response(status_code=400)
        return await run_in_threadpool(act, request, {name: values[0] for name, values in fields.items()})

    return handle


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else texts.FIRST_LANGUAGE


def _see(path: str, language: str, **query: str) -> Response:
    return RedirectResponse(address(path, language, **query), status_code=_SEE_OTHER)


def _refused(refusal: Refusal, language: str, card: str | None = None) -> Response:
    query = {"why": refusal.value} | ({} if card is None else {"card": card})
    return _see(paths.REFUSED, language, **query)
