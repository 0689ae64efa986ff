"""Alembic's environment, the same for every schema; the revisions are each schema's own."""
