"""The simulated public-key infrastructure: authorities, card certificates, TLS files and symmetric keys."""
