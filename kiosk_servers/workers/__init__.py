"""One server in several processes, which share a listening socket and a PostgreSQL database."""
