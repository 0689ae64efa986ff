"""What drivers and clients share: sockets with a deadline for a whole call, and the lease of a device."""
