"""Registering the usage of a family register kept elsewhere (利用登録): applications and their review."""
