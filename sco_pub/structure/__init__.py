"""Take a CleanText, give a Master."""
