"""The software My Number Card and the readers that it can lie on."""
