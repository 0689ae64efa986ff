"""The operator's page: rendered here, with no script and nothing from elsewhere."""
