"""The rules of the ledger: every name a change may bear, and what the editor and the gate must know of it.

Strategy.  A change says which rule made it; the report sorts changes by the rule's class, and the gate lets only a repairing
rule turn one bearing character (letter, digit, hanzi) into another.  Both follow from this one table, so that a rule can't be
written that neither knows.  The names stand in reports and ledgers that people keep: they never change and are never reused.

Source: the standards that a rule follows stand in its last field; "layer" means that the fault was seen in text layers and
no standard speaks of it.
"""

from __future__ import annotations

from enum import StrEnum

from sco_pub.model.wording import N_


class RuleClass(StrEnum):
    """What a change is to an editor, the weightiest first; a change by several rules is in the first of their classes."""

    shown: str

    def __new__(cls, name: str, shown: str) -> RuleClass:
        member = str.__new__(cls, name)
        member._value_, member.shown = name, shown
        return member

    EDITOR = "editor", N_("Editor’s corrections")
    POINTS = "points", N_("Code points")
    FURNITURE = "furniture", N_("Page furniture")
    PICTURES = "pictures", N_("Figures and formulas")
    NOTES = "notes", N_("Notes")
    LABELS = "labels", N_("Labels and separators")
    NUMBERS = "numbers", N_("Numbers and addresses")
    MARKS = "marks", N_("Marks")
    WIDTH = "width", N_("Width")
    SPACES = "spaces", N_("Spaces and line ends")


_POINTS, _FURNITURE, _NOTES = RuleClass.POINTS, RuleClass.FURNITURE, RuleClass.NOTES
_LABELS, _NUMBERS, _MARKS, _SPACES = RuleClass.LABELS, RuleClass.NUMBERS, RuleClass.MARKS, RuleClass.SPACES
_REPAIRS = True  # the rule may change a bearing character into another, or add or take one


