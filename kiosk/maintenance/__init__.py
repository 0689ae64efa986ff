"""Staff mode: the staff PIN and what staff may see."""
