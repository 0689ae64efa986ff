"""The pages about the card, its PIN and its signature password; several services share them."""
