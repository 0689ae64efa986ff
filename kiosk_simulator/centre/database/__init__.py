"""What the centre has issued: in SQLite beside the program, or in PostgreSQL for many workers and hosts."""
