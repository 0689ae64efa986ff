"""The pages of printing and of taking the papers."""
