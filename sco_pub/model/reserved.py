"""The noncharacters that the code sets into a text for itself: each stands here, once, with what it means.

A text from outside can hold none of them (Unicode, 23.7: for use inside a program only; ``edge.rawtext`` replaces
them at the door).  All but a call's two are set and taken out again by the module that uses them; the proof
(``clean.ledger.gate``) lets none of those through.
"""

from __future__ import annotations

CALL_OPEN, CALL_CLOSE = "\ufdd0", "\ufdd1"  # a note's call, with its label between them (model.inlines)
GAP = "\ufdd2"  # a gap that typography has to leave: behind an enumerator or a caption's label
SEPARATOR = "\ufdd3"  # between the members of a list: key words, institutions, a caption in two languages
LINE = "\ufdd4"  # a line's end that stays: a table's rows, a text by lines
CELL = "\ufdd5"  # between the cells of a row
POINT = "\ufdd6"  # an enumerator's point, which is no full stop
TAKEN_OUT = "\ufdd7"  # what stood here was read already: the parts of a journal's head

#: What no finished text may hold.
PASSING = frozenset((GAP, SEPARATOR, LINE, CELL, POINT, TAKEN_OUT))
