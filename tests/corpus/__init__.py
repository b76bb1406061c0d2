"""Take a seed, give an article whose clean text is known, and the same article as a PDF's text layer spoils it."""
