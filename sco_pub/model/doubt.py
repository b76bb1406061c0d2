"""Doubts: places that could go either way, as types, and the one place where they become sentences.

Strategy.  Whoever doubts says what kind of doubt it is, what it is about, what was chosen and why that may be wrong, each by
a name; whoever answers, settles or sorts doubts goes by these names.  Only what a person reads is put into words, at the
very end, from the templates here, in the language of the reader.

Contract.  The kinds' names stand in editors' corrections.toml (``[[confirm]] what = …``): they never change and are never
reused.  A template's names are filled from the doubt's subject and values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sco_pub.model.severity import Weight
from sco_pub.model.wording import N_, Phrase, Say, Value, capital, english, filled

_LOST, _UNSURE = Weight.LOST, Weight.UNSURE


class DoubtKind(StrEnum):
    """``weight``: what may have happened to the text; ``says``: what a doubt of this kind asks."""

    says: str
    weight: Weight

    def __new__(cls, name: str, says: str, weight: Weight = Weight.MISPLACED) -> DoubtKind:
        member = str.__new__(cls, name)
        member._value_, member.says, member.weight = name, says, weight
        return member

    # What begins and ends where
    PARAGRAPH = "paragraph", N_("Does a new paragraph begin with this line, or does the one before go on?"), _UNSURE
    BLOCK_START = "block-start", N_("A paragraph or note begins in the middle of a sentence: where is its beginning?")
    BLOCK_END = "block-end", N_("A paragraph, note or heading ends as none does: is its rest lost or elsewhere?")
    LEFT_OVER = "left-over", N_("A piece of text that no block claimed was kept: where does it belong?")
    # What a line is
    HEADING = "heading", N_("Is this line a heading, and does it stand in its place?"), _UNSURE
    LIST = "list", N_("Are these paragraphs the items of a list?"), _UNSURE
    REPEATED_LINE = "repeated-line", N_("A line of the text stands there more than once: is it a running head?")
    DROPPED_LINE = "dropped-line", N_("A line was left out as a running head: was it part of the text?")
    STAMP = "stamp", N_("A paragraph holds words that databases print on pages: is it furniture?")
    FIGURE = "figure", N_("A figure's caption is here and its picture is not: put the picture in by hand."), _UNSURE
    # Characters
    POINTS = "points", N_("A character may stand for a sign that the layer has moved: which one is printed?"), _UNSURE
    PAIRS = "pairs", N_("A bracket or quotation mark has no partner: did something get in or get lost?")
    MARK = "mark", N_("A number in a circle calls no note and counts nothing: is it a call whose note is lost?")
    LETTERS = "letters", N_("Latin and Cyrillic letters meet in one word: are two notes mixed?")
    # Notes
    NOTE_LINE = "note-line", N_("Does this line belong to a note or to the running text?")
    CALL = "call", N_("Is this figure the call of a note?")
    NOTE_LOST = "note-lost", N_("A note's text is missing: which one is lost, and where could it begin?")
    NOTE_RUN_OVER = "note-run-over", N_("Does a note of the page before go on here?"), _UNSURE
    NOTE_END = "note-end", N_("Is this note complete, or is the end of its source lost?"), _LOST
    ADDRESS_END = "address-end", N_("A note ends in an address: is the address complete?"), _LOST
    NOTE_UNREAD = "note-unread", N_("A line of the text cites as notes do: is it a note whose mark was not read?")
    CITATION = "citation", N_("A citation has no entry in the list, or an entry is never cited."), _LOST
    STAR = "star", N_("A mark behind the title or the authors calls a note that is not there."), _LOST
    # Metadata
    TITLE = "title", N_("Are these lines the title?")
    AUTHOR = "author", N_("Does this line name the authors?"), _UNSURE
    INSTITUTIONS = "institutions", N_("Which institution belongs to which author?")
    BIO = "bio", N_("Is this line an author's biography?"), _UNSURE
    FIELD_SHAPE = "field-shape", N_("A field has a shape that none has in print: did text get in, or is its end lost?")
    FIELD_END = "field-end", N_("Where does this field end?")
    LABEL_IN_TEXT = "label-in-text", N_("A paragraph holds the label of a field: should the field be lifted out?")


class _Template(StrEnum):
    """A name and the sentence it stands for."""

    template: str

    def __new__(cls, template: str) -> _Template:
        member = str.__new__(cls, template)
        member._value_ = member.template = template
        return member


class Took(_Template):
    """What the cleaner chose."""

    PARAGRAPH_BEGINS = N_("a new paragraph begins")
    PARAGRAPH_GOES_ON = N_("the paragraph goes on")
    PARAGRAPH_BEGINS_HERE = N_("a paragraph begins here")
    PARAGRAPH_ENDS_HERE = N_("a paragraph ends here")
    PARAGRAPH_KEPT = N_("a paragraph is kept")
    PARAGRAPH_AS_IT_IS = N_("a paragraph is kept as it is")
    PARAGRAPH_AS_TEXT = N_("a paragraph is kept as running text")
    PIECE_KEPT = N_("a piece of text is kept")
    HEADING_KEPT = N_("a heading is kept")
    SHORT_LINE_AS_HEADING = N_("a short line is taken for a heading")
    PARAGRAPHS_AS_LIST = N_("{count} numbered paragraphs are taken for a list")
    LINE_INSIDE_TEXT = N_("a line is kept inside the text")
    LINE_IN_TEXT = N_("a line is kept in the text")
    LINE_AS_RUNNING_HEAD = N_("a line is left out as a running head")
    LINE_LEFT_OUT = N_("a line is left out as page furniture")
    CAPTION_WITHOUT_PICTURE = N_("the caption of {figure} is kept, without its picture")
    SIGN_KEPT = N_("{sign} is kept")
    POINT_KEPT = N_("a point is kept")
    ANGLE_KEPT = N_("« is kept before hanzi")
    G_KEPT = N_("a G between digits is kept")
    BRACKET_KEPT = N_("a bracket without a partner is kept")
    QUOTE_KEPT = N_("a quotation mark without a partner is kept")
    MARK_KEPT = N_("{mark} is kept as a mark of the text")
    FIGURE_AS_CALL = N_("the figure {number} is taken for the call of note {number}")
    NOTE_KEPT = N_("note {label} is kept")
    SOME_NOTE_KEPT = N_("a note is kept")
    NOTE_COMPLETE = N_("note {label} is taken as complete")
    SOME_NOTE_COMPLETE = N_("a note is taken as complete")
    NOTE_GOES_ON = N_("the note before goes on here")
    GOES_ON_NOTE = N_("the line goes on note {before}")
    STACK_WITHOUT_TEXT = N_("the last {count} of the stacked notes have no text")
    AS_TEXT = N_("a line is taken for running text")
    AS_NOTE_START = N_("a line is taken for the beginning of a note")
    AS_NOTE_CONTINUED = N_("a line is taken for more of the note above")
    AS_NOTE_FROM_STACK = N_("a line is taken for the next of the notes whose marks stand above")
    AS_NOTE_FROM_PAGE_BEFORE = N_("a line is taken for the rest of a note that the page before began")
    CITATION_KEPT = N_("the citation [{number}] is kept")
    ENTRY_KEPT = N_("the entry [{number}] is kept")
    STAR_CALLS_LOST_NOTE = N_("a mark behind the title calls a note that is lost")
    LINES_AS_TITLE = N_("{count} lines are taken for the title")
    LINE_AS_TITLE = N_("a line is taken for the title")
    LINE_NOT_TITLE = N_("a line isn't taken for the title")
    NO_AUTHORS = N_("the article is given without authors")
    LINE_AS_COLUMN = N_("the line above the title is taken for a column's name")
    LINE_ABOVE_NAMES = N_("the line above the title names the authors")
    LINE_AS_NAMES = N_("a line is taken for the authors' names")
    ALL_INSTITUTIONS = N_("every author is given all institutions")
    NO_INSTITUTION = N_("the authors are given without an institution")
    LINE_AS_LIFE = N_("a line is taken for an author's life")
    FIELD_KEPT = N_("the field {key} is kept")
    FIELD_ENDS = N_("the field {key} ends before this line")


class Why(_Template):
    """Why the choice may be wrong, or what spoke for it."""

    EDITOR = N_("The editor's decision.")
    # Paragraphs: what showed a break, or that there is none (clean.blocks.paragraphs, .indents)
    BEGINNING = N_("The beginning.")
    BEGINS_WITH_CALL = N_("It begins with a note call, which belongs to the sentence before.")
    BEGINS_WITH_MARK = N_("It begins with a mark that ends what stands before it.")
    NUMBERED_ENTRY = N_("A numbered entry.")
    ENTRY_BY_AUTHOR = N_("An entry that begins with its author.")
    INSIDE_ENTRY = N_("Inside an entry.")
    BELOW_HEADING = N_("A heading stands between.")
    CAPTION_ALONE = N_("A caption stands alone.")
    TABLE_NOTE_ALONE = N_("A table's note stands alone.")
    FORMULA_ALONE = N_("A display formula stands alone.")
    SPEAKER = N_("A speaker begins.")
    STATEMENT = N_("A theorem, a proof or an algorithm begins.")
    VERSE = N_("A line of verse.")
    LINE_IS_PARAGRAPH = N_("Every line is a paragraph.")
    STOPS_IN_SENTENCE = N_("The line before stops in the middle of a sentence.")
    BLANK_LINE = N_("Blank line.")
    FAR_SHORT = N_("The line before ends far short of the measure: is something between them.")
    INDENT = N_("Indent.")
    NO_INDENT = N_("No indent.")
    NO_INDENT_THOUGH_SHORT = N_("No indent, though the line before is short.")
    SHORT_LAST_LINE = N_("A short last line.")
    FULL_THEN_LAST = N_("A full line, then one that ends a paragraph.")
    FULL_AND_FIRST = N_("The line before is full, but this one is as short as a first line.")
    BOTH_FULL = N_("The line before and this one is full.")
    FULL_OR_FIRST = N_("The line before is full, and this one could be a first line or a full one.")
    INSIDE_BRACKETS = N_("Inside brackets.")
    SHORT_WITH_COLON = N_("A short line that ends with a colon.")
    LABEL_AFTER_SHORT = N_("A label after a short line.")
    ITEM_AFTER_SHORT = N_("A list item after a short line.")
    SHORT_WITHOUT_MARK = N_("A short line without a mark.")
    INSIDE_SENTENCE = N_("Inside a sentence.")
    OTHER_SIZE = N_("Another type size.")
    UNFINISHED = N_("The line is set in, but the one before is full and in the middle of a sentence.")
    AS_FAR_IN = N_("The line before is as far in, and isn't finished.")
    SHORT_IN_INDENTED = N_("A short last line in an indented block.")
    INDENTED_ENDS = N_("The indented block ends.")
    WHITE_BETWEEN = N_("White between the lines.")
    SHORT_WITHOUT_INDENTS = N_("A short last line, in a text without indents.")
    # Blocks
    BELONGS_TO_NEITHER = N_("It stands between a label and another field and belongs to neither.")
    BEGINS_IN_MIDDLE = N_("It begins in the middle: it may be the end of another one.")
    BEGINS_IN_SENTENCE = N_("It begins in the middle of a sentence.")
    NO_MARK_AS_NO_OTHER = N_("It ends without a mark, as no other note does.")
    NO_MARK = N_("It ends without a mark.")
    NO_HANZI = N_("It holds no hanzi: it may be a page number or part of a note.")
    # Headings, lists, lines
    NOTHING_FOLLOWS = N_("No text follows it.")
    IN_CONTENTS = N_("The table of contents names it.")
    NO_HEADING_ABOVE = N_("There is no heading {above} above it.")
    NUMBER_COUNTS = N_("Its number counts what follows: it may be text.")
    HEADS_NO_NOTES = N_("It heads notes, and none stand under it.")
    SHORT_ALONE = N_(
        "It is short, ends without a mark and stands between two paragraphs; nothing else shows what it is."
    )
    NO_COLON_LEADS = N_("They are short and count, but no colon leads to them.")
    TITLE_AGAIN = N_("It says the title again.")
    MORE_THAN_ONCE = N_("It stands there more than once, pages apart.")
    HEAD_ONCE = N_("It stands once, and nothing shows that a page begins or ends there: it may be a line of the text.")
    MIDDLE_OF_PAGE = N_("It stands in the middle of its page, where no running head, page number or stamp stands.")
    UNLIKE_HEAD = N_("It isn't like a running head: it may be a line of the text.")
    HOLDS_STAMP = N_("It holds {stamp}, which databases print on pages.")
    NO_PICTURES = N_("A text layer holds no pictures; words from inside it may stand nearby.")
    # Characters
    COULD_STAND_FOR = N_("In this layer it could stand for {other}.")
    YEAR_BEHIND_POINT = N_("A year behind a point: the point may have been a full stop.")
    MAY_BE_TITLE_MARK = N_("It may be 《.")
    MAY_BE_HYPHEN = N_("It may be a hyphen.")
    COUNTS = N_("{left} stands {lefts} times, {right} {rights} times.")
    NOTHING_COUNTS = N_("Nothing in the paragraph counts {before}, and no note answers it.")
    LETTERS_MEET = N_("Latin and Cyrillic letters meet in one word: two notes may be woven into each other.")
    # Notes
    COULD_BE_TEXT = N_("It could as well be running text.")
    COULD_START_NOTE = N_("It could as well begin a note.")
    COULD_GO_ON = N_("It could as well go on the note above.")
    COULD_BE_NEXT_OF_STACK = N_("It could as well be the next of the notes whose marks stand above.")
    COULD_BE_REST = N_("It could as well be the rest of a note that the page before began.")
    MAY_BEGIN_HERE = N_("The text of note {label}, which is lost, may begin here.")
    FEWER_TEXTS = N_("There are fewer texts than marks; another one may be lost, and the order with it.")
    STOPPED_BEFORE = N_("It stopped in mid-sentence on the page before.")
    NO_PLACE_OF_SOURCE = N_("It names a work, but no year, page or address: its end may be lost.")
    ADDRESS_CUT = N_("Its address may be cut off.")
    ADDRESS_NO_DOCUMENT = N_("Its address names no document and may be cut off.")
    CITES_WITHOUT_MARK = N_("It cites a source as a note does, but no known mark opens it.")
    MARK_UNANSWERED = N_("It begins with a mark that stands in the text too, and there calls no note.")
    AT_FOOT_UNCLAIMED = N_("It stands where the page has its notes, and is neither a note nor a field.")
    CALL_IN_GAP = N_(
        "It has no brackets, but its note has no other call, and it stands between those of its neighbours."
    )
    NO_ENTRY = N_("The list has no entry {number}.")
    NEVER_CITED = N_("Nothing in the text cites it.")
    NO_NOTE_WITH_MARK = N_("No note begins with that mark; the mark was taken out.")
    # Metadata
    NO_NAMES_PART = N_("No line of names parts them from what else may stand there.")
    TITLE_BELOW = N_("It is short, and what stands below it is a title of its own; nothing else shows what it is.")
    OTHER_TITLE_CITED = N_("The line that says how to cite the article has another title: {found}.")
    OTHER_TITLE_KNOWN = N_("A running head or the file's own data has another title: {found}.")
    OTHERS_NAMED = N_("A citation, a biography or a running head names others: {found}.")
    ENGLISH_COUNT = N_("The English names are {count}.")
    ENGLISH_NAMES = N_("The English names are others than {names}: {found}.")
    NO_TITLE_BY_FORM = N_("It reads like a name or an address, or is too short for a title.")
    HARDLY_LARGER = N_("It is hardly larger than the running text.")
    LARGEST_OF_FORM = N_("It is the largest line of a cover that has no label for its title.")
    AS_LARGE_AS_TITLE = N_("It is set as large as the line that is.")
    NO_NAMES_BELOW = N_("No line below the title looks like names.")
    NO_FIELD = N_("It stands between the title and the text, and looks like no field.")
    NAMES_WITHOUT_TITLE = N_("They look like names, and no title stands above them.")
    NO_SURNAME = N_("No known surname proves it, only its place below the title and above an institution or a field.")
    NO_INSTITUTION_NAMED = N_("No line below the names, no note and no biography names one.")
    INSTITUTION_ELSEWHERE = N_("Another page names one too, perhaps another article's: {found}.")
    NAMES_NOT_NUMBERED = N_("The institutions are numbered, the names are not.")
    LIFE_WITHOUT_LABEL = N_("It begins with an author's name and an institution, but has no label.")
    COULD_BE_LONGER = N_(
        "It stands inside a sentence, which must go on; its own last line is full, so it could be longer."
    )
    HOLDS_LABEL = N_("It holds the label {found}.")
    HOLDS_CALL = N_("It holds a call for a note.")
    BEHIND_BRACKET = N_("It goes on behind the bracket it ends with.")
    LIKE_SENTENCE = N_("It reads like a sentence.")
    NO_LIFE_END = N_("It doesn't end as a life does: running text may have got into it.")
    LIKE_REFERENCE = N_("It reads like a reference.")
    NO_CODE = N_("It isn't the code or date that stands under this label.")
    TITLE_WITH_STOP = N_("A title has no full stop.")
    PIECE_OF_SENTENCE = N_("It reads like a piece of a sentence.")
    NO_TITLE_END = N_("Its end is no title's: it may go on.")
    LONG_TITLE = N_("It is {length} characters long.")
    NO_NAME_MARKS = N_("Names hold no such marks.")
    LONG_NAME = N_("A name is too long.")
    MANY_TERMS = N_("It has {count} terms.")
    NO_SENTENCE_END = N_("Its end isn't that of a sentence.")
    LONG_ABSTRACT = N_("It has {count} hanzi: running text may have got into it.")
    NOT_ENGLISH = N_("It doesn't read like an English abstract.")


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The doubt is about this note."""

    label: str


