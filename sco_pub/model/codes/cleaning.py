"""CLN: what clean/ and the readers of raw texts say of a text layer."""

from __future__ import annotations

from sco_pub.model.codes.code import Code
from sco_pub.model.severity import Severity, Weight
from sco_pub.model.wording import N_

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_BROKEN = N_("Don't use this text; report it with the raw text.")
_COMPARE = N_("Compare with the printed page; correct with [[replace]].")

# The text as a whole
ALREADY_CLEAN = Code(
    "CLN-001",
    _I,
    N_("This already is a master; nothing was changed."),
    meaning=N_(
        "The file begins with a master's front matter. It is given back as it is: cleaning twice must not "
        "change a text."
    ),
)
EMPTY = Code(
    "CLN-002",
    _E,
    N_("The text is empty."),
    meaning=N_(
        "The file has no letter in it. Check that it is the right file; a scan has no text layer and needs OCR first."
    ),
)
NOT_CHINESE = Code(
    "CLN-003",
    _E,
    N_("This isn't a Chinese text: {hanzi} of its {letters} letters are hanzi."),
    N_("Check that it is the right file and the right encoding."),
    N_(
        "The rules are made for Chinese prose and would damage another language. A Chinese text that is "
        "shown as Latin letters was saved under a wrong encoding or has fonts without a map to Unicode."
    ),
)
GARBLED = Code(
    "CLN-004",
    _E,
    N_("The text is garbled: {count} places look like another encoding."),
    N_("Extract it again from the PDF."),
    N_(
        "Sequences such as 锟斤拷 or ï¼ come from text that was read under a wrong encoding and saved. What "
        "they stood for is lost; only the PDF still has it."
    ),
)
POOR_OCR = Code(
    "CLN-005",
    _E,
    N_("The text doesn't read as Chinese prose (common characters: {share:.0%}); it may be a poor OCR layer."),
    N_("Find a better text layer."),
    N_(
        "In Chinese prose about four characters of ten are among the sixty commonest; here they are fewer "
        "than one of ten. No rule can tell which characters are wrong. Get the journal's own PDF, or have "
        "the scan read again."
    ),
)
UNREADABLE = Code(
    "CLN-006",
    _E,
    N_("{unknown} of {letters} characters are private-use points that nobody knows."),
    N_("Extract the text by another way."),
    N_(
        "The PDF's fonts number their characters privately, and more than one in ten is unknown. Another "
        "program may know the font's table; otherwise the page has to be read by OCR."
    ),
    weight=Weight.LOST,
)
LOST_CHARACTERS = Code(
    "CLN-007",
    _W,
    N_("Characters are lost or blotted out in {count} places; they were kept as they are."),
    _COMPARE,
    N_(
        "The layer holds replacement characters (U+FFFD) or runs of asterisks between hanzi: something stood "
        "there that can't be known from the layer. Look at the page and enter what is printed."
    ),
    weight=Weight.LOST,
)
UNKNOWN_POINTS = Code(
    "CLN-008",
    _W,
    N_("Private-use points that nobody knows were kept: {points}."),
    _COMPARE,
    N_(
        "These characters have no meaning outside the PDF's own font: readers would see boxes. Look at the "
        "page, and replace each by what is printed."
    ),
    weight=Weight.LOST,
)
LINES_PART = Code(
    "CLN-009",
    _E,
    N_(
        "The lines don't go on from one to the next (at {hits} of {ends} line ends): columns may have been read across."
    ),
    N_("Extract the text column by column, or clean the PDF itself."),
    N_(
        "Where a line breaks a word, the two halves stand together elsewhere in the text; here they hardly "
        "do, as little as in lines put together at random. The text is out of order and must not be used."
    ),
)
WITHOUT_FOLIO = Code(
    "CLN-010",
    _I,
    {
        "one": N_("No page number was found on page {pages}."),
        "many": N_("No page number was found on pages {pages}."),
    },
    meaning=N_(
        "For the record. Journals leave the number out on first pages and plates; where many are missing, "
        "page numbers may have stayed in the text."
    ),
)
NO_TITLE = Code(
    "CLN-011",
    _W,
    N_("No title was found."),
    N_('Supply it: [[metadata]] key = "title".'),
    N_("No line above the authors looks like a title. Without one no edition can be made."),
    weight=Weight.LOST,
)
NO_AUTHOR = Code(
    "CLN-012",
    _W,
    N_("No author was found."),
    N_('Supply it: [[metadata]] key = "author".'),
    N_("No line below the title names persons. Supply the names, or confirm that nobody signs the article."),
    weight=Weight.LOST,
)
HEADING_GAP = Code(
    "CLN-013",
    _W,
    N_("Heading number {number} of scheme {scheme} follows {before}."),
    N_("Look for a heading that was taken for text, or the reverse."),
    N_(
        "Headings of one rank count up without gaps. A gap means that a heading was not recognised, or that "
        "a line of the text was taken for one. Correct it with [[heading]]."
    ),
)
TITLE_FROM_HEAD = Code(
    "CLN-014",
    _I,
    N_("The title was taken from a running head; it stands nowhere else."),
    meaning=N_(
        "The first page's title isn't in the layer (it may be a picture). Running heads are often shortened: compare."
    ),
)
LONG_FIELD = Code(
    "CLN-015",
    _W,
    N_("The field {key} is {length} characters long; running text may have got into it."),
    N_("Look where the field ends."),
    N_(
        "Only abstracts are that long. The field's end was missed, and what follows is now metadata instead "
        'of text. Mark the first line of the text with [[line]] action = "text".'
    ),
)
STRETCH_PARTS = Code(
    "CLN-016",
    _W,
    N_("The lines from {first} to {last} hardly go on from one to the next: they may stand in a wrong order."),
    N_("Compare with the printed page: columns, a table, a figure."),
    N_(
        "In this stretch far fewer line ends join to words than in the rest of the text. Columns, a table or "
        "a figure may have been read across."
    ),
)
LEFT_OUT = Code(
    "CLN-017",
    _I,
    {
        "": N_("Words on {pages} of the file's pages that are no part of the text were left out: {words}."),
        "more": N_(
            "Words on {pages} of the file's pages that are no part of the text were left out: {words} and {more} more."
        ),
    },
    N_("Compare with the printed page."),
    N_(
        "Invisible words, watermarks, line numbers and words in the margin stand in the PDF's layer but not "
        "in its text. Words in the margin may be notes: then it is a warning."
    ),
)
ANOTHER_ARTICLE = Code(
    "CLN-018",
    _W,
    N_("Another article begins here: an abstract and key words stand again."),
    N_("Give each article a file of its own."),
    N_(
        "A master is one article: it ends where the other begins, as far as the pages show where that is. Look at the place, and "
        "split the PDF if the other article is wanted."
    ),
)

