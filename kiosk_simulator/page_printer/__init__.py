"""The far end of the page printer's wire."""
