"""Signs that stand under wrong code points, and what they are."""
