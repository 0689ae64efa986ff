"""Tables for many workers and hosts: keys that can be distributed, and what only the database may decide.

Also, of a request only the digest is kept that tells a repetition from another request, no longer its text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Iterator

from alembic import op
from sqlalchemy import Connection, text

from kiosk_servers.database.schema import for_postgresql, for_sqlite

revision = "0002"
down_revision = "0001"

_LAID_OUT_ANEW = {
    "challenge": """CREATE TABLE challenge (
        terminal TEXT NOT NULL, id TEXT NOT NULL, visit TEXT NOT NULL, nonce BLOB NOT NULL,
        expires REAL NOT NULL, PRIMARY KEY (terminal, id))""",
    "authentication": """CREATE TABLE authentication (
        terminal TEXT NOT NULL, id TEXT NOT NULL, service TEXT NOT NULL, visit TEXT NOT NULL,
        subject TEXT NOT NULL, serial INTEGER NOT NULL, resident TEXT NOT NULL, municipality TEXT NOT NULL,
        offers BLOB NOT NULL, PRIMARY KEY (terminal, id))""",
    "application": """CREATE TABLE application (
        terminal TEXT NOT NULL, request TEXT NOT NULL, municipality TEXT NOT NULL, answer BLOB NOT NULL,
        PRIMARY KEY (terminal, request))""",
    "outcome": """CREATE TABLE outcome (
        terminal TEXT NOT NULL, request TEXT NOT NULL, printed TEXT NOT NULL, void TEXT NOT NULL,
        uncertain TEXT NOT NULL, PRIMARY KEY (terminal, request))""",
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
}
_NEW = (
    "CREATE TABLE centre (id TEXT PRIMARY KEY)",
    """CREATE TABLE request_key (
        request TEXT NOT NULL, service TEXT NOT NULL, terminal TEXT NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (request, service))""",
    """CREATE TABLE given_number (
        number TEXT PRIMARY KEY, service TEXT NOT NULL, terminal TEXT NOT NULL, request TEXT NOT NULL)""",
    """CREATE TABLE registration_turn (
        municipality TEXT NOT NULL, resident TEXT NOT NULL, filed INTEGER NOT NULL,
        PRIMARY KEY (municipality, resident))""",
)
_INDEXES = (
    "CREATE UNIQUE INDEX registration_request ON registration (municipality, resident, request)",
    "CREATE INDEX script_authentication ON script (terminal, authentication)",
)
_COPIES = (
    "INSERT INTO challenge SELECT terminal, id, visit, nonce, expires FROM kept_challenge",
    "INSERT INTO authentication SELECT terminal, id, service, visit, subject, serial, resident, "
    "municipality, offers FROM kept_authentication",
    "INSERT INTO outcome SELECT terminal, request, printed, void, uncertain FROM kept_outcome",
    "INSERT INTO registration SELECT municipality, resident, row_number() OVER ("
    "PARTITION BY municipality, resident ORDER BY sequence), request, terminal, serial, form, number, "
    "usable_from FROM kept_registration",
    "INSERT INTO registration_turn SELECT municipality, resident, count(*) FROM kept_registration "
    "GROUP BY municipality, resident",
    "INSERT INTO given_number SELECT number, 'usage_registration', terminal, request FROM kept_registration",
    "INSERT INTO question SELECT a.terminal, q.authentication, q.asked FROM kept_question q "
    "JOIN kept_authentication a ON a.id = q.authentication",
    "INSERT INTO reservation SELECT resident, subject, made_at FROM kept_reservation",
    "INSERT INTO script SELECT terminal, id, authentication, visit, round, started, content, answer "
    "FROM kept_script",
)


def upgrade() -> None:
    """Lay the tables out anew, with everything that was in them."""
    database = op.get_bind()
    words = for_postgresql if database.dialect.name == "postgresql" else for_sqlite
    for name in _LAID_OUT_ANEW:
        op.execute(f"CREATE TEMPORARY TABLE kept_{name} AS SELECT * FROM {name}")  # noqa: S608 - own names
        op.execute(f"DROP TABLE {name}")
    for table in (*_NEW, *_LAID_OUT_ANEW.values()):
        op.execute(words(table))
    for statement in (*_INDEXES, *_COPIES):
        op.execute(statement)
    database.execute(text("INSERT INTO centre VALUES (:id)"), {"id": secrets.token_hex(16)})
    _take_over_applications(database)
    _use_up_key(database, "usage_registration", "kept_registration")
    for name in _LAID_OUT_ANEW:
        op.execute(f"DROP TABLE kept_{name}")


def _take_over_applications(database: Connection) -> None:
    _use_up_key(database, "certificates", "kept_application")
    rows = database.execute(text("SELECT terminal, request, content, answer FROM kept_application"))
    for terminal, request, content, answer in rows.all():
        proof = {"id": json.loads(content).get("authentication"), "terminal": terminal}
        query = "SELECT municipality FROM authentication WHERE terminal = :terminal AND id = :id"
        row = {
            "terminal": terminal,
            "request": request,
            "municipality": database.execute(text(query), proof).scalar() or "",
            "answer": answer,
        }
        insert = "INSERT INTO application VALUES (:terminal, :request, :municipality, :answer)"
        database.execute(text(insert), row)
        for number in _numbers(answer):
            insert = (
                "INSERT INTO given_number VALUES (:number, 'certificates', :terminal, :request) "
                "ON CONFLICT DO NOTHING"
            )
            values = {"number": number, "terminal": terminal, "request": request}
            database.execute(text(insert), values)


def _use_up_key(database: Connection, service: str, table: str) -> None:
    rows = database.execute(text(f"SELECT request, terminal, content FROM {table}"))  # noqa: S608 - own names
    for request, terminal, content in rows.all():
        insert = "INSERT INTO request_key VALUES (:request, :service, :terminal, :content)"
        digest = hashlib.sha256(content.encode()).hexdigest()
        values = {"request": request, "service": service, "terminal": terminal, "content": digest}
        database.execute(text(insert), values)


def _numbers(answer: bytes) -> Iterator[str]:
    for record in json.loads(answer)["records"]:
        yield str(json.loads(base64.urlsafe_b64decode(record["payload"]))["document_number"])
