"""Take a RawText, give a CleanText and its Changes."""
