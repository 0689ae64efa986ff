"""What a server has decided: in SQLite beside the program, or in PostgreSQL for many workers and hosts."""
