"""Everything at once: one document that goes through every format."""
