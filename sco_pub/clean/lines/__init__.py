"""Lines as the rules read them: widths, measures, fragments joined, text of notes."""
