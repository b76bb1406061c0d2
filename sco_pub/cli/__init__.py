"""Take a command line, give an exit code."""
