"""VER: what validators and the house's own measurements say of the files that were made."""

from __future__ import annotations

from sco_pub.model.codes.code import Code
from sco_pub.model.severity import Severity
from sco_pub.model.wording import N_

_E, _W = Severity.ERROR, Severity.WARNING
_SAYS, _ADVICE = N_("{said}"), N_("{advice}")
_VALIDATOR = N_("A validator from outside found it; the sentence is its own. Severity follows the validator's.")

# Validators
EPUBCHECK = Code(
    "VER-101",
    _E,
    _SAYS,
    _ADVICE,
    _VALIDATOR,
)
ACE = Code(
    "VER-102",
    _E,
    _SAYS,
    _ADVICE,
    _VALIDATOR,
)
OPENXML_AUDIT = Code(
    "VER-103",
    _E,
    _SAYS,
    "",
    _VALIDATOR,
)
OPEN_XML_SDK = Code(
    "VER-104",
    _E,
    _SAYS,
    "",
    _VALIDATOR,
)
PAGE_VALIDATION = Code(
    "VER-105",
    _E,
    _SAYS,
    "",
    _VALIDATOR,
)
VERAPDF = Code(
    "VER-106",
    _E,
    _SAYS,
    "",
    _VALIDATOR,
)
NU = Code(
    "VER-107",
    _E,
    _SAYS,
    "",
    _VALIDATOR,
)
AXE = Code(
    "VER-108",
    _E,
    _SAYS,
    _ADVICE,
    _VALIDATOR,
)
BROWSER = Code(
    "VER-109",
    _E,
    _SAYS,
    "",
    N_(
        "The page was opened in a browser at several widths: something stands outside the window, overlaps "
        "or is too small to be hit."
    ),
)

# Lines and pages of the PDF
RAGGED = Code(
    "VER-301",
    _E,
    N_("Only {true} of {total} full lines reach the right edge; the worst: “{words}”."),
    meaning=N_("Lines that a paragraph goes on from must reach both edges of the text block (CLREQ 2.2, 3.1.6)."),
)
LINE_BEGINS = Code(
    "VER-302",
    _E,
    N_("A line begins with {mark}: “{words}”."),
    meaning=N_("Closing marks, commas and full stops may not begin a line (CLREQ 3.1.3, kinsoku)."),
)
LINE_ENDS = Code(
    "VER-303",
    _E,
    N_("A line ends with {mark}: “{words}”."),
    meaning=N_("Opening brackets and quotation marks may not end a line (CLREQ 3.1.3, kinsoku)."),
)
SHORT_LAST_LINE = Code(
    "VER-304",
    _W,
    N_("A paragraph's last line is “{words}”."),
    meaning=N_(
        "A last line of one or two signs is a blemish (CLREQ 3.2.1); a word more or less in the paragraph mends it."
    ),
)
HYPHENS = Code(
    "VER-305",
    _W,
    N_("Three lines in a row end with a hyphen, at “{words}”."),
    meaning=N_("More than two divided words in a row are a blemish (Chicago Manual of Style, 2.112)."),
)
OUTSIDE = Code(
    "VER-306",
    _E,
    {
        "": N_("A line stands {points:.1f} pt outside the text block: “{words}”."),
        "picture": N_("A picture reaches {points:.1f} pt beyond the text block."),
    },
    meaning=N_("Usually an address, a word that could not be divided, or a table of too many columns."),
)
OFF_GRID = Code(
    "VER-307",
    _W,
    N_("A line stands off the page's grid: “{words}”."),
    meaning=N_(
        "Lines on both sides of a sheet stand on one grid, so that they cover each other when held against the light."
    ),
)
WORD_REST = Code(
    "VER-308",
    _W,
    N_("A paragraph's last line is the rest of a word, “{words}”."),
    meaning=N_("The rest of a divided word alone on a line is a blemish."),
)
PAGE_DIVIDES = Code(
    "VER-309",
    _W,
    N_("The page ends with a divided word, “{words}”."),
    meaning=N_("The reader has to turn the page in the middle of a word."),
)
SHORT_PAGE = Code(
    "VER-310",
    _W,
    N_("The page is left short by {count} lines."),
    meaning=N_(
        "Notes that belong to the next line had no room, so the page ends early. Before a heading, only what the heading "
        "itself would have had room in is counted."
    ),
)

# The PDF's text
TEXT_MISSING = Code(
    "VER-311",
    _E,
    N_("{count} characters of the edition aren't in the PDF's text: {letters}"),
    meaning=N_("The text that can be searched and read aloud must be the edition's."),
)
PASSAGE_MISSING = Code(
    "VER-312",
    _E,
    N_("The PDF's text doesn't have the passage “{words}”."),
    meaning=N_("The passage was drawn in another order, or not at all."),
)
STRANGE_CHARACTER = Code(
    "VER-313",
    _E,
    {
        "radical": N_("The PDF's text has a radical in place of a hanzi: {name}."),
        "private": N_("The PDF's text has a character without a meaning: {name}."),
    },
    meaning=N_("The font's glyph was mapped back to a look-alike: whoever searches or copies gets another character."),
)
NOTE_ELSEWHERE = Code(
    "VER-314",
    _E,
    N_("Note {name} is called on page {called} and stands on page {stands}."),
    meaning=N_("A footnote stands at the foot of the page that calls it."),
)
NOTE_NOT_DRAWN = Code(
    "VER-315",
    _E,
    N_("Note {name} is called on page {page} and has no text."),
    meaning=N_("The call leads nowhere."),
)
NOTE_NOT_CALLED = Code(
    "VER-316",
    _E,
    N_("Note {name} stands on page {page} and is called nowhere."),
    meaning=N_("No call leads to the note."),
)
DRAWN_DIFFERENTLY = Code(
    "VER-317",
    _E,
    N_("Programs draw this page differently: {figures}."),
    meaning=N_("Two viewers put very different amounts of ink on the page: one of them leaves something out."),
)
LIST_MARK = Code(
    "VER-318",
    _E,
    N_("The item “{words}” of a list doesn't bear its number, {mark}."),
    meaning=N_("Whoever refers to an item names its number; a list that is counted otherwise says something else."),
)
ROW_TORN = Code(
    "VER-319",
    _E,
    N_("A table's row isn't on one page with all its cells: {words}"),
    meaning=N_("A row that is parted cell by cell puts figures on one page and what they are of on another."),
)
CAPTION_APART = Code(
    "VER-320",
    _E,
    N_("The caption “{words}” stands on page {page}, its table on page {other}."),
    meaning=N_("A caption stands with what it names."),
)
RAW_TEX = Code(
    "VER-321",
    _E,
    N_("TeX stands on the page as it was written: {words}"),
    N_("Look at the findings of the build: they name the formula that couldn't be set."),
    N_("A formula that couldn't be set is no text for a reader."),
)
FORMULA_MISSING = Code(
    "VER-322",
    _E,
    N_("A formula of the edition isn't in the PDF: {formula}"),
    meaning=N_("Every formula is drawn, and its tag says in words what it is; this one isn't there."),
)
LOOSE_LINE = Code(
    "VER-323",
    _W,
    N_("The signs of a line stand {share:.0%} of an em apart: “{words}”."),
    N_("Something in the next line can't be divided: a long address, a formula, a word in letters."),
    N_("A line that is blown up to the measure falls apart into its signs."),
)
