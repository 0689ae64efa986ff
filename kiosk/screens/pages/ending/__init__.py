"""The pages at the end of a visit: refusal, result, thank you."""
