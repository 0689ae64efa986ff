"""The pages of the card check."""
