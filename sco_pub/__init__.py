"""Take the raw text of a Chinese journal article, give it as a publication in several languages.

The rooms, and the one direction in which they may import each other, are in ARCHITECTURE.md.
"""
