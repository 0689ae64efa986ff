"""How a server listens: uvicorn in a thread, on a socket that workers may share."""
