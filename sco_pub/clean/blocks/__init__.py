"""Headings, paragraphs, lists and tables: which lines make which block."""
