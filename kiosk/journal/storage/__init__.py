"""The journal's files: rows and balances in SQLite, archives, the copy of the head, the reserve."""
