"""The page printer, spoken to in IPP (RFC 8010, RFC 8011)."""
