"""What is asked of the shopper's card and of whom it proves: one task for each service's step."""
