"""The tables: on both engines the same, and such that many servers could share them out."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk_simulator.centre.database.opening import open_database
from kiosk_simulator.centre.database.schema import DISTRIBUTED_BY, TABLES
from tests.support.centre.databases import direct
from tests.support.postgres import PostgresServer

PAGE = Path(__file__).parents[3] / "docs" / "centre.md"
CALL = re.compile(r"SELECT create_distributed_table\('(\w+)', '(\w+)'")
FIRST_OF_UNIQUE = """
SELECT c.relname, a.attname FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace
"""


def test_every_table_is_either_the_centres_own_or_distributed() -> None:
    assert set(DISTRIBUTED_BY) | {"centre"} == set(TABLES)


def test_whatever_is_unique_begins_with_the_column_of_the_distribution(postgres: PostgresServer) -> None:
    """A distributed PostgreSQL enforces nothing else."""
    url = postgres.new_database()
    open_database(url).close()
    with direct(url) as database:
        found = database.run(FIRST_OF_UNIQUE)
    assert {table for table, _ in found} == {*TABLES, "alembic_version"}
    assert [(table, column) for table, column in found if DISTRIBUTED_BY.get(table, column) != column] == []


def test_the_page_distributes_each_table_by_its_column() -> None:
    assert dict(CALL.findall(PAGE.read_text(encoding="utf-8"))) == DISTRIBUTED_BY
