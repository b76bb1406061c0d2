"""Take an Edition, give the bytes of its EPUB or DOCX or of its HTML page: the way through pandoc and the package.

A module for each format, so that a change to one leaves the others' files standing.  Each maker has the same shape; ``epoch`` is
the only time that a file can know.
"""
