"""What the process does about itself before the first shopper: dumps, files, memory."""
