"""Texts in the shopper's language: gettext catalogues, dates and times."""
