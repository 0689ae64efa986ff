"""What the terminal prints: certificates as PDF, receipts as images."""
