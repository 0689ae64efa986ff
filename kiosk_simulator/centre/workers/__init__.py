"""One centre in several processes: they share a listening socket and a PostgreSQL database."""
