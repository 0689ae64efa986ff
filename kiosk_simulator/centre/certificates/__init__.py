"""Issuing certificates: what is offered to whom, the content of each certificate, and the signed records."""
