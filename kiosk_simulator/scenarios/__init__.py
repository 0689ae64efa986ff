"""Scenarios: what a person does at the terminal and what must follow, as files that anybody can read."""