# Pictures
PICTURES_CUT = Code(
    "CLN-024",
    _I,
    N_("{figures} figures and {formulas} formulas were cut out of the pages as pictures."),
    N_("Look at them beside the master; the report lists the words inside them."),
    N_(
        "What isn't prose is kept as what it looks like. The words inside a figure or formula are taken out of the "
        "text and stay in its picture; a formula that reads better as TeX, or a chart whose words must be "
        "translated, is set by hand."
    ),
)
NEIGHBOURS = Code(
    "CLN-026",
    _I,
    N_("{count} lines that belong to another article were left out; the first is “{words}”."),
    N_("Look whether all of them do: `keep` what is the article's in corrections.toml."),
    N_(
        "Another article's end stands above the title, or between the place where this article breaks off (下转) and the "
        "place where it goes on (上接); or the next article's beginning stands on the last page."
    ),
)
DATABASE_PAGE = Code(
    "CLN-027",
    _I,
    N_("A page that a database added was left out; it has {count} lines."),
    N_("Look whether a date on it is wanted."),
    N_("It names the journal, the volume and the file's address under labels that no journal prints."),
)
CONTENTS_LEFT_OUT = Code(
    "CLN-074",
    _I,
    N_("A table of contents was left out; it has {count} lines."),
    N_("Nothing to do: editions make their own."),
    N_(
        "It stands under its head (目录, 目次), each entry with the number of its page. What it names and is no heading is asked."
    ),
)
ORNAMENTS = Code(
    "CLN-025",
    _I,
    N_("{count} pictures of the title page that belong to no text were left out."),
    N_("Put one back by hand if it matters."),
    N_("An emblem of the journal, a code to scan or a mark of a database stands there; none has a caption."),
)

