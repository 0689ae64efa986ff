"""The pages of paying and of money returned."""
