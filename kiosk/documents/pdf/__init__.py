"""Drawing A4 pages on reportlab's canvas, and the PDF/A file around them."""