# Notes
NOTE_WITHOUT_TEXT = Code(
    "CLN-020",
    _W,
    N_("Note {label} is called but its text isn't there."),
    N_('Supply it: [[note]] label = "{label}", text, source, reason.'),
    N_(
        "The layer has the note's number in the text but no note with it. Nothing is borrowed from a "
        "neighbour: the edition says that the source is missing until somebody supplies it from the printed "
        "page or confirms the loss."
    ),
    weight=Weight.LOST,
)
NOTE_UNCALLED = Code(
    "CLN-021",
    _E,
    {
        "": N_("Note {label} has a text but nothing calls it."),
        "kept": N_("Note {label} has a text but nothing calls it: it stands as a paragraph behind the text."),
    },
    N_("Find its call; correct the line with [[replace]]."),
    N_(
        "A note without a call has no place in the text. Its number may be missing from the line or misread "
        "(a circled number as a letter), or the line is no note."
    ),
)
NOTE_CUT_OFF = Code(
    "CLN-022",
    _W,
    N_("Note {label} is cut off."),
    N_('Supply it: [[note]] label = "{label}", text, source, reason.'),
    N_(
        "The note's text stops in the middle: its rest isn't in the layer. The edition says so until the "
        "rest is supplied or the loss is confirmed."
    ),
    weight=Weight.LOST,
)
NOTES_SHARED = Code(
    "CLN-028",
    _I,
    N_("{count} notes have their text from one that is printed for several marks: {notes}."),
    N_("Nothing to do; each of them has the whole text."),
    N_("Print saves room by setting ①③ before one text. A text that gives one page for each mark is not parted."),
)

# Doubts, counted
DOUBTFUL_PARAGRAPHS = Code(
    "CLN-030",
    _W,
    N_("{count} paragraph boundaries could go either way; the first is at line {line}."),
    N_("See the report; settle them with [[paragraph]]."),
    N_(
        "Where a full line ends a sentence, only the indent tells whether a paragraph ends, and this layer "
        "has none. The report shows each place with the two entries that settle it."
    ),
    counts=True,
)
PLAIN_TABLES = Code(
    "CLN-031",
    _W,
    N_("{count} tables were kept as lines of text; the first is at line {line}."),
    N_("Set them as tables by hand if they matter."),
    N_(
        "The lines look like a table's rows, but their cells don't line up. They stand in the master line by "
        "line; a pipe table can be written there by hand."
    ),
)
PICTURED_TABLES = Code(
    "CLN-075",
    _W,
    N_("{count} tables were kept as pictures; the first is at line {line}."),
    N_("Set them as tables by hand if their words and figures matter: a picture isn't translated."),
    N_(
        "On the page their cells can't be told apart: they hold fractions, or a scan's columns stand so close that the "
        "engine read several figures as one. The picture shows them as printed, with the caption below."
    ),
)
BAD_URL = Code(
    "CLN-032",
    _W,
    N_("This URL doesn't parse: {url}"),
    N_("Compare it with the printed page."),
    N_(
        "After closing up, the address has no host or a sign that no address has: something was lost or "
        "misread in it, and it would lead nowhere."
    ),
)
DOUBT = Code(
    "CLN-033",
    _W,
    N_("{choice}: {reason}"),
    meaning=N_(
        "A place that could go either way. The report shows it with its lines and the entries that answer "
        "it; `sco-pub explain` with the doubt's name says what is asked."
    ),
    counts=True,
)
DOUBTFUL_HANZI = Code(
    "CLN-034",
    _W,
    N_("{count} hanzi could be signs that the layer has moved; the first is at line {line}."),
    N_("See the report; correct them with [[replace]]."),
    N_(
        "In some layers a mark's code was shifted to a hanzi's. Most are told by their surroundings; these "
        "could be either."
    ),
    counts=True,
)
UNPAIRED = Code(
    "CLN-035",
    _W,
    N_("{count} blocks have a bracket or quotation mark without its partner; the first is at line {line}."),
    N_("See the report; check what was inserted or lost."),
    N_(
        "In print brackets and quotation marks pair within a paragraph. One without a partner shows that "
        "something got in or was lost, or that a paragraph was parted wrongly."
    ),
    counts=True,
)
BLOCKS_BEGIN = Code(
    "CLN-036",
    _W,
    N_("{count} blocks begin in the middle of a sentence; the first is at line {line}."),
    N_("See the report; look what stands before them."),
    N_("A paragraph or note that begins with a closing mark or a small letter is the rest of another one."),
    counts=True,
)
BLOCKS_END = Code(
    "CLN-037",
    _W,
    N_("{count} blocks end without a mark; the first is at line {line}."),
    N_("See the report; look what is lost or got in."),
    N_(
        "A paragraph ends with a full stop or its like. One that doesn't was parted from its rest, or holds "
        "a page number or a heading."
    ),
    counts=True,
)
CUT_ADDRESSES = Code(
    "CLN-038",
    _W,
    N_("{count} notes end in an address that may be cut off; the first is at line {line}."),
    N_("See the report; compare with the printed page."),
    N_("Addresses are often broken at a page's end. One that stops short leads nowhere."),
    counts=True,
)

