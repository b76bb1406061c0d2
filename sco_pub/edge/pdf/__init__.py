"""The door to PDF files: glyphs and drawings of what comes in, pages of what was made."""
