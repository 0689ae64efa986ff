"""Drawing one A4 page with reportlab."""
