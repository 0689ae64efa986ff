"""The operator's page: for operators only, from its own forms only, and nothing that came is ever markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kiosk.fleet.messages import Consumables, HopperMessage, MachineState, OpenMatters
from kiosk.journal.chain import beginning, link
from kiosk_fleet.page.render import nation
from kiosk_fleet.page.texts import TEXTS
from kiosk_fleet.server import FleetServer
from kiosk_fleet.services import FleetServices
from kiosk_servers.database.errors import DatabaseUnavailable
from tests.fleet.conftest import Clock, Speak
from tests.support.fleet_server import Authorities, asked, heartbeat, posted

pytestmark = pytest.mark.parametrize(
    "address", ["sqlite", pytest.param("postgresql", marks=pytest.mark.whole)], indirect=True
)
SCRIPT = '<script>alert("x")</script>'


def services_of(server: FleetServer) -> FleetServices:
    assert server.services is not None
    return server.services


def test_a_terminal_sees_nothing_and_orders_nothing(server: FleetServer, authorities: Authorities) -> None:
    files = authorities.terminal("T-1")
    for path in ("/", "/terminals/T-1", "/metrics", "/style.css"):
        assert asked(server.url, files, "GET", path).status == 403
    for path in ("/alarms", "/terminals/T-2", "/rollouts", "/rollouts/stop"):
        assert posted(server.url, files, path, what="drain:on").status == 403
    assert services_of(server).commands.of("T-2") == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_form_of_another_site_is_refused(
    server: FleetServer, authorities: Authorities, origin: str
) -> None:
    headers = {"Origin": origin} if origin else {}
    files = authorities.operator("hanako")
    answer = asked(server.url, files, "POST", "/terminals/T-1", "what=drain:on", **headers)
    assert answer.status == 403
    assert services_of(server).commands.of("T-1") == []


def test_no_text_of_a_terminal_becomes_markup(server: FleetServer, authorities: Authorities) -> None:
    """Messages are codes; what got into the database past them is escaped all the same."""
    database = services_of(server).database
    database.rows(
        "INSERT INTO terminal (name, seen, state, reason, cases, claims, claimed, report, epoch, journal, "
        "cursor_seq, cursor_hash) VALUES (?, 0, ?, ?, 1, 1, 1, '', 0, '', 0, ?)",
        *(SCRIPT, SCRIPT, SCRIPT, b""),
    )
    database.rows(
        "INSERT INTO journal_row (terminal, epoch, seq, made_at, visit, kind, intent, facts, hash, received) "
        "VALUES (?, 0, 1, ?, ?, ?, NULL, ?, ?, 0)",
        *(SCRIPT, SCRIPT, SCRIPT, SCRIPT, SCRIPT, b""),
    )
    files = authorities.operator("hanako")
    page = asked(server.url, files, "GET", "/")
    assert page.status == 200
    link = re.search(r'href="(/terminals/[^"]+)"', page.body)
    assert link is not None
    detail = asked(server.url, files, "GET", link[1].replace("&amp;", "&").replace("%2F", "%252F"))
    for each in (page, detail):
        assert "<script" not in each.body
        policy = each.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "script-src" not in policy
    assert "&lt;script&gt;" in page.body


def test_the_page_has_no_script_and_nothing_from_elsewhere(
    server: FleetServer, authorities: Authorities
) -> None:
    page = asked(server.url, authorities.operator("hanako"), "GET", "/").body
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?!/|\?)', page) == []


def test_an_alarm_is_acknowledged_with_the_name_in_the_certificate(
    server: FleetServer, authorities: Authorities, terminal: Speak
) -> None:
    one = terminal("T-1")
    one.writes("visit_began", "issuing_stopped")
    one.sends(1, 2)
    operator = authorities.operator("hanako")
    assert TEXTS["issuing_stopped"][1] in asked(server.url, operator, "GET", "/?lang=en").body
    fields = {"terminal": "T-1", "kind": "issuing_stopped", "number": "1", "name": "somebody"}
    assert posted(server.url, operator, "/alarms", **fields).status == 303
    (alarm,) = services_of(server).alarms.of("T-1")
    assert alarm.acknowledged_by == "hanako"
    assert posted(server.url, operator, "/alarms", terminal="T-1", kind="x", number="1").status == 400


def test_another_journal_is_accepted_by_a_person(
    server: FleetServer, authorities: Authorities, terminal: Speak
) -> None:
    one = terminal("T-1")
    one.writes("visit_began", "visit_ended")
    one.sends(1, 2)
    one.journal, one.rows = "d" * 32, []
    one.writes("terminal_started")
    one.beats()
    assert one.sends(1, 1) == 2
    (alarm,) = services_of(server).alarms.open()
    fields = {"terminal": "T-1", "kind": alarm.kind.value, "number": str(alarm.number), "anew": "1"}
    posted(server.url, authorities.operator("hanako"), "/alarms", **fields)
    assert one.beats() == 0
    assert one.sends(1, 1) == 1
    assert services_of(server).alarms.open() == []


def test_an_order_of_the_page_waits_for_its_terminal(
    server: FleetServer, authorities: Authorities, terminal: Speak
) -> None:
    one, operator = terminal("T-1"), authorities.operator("hanako")
    one.beats()
    assert posted(server.url, operator, "/terminals/T-1", what="card_check:off").status == 303
    assert (
        posted(
            server.url, operator, "/terminals/T-1", what="maintenance", days="2026-12-01 2026-12-02"
        ).status
        == 303
    )
    assert posted(server.url, operator, "/terminals/T-1", what="maintenance", days="tomorrow").status == 400
    assert posted(server.url, operator, "/terminals/T-1", what="format_disk:on").status == 400
    kinds = {each.kind for each in one.client.heartbeat(heartbeat()).commands}
    assert kinds == {"service", "maintenance"}
    page = asked(server.url, operator, "GET", "/terminals/T-1?lang=en").body
    assert "2026-12-01, 2026-12-02" in page
    assert "hanako" in page


def test_the_state_of_the_nation_counts_every_terminal_once(
    server: FleetServer, terminal: Speak, clock: Clock
) -> None:
    states = [MachineState.IN_SERVICE] * 3 + [MachineState.OUT_OF_SERVICE, MachineState.CLOSED]
    for at, state in enumerate(states):
        terminal(f"T-{at}").client.heartbeat(heartbeat(state=state, reason="P-101"))
    clock.now += 181
    terminal("T-0").client.heartbeat(heartbeat())
    overview = services_of(server).overview
    found = overview.states(clock())
    assert (found["in_service"], found["silent"], sum(found.values())) == (1, 4, 5)
    assert {each.name for each in overview.troubled(clock())} == {"T-1", "T-2", "T-3", "T-4"}


def test_claims_and_shortages_come_from_all_stores(
    server: FleetServer, terminal: Speak, clock: Clock
) -> None:
    stock = Consumables(hoppers=(HopperMessage(denomination=100, pieces=10),), cash_box=0)
    matters = OpenMatters(cases=1, claims=2, claimed=700)
    for name in ("T-1", "T-2"):
        terminal(name).client.heartbeat(heartbeat(consumables=stock, matters=matters))
    overview, database = services_of(server).overview, services_of(server).database
    assert overview.unsettled_in_all() == (2, 4, 1400)
    day = "2026-11-20"
    for name, amount in (("T-1", 28), ("T-2", 7)):
        database.rows("INSERT INTO usage VALUES (?, ?, 'coins_100', ?)", name, day, amount)
    (short,) = overview.shortages(1_795_500_000.0 - 3 * 86_400)
    assert (short.terminal, short.what, short.left, short.per_day, short.days) == (
        "T-1",
        "coins_100",
        10,
        2,
        5,
    )
    page = nation(services_of(server), "hanako", "en")
    assert "1,400" in page


def test_what_a_visit_takes_is_counted_by_day(server: FleetServer, terminal: Speak) -> None:
    one = terminal("T-1")
    one.writes("print_intended", "hopper_paid", "coin_accepted")
    facts = ['{"sheets": 3}', '{"denomination": 100, "pieces": 4}', '{"denomination": 100, "hopper": true}']
    before, rows = beginning(one.journal).hash, []
    for row, text in zip(one.rows, facts, strict=True):
        used = replace(row, facts=text)
        rows.append(replace(used, hash=link(before, used)))
        before = rows[-1].hash
    one.rows = rows
    one.sends(1, 3)
    one.sends(1, 3)
    kept = services_of(server).database.rows("SELECT made_on, what, amount FROM usage ORDER BY what")
    assert kept == [("2026-11-24", "coins_100", 3), ("2026-11-24", "sheets", 3)]


def test_metrics_are_prometheus_text(server: FleetServer, authorities: Authorities, terminal: Speak) -> None:
    one = terminal("T-1")
    one.writes("visit_began", "issuing_stopped")
    one.beats()
    one.sends(1, 2)
    asked(server.url, authorities.terminal("T-1"), "POST", "/v1/heartbeat", "{}")
    answer = asked(server.url, authorities.operator("prometheus"), "GET", "/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    for line in (
        "fleet_heartbeats_total 1.0",
        "fleet_journal_rows_total 2.0",
        'fleet_alarms_total{kind="issuing_stopped"} 1.0',
        'fleet_refused_total{why="not_a_valid_message"} 1.0',
        "fleet_alarms_open 1.0",
        'fleet_terminals{state="in_service"} 1.0',
        "fleet_queue_waiting 0.0",
    ):
        assert line in answer.body.splitlines()


@pytest.mark.parametrize("path", ["/", "/terminals/T-1", "/metrics"])
def test_a_database_that_is_away_is_said_to_be_and_when_to_come_again(
    server: FleetServer, authorities: Authorities, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def away(*_: object) -> None:
        raise DatabaseUnavailable

    monkeypatch.setattr(services_of(server).database, "rows", away)
    answer = asked(server.url, authorities.operator("hanako"), "GET", path)
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
