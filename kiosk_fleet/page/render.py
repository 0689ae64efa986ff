"""Renders the pages. What comes from anywhere is escaped: by the templates' engine, without exception."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from kiosk.fleet.messages import MachineState
from kiosk.rules.hours.japan_time import JST
from kiosk_fleet.alarms import OF_CHAIN, AlarmKind
from kiosk_fleet.overview import SILENT
from kiosk_fleet.page.texts import LANGUAGES, WHO, words
from kiosk_fleet.rollouts import WAVES
from kiosk_fleet.services import FleetServices

_PAGES = Environment(
    loader=PackageLoader("kiosk_fleet.page", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
STYLE = (files("kiosk_fleet.page") / "templates" / "style.css").read_bytes()
_RANK = {kind: kind is not AlarmKind.ISSUING_STOPPED for kind in AlarmKind}
"""Somebody's paper comes before everybody's journal; else the newest comes first."""


class _Words(dict[str, str]):
    """Words by key; a key that has none, as of a newer terminal, is shown as it is."""

    def __missing__(self, key: str) -> str:
        return key


def nation(services: FleetServices, operator: str, language: str) -> str:
    """The state of the nation."""
    now = services.now()
    states = services.overview.states(now)
    return _page(
        "nation.html", operator, language, now,
        states=states,
        alarms=sorted(services.alarms.open(100), key=lambda each: _RANK[each.kind]),
        alarm_count=services.alarms.count_open(),
        troubled=services.overview.troubled(now, 25),
        troubled_count=states[SILENT] + states[MachineState.OUT_OF_SERVICE],
        rollouts=[(each, services.rollouts.progress(each.id)) for each in services.rollouts.all(3)],
        shortages=services.overview.shortages(now, most=12),
        unsettled=services.overview.unsettled(now, 8),
        in_all=services.overview.unsettled_in_all(),
    )  # fmt: skip


def terminal(services: FleetServices, name: str, operator: str, language: str) -> str | None:
    """One terminal; None for one that never was heard of."""
    now = services.now()
    found = services.overview.details(name, now)
    if found is None:
        return None
    return _page(
        "terminal.html", operator, language, now,
        it=found, alarms=services.alarms.of(name), orders=services.commands.of(name),
    )  # fmt: skip


def _page(template: str, operator: str, language: str, now: float, **values: object) -> str:
    return _PAGES.get_template(template).render(
        w=_Words(words(language)),
        who=WHO,
        waves=WAVES,
        of_chain=OF_CHAIN,
        now=now,
        operator=operator,
        language=language,
        other=next(each for each in LANGUAGES if each != language),
        moment=_moment,
        link=lambda name: f"/terminals/{quote(name, safe='')}?lang={language}",
        **values,
    )


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(JST).strftime("%m-%d %H:%M")
