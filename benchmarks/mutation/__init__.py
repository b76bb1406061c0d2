"""How much of the cleaner's rules any test would miss: one-place changes to the code, and who sees them."""
