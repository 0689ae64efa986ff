"""Paper: what a certificate and a receipt cost, beside other ways to make a PDF."""
