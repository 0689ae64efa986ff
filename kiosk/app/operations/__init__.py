"""What an operator does beside running the terminal: look, set up, collect for the maker."""
