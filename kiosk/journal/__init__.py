"""The journal: every movement of money and paper, intent before and result after."""
