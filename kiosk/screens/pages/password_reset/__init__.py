"""The pages of the password reset."""