# The editor's corrections
CORRECTION_UNFIT = Code(
    "CLN-040",
    _E,
    {
        "line-missing": N_("A correction no longer fits the text: line {line} of the text is empty or missing."),
        "line-begins": N_("A correction no longer fits the text: line {line} begins {begins!r}."),
        "no-line": N_("A correction no longer fits the text: there is no line {line}."),
        "not-once": N_("A correction no longer fits the text: {before!r} doesn't stand exactly once on line {line}."),
        "no-note": N_("A correction no longer fits the text: there is no note {label} it could speak of."),
        "uncalled": N_("A correction no longer fits the text: nothing calls note {label}."),
        "no-gap": N_("A correction no longer fits the text: every note after {label} has a text of its own."),
        "is-error": N_("A correction no longer fits the text: {code} is an error and can't be confirmed."),
    },
    N_("Correct or remove it."),
    N_(
        "Corrections name a line and how it begins, so that none is laid on a text it wasn't made for. The "
        "raw text or its reading has changed since; find the line again in the report."
    ),
)
CORRECTION_IDLE = Code(
    "CLN-041",
    _I,
    {
        "": N_("Nothing asks about {what} any more; the entry that confirms it can go."),
        "line": N_("Nothing asks about {what} at line {line} any more; the entry that confirms it can go."),
    },
    meaning=N_("A [[confirm]] entry answered a question that is no longer asked. It does no harm."),
)

# The proof
LEDGER_BROKEN = Code(
    "CLN-050",
    _E,
    {
        "unfit": N_("The ledger doesn't fit the raw text: {error}."),
        "differs": N_("Replaying the ledger doesn't give the clean text (it differs at {near!r})."),
        "stand-in": N_("A sign that the cleaner set for itself ({sign}) was left in the text."),
    },
    _BROKEN,
    N_(
        "The ledger lists every change; laid on the raw text it must give the clean one. It doesn't: a fault "
        "of sco-pub."
    ),
)
TEXT_LOST = Code(
    "CLN-051",
    _E,
    {
        "twice": N_("{count} characters are unaccounted for; the first, {sign!r}, stands twice."),
        "nowhere": N_(
            "{count} characters are unaccounted for; the first, {sign!r}, is neither in the text nor in the ledger."
        ),
        "changed": N_("Rule {rule} turned {before!r} into {after!r}, which it may not."),
    },
    _BROKEN,
    N_(
        "Every character must be in one block or in a listed deletion, and only a repairing rule may change "
        "a letter, a digit or a hanzi. The proof doesn't hold: a fault of sco-pub."
    ),
)
COVERS_LITTLE = Code(
    "CLN-052",
    _E,
    {
        "furniture": N_("Only {share:.0%} of the hanzi reached the master; the rest was taken for furniture."),
        "metadata": N_("Only {share:.0%} of the hanzi are running text; the rest was taken for metadata."),
    },
    _BROKEN,
    N_(
        "So much can't be running heads or metadata: lines of the text were taken for them. The report shows "
        "what was left out."
    ),
)
NOTES_UNEQUAL = Code(
    "CLN-053",
    _E,
    {
        "counts": N_("Note {label} is called {calls} times and has {texts} texts."),
        "uncalled": N_("Note {label} has a text but nothing calls it."),
    },
    _BROKEN,
    N_(
        "Calls and texts of notes must be equal in number, known losses counted. The proof doesn't hold; an "
        "uncalled note is told by CLN-021 too."
    ),
)

