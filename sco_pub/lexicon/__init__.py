"""The words of Chinese scholarly print: labels, enumerators, mastheads, captions, names, source words, note marks.

Text in, a parse out; no line and no page.  Each word stands here once, and patterns are composed from it.
"""