@dataclass(frozen=True, slots=True)
class FieldRef:
    """The doubt is about this field of the metadata."""

    key: str


Subject = NoteRef | FieldRef | None  # None: the line or block at the place


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that could go either way; ``line`` and ``column`` are of the raw text, 1-based.

    ``settled``: an editor's correction decided it, for the reason in ``editor``.
    """

    kind: DoubtKind
    line: int
    column: int
    chosen: Took
    why: Why
    excerpt: str = ""
    subject: Subject = None
    values: Mapping[str, Value] = field(default_factory=dict)
    settled: bool = False
    editor: str = ""

    def choice(self, say: Say = english) -> str:
        """What was chosen, as a clause without its full stop."""
        return filled(self.chosen.template, self._names(), say)

    def reason(self, say: Say = english) -> str:
        """Why it may be wrong, as a sentence; of a settled doubt the editor's reason."""
        return self.editor if self.settled else filled(self.why.template, self._names(), say)

    def sentence(self, say: Say = english) -> str:
        """What was chosen, as a sentence."""
        return filled(N_("{choice}."), {"choice": capital(self.choice(say))}, say)

    def phrases(self) -> dict[str, Value]:
        """Choice and reason as values of a finding's sentence."""
        names = tuple(self._names().items())
        return {
            "choice": Phrase(self.chosen.template, names, begins=True),
            "reason": Phrase(self.why.template, names),
        }

    def _names(self) -> Mapping[str, Value]:
        match self.subject:
            case NoteRef(label):
                return {"label": label, **self.values}
            case FieldRef(key):
                return {"key": key, **self.values}
            case None:
                return self.values
