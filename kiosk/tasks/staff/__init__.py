"""What maintenance mode sets going: signing in, cases, money, prints, records, operation."""