class Rule(StrEnum):
    """``kind``: its class; ``repairs``: whether it may change a bearing character; ``says``: what it does; ``source``: whence."""

    kind: RuleClass
    says: str
    source: str
    repairs: bool

    def __new__(cls, name: str, kind: RuleClass, says: str, source: str, repairs: bool = False) -> Rule:
        member = str.__new__(cls, name)
        member._value_, member.kind, member.says, member.source, member.repairs = name, kind, says, source, repairs
        return member

    CORRECTION = (
        "correction",
        RuleClass.EDITOR,
        N_("An entry of corrections.toml puts, takes or changes text."),
        "corrections.toml",
        _REPAIRS,
    )
    # Code points
    YI_POINT = (
        "yi-point",
        _POINTS,
        N_("A Yi syllable (U+A3A1–A3FE) stands for a full-width mark."),
        "GBK row A3, read as Unicode",
        _REPAIRS,
    )
    PRIVATE_POINT = (
        "private-point",
        _POINTS,
        N_("A known private-use character becomes the point, dot or space it stands for."),
        "layer",
        _REPAIRS,
    )
    HANZI_FOR_MARK = (
        "hanzi-for-mark",
        _POINTS,
        N_("A hanzi stands for a mark whose GBK lead byte was shifted."),
        "GBK, rows A1 and A3",
        _REPAIRS,
    )
    HANZI_FOR_DIGIT = (
        "hanzi-for-digit",
        _POINTS,
        N_("A hanzi stands for a digit whose GBK lead byte was shifted."),
        "GBK, row A3",
        _REPAIRS,
    )
    HANZI_FOR_ASCII = (
        "hanzi-for-ascii",
        _POINTS,
        N_("A hanzi stands for an ASCII sign: GBK lead byte A0, or all at one distance."),
        "GBK, row A0; TeX, encoding OT1",
        _REPAIRS,
    )
    RING_OF_PARTS = (
        "ring-of-parts",
        _POINTS,
        N_("A ring and the signs of the digits in it become one circled number."),
        "GBK, row AC; layer",
        _REPAIRS,
    )
    RING_WRITTEN = (
        "ring-written",
        _POINTS,
        N_("A circled number above 50, for which Unicode has no sign, is written in brackets."),
        "Unicode, Enclosed CJK Letters and Months",
        _REPAIRS,
    )
    G_FOR_HYPHEN = (
        "g-for-hyphen",
        _POINTS,
        N_("A full-width G between Latin letters or digits is a hyphen."),
        "layer",
        _REPAIRS,
    )
    HANZI_FOR_POINT = (
        "hanzi-for-point",
        _POINTS,
        N_("The hanzi 敭 behind Latin letters or digits is a point."),
        "layer",
        _REPAIRS,
    )
    LOOK_ALIKE = (
        "look-alike",
        _POINTS,
        N_("A letter of one script stands for its look-alike of the word's own script."),
        "UTS 39, confusables",
        _REPAIRS,
    )
    RADICAL = (
        "radical",
        _POINTS,
        N_("A radical or a compatibility ideograph becomes the hanzi."),
        "Unicode, Kangxi Radicals and CJK Compatibility Ideographs",
        _REPAIRS,
    )
    COMPOSED = (
        "composed",
        _POINTS,
        N_("A letter and its combining accent become one character."),
        "UAX 15, NFC",
        _REPAIRS,
    )
    PRESENTATION_FORM = (
        "presentation-form",
        _POINTS,
        N_("A vertical, small or half-width form of a mark becomes the mark."),
        "Unicode, CJK Compatibility Forms",
    )
    TITLE_MARK = ("title-mark", _POINTS, N_("Angle signs around a Chinese title become 《 》."), "GB/T 15834, 4.15")
    LIGATURE = (
        "ligature",
        _POINTS,
        N_("A ligature (ﬁ) becomes its letters."),
        "Unicode, Alphabetic Presentation Forms",
    )
    INVISIBLE = (
        "invisible",
        _POINTS,
        N_("A control or format character that nothing prints is dropped."),
        "Unicode, Cc and Cf",
    )
    # Page furniture
    FOLIO = ("folio", _FURNITURE, N_("A page number is left out."), "layer")
    RUNNING_HEAD = ("running-head", _FURNITURE, N_("A running head or foot is left out."), "layer")
    PUBLISHER_LINE = (
        "publisher-line",
        _FURNITURE,
        N_("A line that the publisher or a database stamped is left out."),
        "layer",
    )
    NOTES_HEADING = ("notes-heading", _FURNITURE, N_("The heading above the list of notes is left out."), "layer")
    COVER = ("cover", _FURNITURE, N_("A cover page that a database put before the article is left out."), "layer")
    TABLE_AGAIN = (
        "table-again",
        _FURNITURE,
        N_("续表 and the head of a table are left out where the table goes on over a page."),
        "GB/T 7713.2",
    )
    DATABASE_PAGE = (
        "database-page",
        _FURNITURE,
        N_("A page that a database added to the article is left out."),
        "layer",
    )
    NEIGHBOUR = (
        "neighbour",
        _FURNITURE,
        N_("What stands of another article on this one's pages is left out."),
        "layer",
    )
    CONTENTS = (
        "contents",
        _FURNITURE,
        N_("A table of contents is left out; headings say the same."),
        "GB/T 7713.1, 5.8",
    )
    ORNAMENT = ("ornament", _FURNITURE, N_("A picture of the title page that belongs to no text is left out."), "layer")
    # Pictures
    IN_PICTURE = (
        "in-picture",
        RuleClass.PICTURES,
        N_("The words inside a figure or formula stay in its picture, which is cut out of the page."),
        "layer",
        _REPAIRS,
    )
    # Notes
    NOTE_CALL = ("note-call", _NOTES, N_("A number or star in the text becomes the call of a note."), "layer", _REPAIRS)
    NOTE_MARK = (
        "note-mark",
        _NOTES,
        N_("The number or star before a note's text is taken off; the call has it."),
        "layer",
        _REPAIRS,
    )
    # Labels and separators
    LABEL = (
        "label",
        _LABELS,
        N_("The label of a field (摘要, 关键词) is taken off; the field's name says it."),
        "layer",
        _REPAIRS,
    )
    SEPARATOR = (
        "separator",
        _LABELS,
        N_("What stands between names or keywords becomes one semicolon."),
        "GB/T 7713.2",
    )
    # Numbers and addresses
    NUMBER = ("number", _NUMBERS, N_("A number that the layer has spaced is closed up."), "GB/T 15835")
    NUMBER_JOIN = ("number-join", _NUMBERS, N_("A number that a line's end parted is joined."), "layer")
    URL = ("url", _NUMBERS, N_("An address is made one unbroken word."), "RFC 3986")
    DOI = ("doi", _NUMBERS, N_("A DOI is made one unbroken word."), "ISO 26324")
    MAIL_ADDRESS = ("mail-address", _NUMBERS, N_("A mail address is made one unbroken word."), "RFC 5322")
    RANGE = ("range", _NUMBERS, N_("The sign between the ends of a range takes its usual form."), "GB/T 15834, 4.13")
    SLASH = ("slash", _NUMBERS, N_("A spaced slash is closed up."), "GB/T 15834, 4.17")
    # Marks
    MARK_WIDTH = (
        "mark-width",
        _MARKS,
        N_("A mark takes the width of the language around it."),
        "GB/T 15834, 5; CLREQ 3.1",
    )
    QUOTES = ("quotes", _MARKS, N_("Straight, turned or doubled quotation marks become pairs."), "GB/T 15834, 4.8")
    DASH = ("dash", _MARKS, N_("Signs set for a dash become one."), "GB/T 15834, 4.10")
    ELLIPSIS = ("ellipsis", _MARKS, N_("Points set for an ellipsis become one."), "GB/T 15834, 4.11")
    FULL_STOP = (
        "full-stop",
        _MARKS,
        N_("A point between hanzi becomes the full stop, or the point of a number."),
        "GB/T 15834, 4.1",
    )
    MIDDLE_DOT = ("middle-dot", _MARKS, N_("A point inside a foreign name becomes the middle dot."), "GB/T 15834, 4.14")
    HYPHENATION = ("hyphenation", _MARKS, N_("A word that a line's end divided is made whole."), "layer")
    # Width
    WIDTH = (
        "width",
        RuleClass.WIDTH,
        N_("Full-width letters, digits and signs become ASCII."),
        "GB/T 15835; CLREQ 3.1",
    )
    # Spaces and line ends
    SPACE = ("space", _SPACES, N_("A space is taken out beside hanzi, or becomes one between words."), "CLREQ 3.2")
    LINE_JOIN = ("line-join", _SPACES, N_("A line's end inside a block is taken out, or becomes a space."), "layer")
    HEADING_SPACE = (
        "heading-space",
        _SPACES,
        N_("The space behind a heading's number takes its usual form."),
        "GB/T 7713.2",
    )
    LOST = (
        "lost",
        _SPACES,
        N_("No rule accounts for it; where it bears meaning, the gate refuses the text."),
        "the gate",
    )


REPAIRING = frozenset(rule for rule in Rule if rule.repairs)


def class_of(rules: tuple[Rule, ...]) -> RuleClass:
    """The class of a change: the weightiest of its rules' classes."""
    kinds = {rule.kind for rule in rules}
    return next(kind for kind in RuleClass if kind in kinds)
