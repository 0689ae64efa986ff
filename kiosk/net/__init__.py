"""What the clients of printer and issuing centre share: sockets with a deadline for a whole call."""
