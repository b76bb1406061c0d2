"""How a block's text is set: widths, punctuation, spaces, addresses."""
