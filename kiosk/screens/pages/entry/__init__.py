"""The pages at the beginning of a visit: menu, consent, municipality."""
