"""The receipt printer, spoken to in ESC/POS."""
