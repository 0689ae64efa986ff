"""The pages of choosing certificates and checking the order."""
