"""Take a sheet (glyphs, rules, pictures) or a page of spaced text, give lines in reading order with their geometry."""
