"""The tables of the centre.

Every primary key begins with the column by which its table would be distributed over many servers: the
terminal for what belongs to a visit, the municipality for what it reviews, the resident for what is reserved
for a card. Two tables keep what must be unique over all of them, and are distributed by just that: the keys
of requests, and the numbers.
"""

from __future__ import annotations

from pathlib import Path

from kiosk_servers.database.schema import Schema

TABLES = {
    "centre": "CREATE TABLE centre (id TEXT PRIMARY KEY)",
    "challenge": """CREATE TABLE challenge (
        terminal TEXT NOT NULL, id TEXT NOT NULL, visit TEXT NOT NULL, nonce BLOB NOT NULL,
        expires REAL NOT NULL, PRIMARY KEY (terminal, id))""",
    "authentication": """CREATE TABLE authentication (
        terminal TEXT NOT NULL, id TEXT NOT NULL, service TEXT NOT NULL, visit TEXT NOT NULL,
        subject TEXT NOT NULL, serial INTEGER NOT NULL, resident TEXT NOT NULL, municipality TEXT NOT NULL,
        offers BLOB NOT NULL, PRIMARY KEY (terminal, id))""",
    "request_key": """CREATE TABLE request_key (
        request TEXT NOT NULL, service TEXT NOT NULL, terminal TEXT NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (request, service))""",
    "given_number": """CREATE TABLE given_number (
        number TEXT PRIMARY KEY, service TEXT NOT NULL, terminal TEXT NOT NULL, request TEXT NOT NULL)""",
    "application": """CREATE TABLE application (
        terminal TEXT NOT NULL, request TEXT NOT NULL, municipality TEXT NOT NULL, answer BLOB NOT NULL,
        PRIMARY KEY (terminal, request))""",
    "outcome": """CREATE TABLE outcome (
        terminal TEXT NOT NULL, request TEXT NOT NULL, printed TEXT NOT NULL, void TEXT NOT NULL,
        uncertain TEXT NOT NULL, PRIMARY KEY (terminal, request))""",
    "registration_turn": """CREATE TABLE registration_turn (
        municipality TEXT NOT NULL, resident TEXT NOT NULL, filed INTEGER NOT NULL,
        PRIMARY KEY (municipality, resident))""",
    "registration": """CREATE TABLE registration (
        municipality TEXT NOT NULL, resident TEXT NOT NULL, sequence INTEGER NOT NULL, request TEXT NOT NULL,
        terminal TEXT NOT NULL, serial INTEGER NOT NULL, form TEXT NOT NULL, number TEXT NOT NULL,
        usable_from TEXT NOT NULL, PRIMARY KEY (municipality, resident, sequence))""",
    "question": """CREATE TABLE question (
        terminal TEXT NOT NULL, authentication TEXT NOT NULL, asked INTEGER NOT NULL,
        PRIMARY KEY (terminal, authentication))""",
    "reservation": """CREATE TABLE reservation (
        resident TEXT NOT NULL, subject TEXT NOT NULL, made_at TEXT NOT NULL,
        PRIMARY KEY (resident, subject))""",
    "script": """CREATE TABLE script (
        terminal TEXT NOT NULL, id TEXT NOT NULL, authentication TEXT NOT NULL, visit TEXT NOT NULL,
        round INTEGER NOT NULL, started REAL NOT NULL, content TEXT, answer BLOB,
        PRIMARY KEY (terminal, id))""",
    "kept_answer": """CREATE TABLE kept_answer (
        fault TEXT NOT NULL, slot TEXT NOT NULL, turn TEXT NOT NULL, number INTEGER NOT NULL,
        answer BLOB NOT NULL, given BLOB, PRIMARY KEY (fault, slot))""",
}
"""By name. What is not in `centre` is of visits, and may be cleared."""
DISTRIBUTED_BY = {
    **dict.fromkeys(
        ("challenge", "authentication", "application", "outcome", "question", "script"), "terminal"
    ),
    **dict.fromkeys(("registration_turn", "registration"), "municipality"),
    "reservation": "resident",
    "request_key": "request",
    "given_number": "number",
    "kept_answer": "fault",
}
"""The first column of each primary key, by which many servers would share the table out: docs/centre.md."""
INDEXES = (
    "CREATE UNIQUE INDEX registration_request ON registration (municipality, resident, request)",
    "CREATE INDEX script_authentication ON script (terminal, authentication)",
)
SCHEMA = Schema(
    owner="centre",
    identity="centre",
    revisions=("0001", "0002", "0003"),
    tables=TABLES,
    indexes=INDEXES,
    versions=Path(__file__).parent / "migrations" / "versions",
    migrate="kiosk-simulator centre migrate",
    locks=0x6B696F736B01,
    unstamped=frozenset({"challenge", "authentication", "application", "outcome"}),
)
VERSION = SCHEMA.version
