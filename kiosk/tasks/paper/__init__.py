"""Certificates, receipts and slips: fetched, checked as a clerk would, printed and followed."""