# Reading the file
OTHER_ENCODING = Code(
    "CLN-060",
    _I,
    N_("The file isn't UTF-8; it was read as {encoding}."),
    meaning=N_(
        "For the record. If characters are wrong throughout, the encoding was guessed wrongly: save the file as UTF-8."
    ),
)
COLUMNS_READ = Code(
    "CLN-061",
    _I,
    {
        "": N_("Two columns stand side by side; they were read one after the other."),
        "page": N_("Two columns stand side by side on page {pages}; they were read one after the other."),
        "pages": N_("Two columns stand side by side on pages {pages}; they were read one after the other."),
    },
    N_("Line numbers are those of the text as read (read.txt)."),
    N_(
        "The text file keeps the page's layout with spaces. Each column was read to its end, so lines stand "
        "in another order than in the file."
    ),
)
MARKS_LOWERED = Code(
    "CLN-062",
    _I,
    N_("{count} raised note marks stand on lines of their own; they were put back into the lines below."),
    N_("Columns are those of the text as read (read.txt)."),
    N_("Some programs put superscripts on a line above. They were put back where they stand over the line."),
)
ENDS_ATTACHED = Code(
    "CLN-063",
    _I,
    N_("{count} lines' ends stand on lines of their own; they were put back behind their beginnings."),
    N_("Columns are those of the text as read (read.txt)."),
    N_("Some programs put what stands a little higher or lower, such as a line's last words, on a line of its own."),
)
UNREADABLE_FILE = Code(
    "CLN-064",
    _E,
    N_("{said}"),
    N_("{advice}"),
    N_("One file of a folder can't be read; the others were cleaned. The sentence says why."),
)
PASSED_OVER = Code(
    "CLN-065",
    _W,
    N_("This file was passed over: it is none of {kinds}."),
    N_("Save it as one of them, or take it out of the folder."),
    N_(
        "A folder is cleaned file by file. What isn't a text, a PDF or a manuscript is named, so that nothing is missed."
    ),
)

# Pages that are pictures
READ_FROM_PICTURES = Code(
    "CLN-070",
    _I,
    {
        "": N_(
            "{count} of {pages} pages are pictures, or their fonts don't say what they draw; {reader} read them and is "
            "{sure:.1%} sure of them."
        ),
        "unsure": N_(
            "{count} of {pages} pages are pictures, or their fonts don't say what they draw; {reader} read them and is "
            "{sure:.1%} sure of them. Least sure are pages {unsure}."
        ),
    },
    N_("Compare names, figures and formulas with the printed page."),
    N_(
        "The page has no text of its own, or one whose signs are mere codes; an engine read its picture. It is a "
        "warning where the engine was less sure of a page than it is of good scans."
    ),
)
HIDDEN_LAYER = Code(
    "CLN-071",
    _W,
    N_(
        "{count} of {pages} pages are scans; their text is the hidden layer of somebody's OCR: "
        "{sure:.0%} of its signs are such as print has, and Latin letters, digits and marks in it are often wrong."
    ),
    N_(
        "Install the engine that reads the pictures themselves: pip install 'sco-pub[ocr]'; "
        "or compare with the printed page."
    ),
    N_("Old OCR layers lie behind many scans. The engine reads the picture anew, and usually better."),
)
SEEN_ON_THE_PAGE = Code(
    "CLN-072",
    _I,
    N_("{count} signs that the text layer names wrongly were taken from what the page shows: {signs}."),
    N_("Compare one or two of them with the printed page."),
    N_(
        "A font's map can name its glyphs wrongly: a hanzi for a point, one sign for many note marks. A symbol font's "
        "known codes, the names of the font's own glyphs, or the pictures of the lines they stand in, say what they "
        "are. The report's data list each with its evidence."
    ),
)
UNREAD_SIGNS = Code(
    "CLN-073",
    _W,
    {
        "": N_("{count} signs can't be what the text layer says, and the page didn't settle them: {signs}."),
        "engine": N_("{count} signs can't be what the text layer says: {signs}."),
    },
    {
        "": N_("Compare them with the printed page; correct them with [[replace]]."),
        "engine": N_("Install the engine that reads the page's picture: pip install 'sco-pub[ocr]'."),
    },
    N_(
        "Private points, squares for note marks, hanzi as narrow as a comma: the font draws something that its map "
        "doesn't name. Until somebody says what they are they stay in the text as the layer has them."
    ),
)
