"""The far end of the receipt printer's wire."""
