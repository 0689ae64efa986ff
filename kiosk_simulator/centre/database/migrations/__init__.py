"""Alembic's folder: how older tables become today's."""
