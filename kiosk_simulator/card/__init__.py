"""The software My Number Card and the readers it can be placed on."""
