"""Take what the user asked for, give it in the right order."""
