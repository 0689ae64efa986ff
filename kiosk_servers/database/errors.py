"""What can be wrong with a database: for good, or now. No message has a password or a person in it."""

from __future__ import annotations


class DatabaseUnusable(Exception):
    """The server must not start on this database; the message says why, and what helps."""


class DatabaseUnavailable(Exception):
    """The database does not answer now. Whether the last transaction was committed is not known."""
