"""What the card holder types: PIN and signature password, held so that they can be wiped."""
