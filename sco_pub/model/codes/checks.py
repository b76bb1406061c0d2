"""CHK: what check/ says of a translation beside its source."""

from __future__ import annotations

from sco_pub.model.codes.code import Code
from sco_pub.model.severity import Severity
from sco_pub.model.wording import N_

_E, _W = Severity.ERROR, Severity.WARNING
_OF_SOURCE, _OF_NUMBER = N_("Copy the call from the source text."), N_("Compare the figures; waive it if it is meant.")
_SPACE, _DELETE, _EN_DASH = N_("Use a no-break space there."), N_("Delete the space."), N_("Use an en dash.")
_YOLOCHKI = N_("Use «ёлочки», inside them „лапки“.")

NOTES = Code(
    "CHK-001",
    _E,
    {
        "letters": N_("The call [^{given}] has letters of another script; the note is [^{label}]."),
        "missing": N_("The call of note [^{label}] is missing."),
        "many": N_("Note [^{label}] is called {given} times."),
        "few": N_("Note [^{label}] is called {given} times, not {wanted}."),
        "strange": N_("The source calls no note [^{label}]."),
    },
    {
        "letters": _OF_SOURCE,
        "missing": _OF_SOURCE,
        "many": N_("Delete one call."),
        "strange": N_("Delete the call."),
    },
    N_(
        "Each note call of the source stands once in the translation, in any order. A call that is missing "
        "loses a source; one too many leads nowhere."
    ),
    waived_by="notes",
)
NOTE_ORDER = Code(
    "CHK-029",
    _W,
    N_("The call of note [^{given}] stands where the source has the one of [^{label}]."),
    N_("Look whether each call stands behind the words it belongs to; waive it if the order of the words changed."),
    N_("Two calls of one sentence changed places: each note then proves what the other was written for."),
    waived_by="notes",
)
MARKUP = Code(
    "CHK-002",
    _E,
    {
        "attributes-missing": N_("The attributes {item} of the source is missing."),
        "attributes-added": N_("The attributes {item} isn't in the source."),
        "code-missing": N_("The code {item} of the source is missing."),
        "code-added": N_("The code {item} isn't in the source."),
        "math-missing": N_("The math {item} of the source is missing."),
        "key-missing": N_("The reference {item} of the source is missing or changed."),
        "key-added": N_("The reference {item} isn't in the source."),
        "bracket": N_("A bracket {mark} has no partner."),
        "power": N_("The raised figure of {item} is on the line."),
        "bold-open": N_("A mark {mark} (bold) has no partner."),
        "italic-open": N_("A mark {mark} (italic) has no partner."),
        "struck-out-open": N_("A mark {mark} (struck out) has no partner."),
        "bold": N_("The source has {wanted} bold passages, the translation {given}."),
        "italic": N_("The source has {wanted} italic passages, the translation {given}."),
        "struck-out": N_("The source has {wanted} struck out passages, the translation {given}."),
    },
    N_("Markup has to come out as in the source text."),
    N_(
        "Emphasis, code, formulas and spans in braces belong to the text. A mark that isn't closed turns the "
        "rest of the passage."
    ),
    waived_by="markup",
)
LINKS = Code(
    "CHK-003",
    _E,
    {
        "missing": N_("The address {address} is missing or changed."),
        "added": N_("The address {address} isn't in the source."),
        "broken": N_("The address {address} is there, but no longer a link."),
    },
    {
        "missing": N_("Copy it from the source text."),
        "added": N_("Waive it if the translation adds it on purpose."),
        "broken": N_("Write [words](address), without a space between and with both brackets."),
    },
    N_("Addresses are not translated; a changed sign leads nowhere."),
    waived_by="links",
)
NUMBERS = Code(
    "CHK-004",
    _E,
    {
        "missing": N_("The number {words} isn't in the translation."),
        "added": N_("The number {words} isn't in the source."),
    },
    {
        "missing": N_("Expected {reading}; the units are 万 = 10 thousand, 亿 = 100 million."),
        "added": _OF_NUMBER,
    },
    N_(
        "Numbers are read in both texts and compared as values: 1134亿 is 113.4 billion. 万 and 亿 are the "
        "commonest slips."
    ),
    waived_by="numbers",
)
LEFT_IN_CHINESE = Code(
    "CHK-005",
    _E,
    N_("{words} is left in Chinese."),
    N_("Translate it, or put a cited title or name where the source cites it."),
    N_("Hanzi may stay in cited titles, in notes and as a gloss in brackets behind their translation."),
    waived_by="hanzi",
)
COPIED = Code(
    "CHK-006",
    _E,
    {
        "spaces": N_("The translation is nothing but spaces."),
        "copy": N_("The translation is a copy of the source."),
    },
    {
        "spaces": N_("Translate it or empty it."),
        "copy": N_("Translate it."),
    },
    N_("The entry counts as translated and isn't."),
    waived_by="copied",
)
MIXED_SCRIPTS = Code(
    "CHK-007",
    _E,
    {
        "": N_("{words} mixes Latin and Cyrillic letters."),
        "letter": N_("The word “{letter}” in {words} is a letter of another script."),
    },
    N_("Type it anew."),
    N_("A letter of the other script looks the same, but the word can't be searched, sorted or read aloud."),
    waived_by="script",
)
OTHER_NUMBER = Code(
    "CHK-009",
    _W,
    {
        "": N_("{words} ({reading}) isn't in the translation, but {given} is."),
        "lost": N_("{words} ({reading}) isn't in the translation."),
    },
    {"": N_("Compare the two."), "lost": N_("Put its number in, or waive it.")},
    N_(
        "A hanzi numeral came over neither as a figure nor as a word; a number word stands there that the source hasn't."
    ),
    waived_by="numbers",
)
NESTING = Code(
    "CHK-008",
    _E,
    {
        "note": N_("A note of your own stands within a note, which no format can show."),
        "deep": N_("The translation {fault}; it would be shown letter by letter."),
    },
    {
        "note": N_("Write it as part of the note, in brackets."),
        "deep": N_("Take out some of them."),
    },
    N_("No format has notes within notes, and brackets within brackets within brackets take for ever to read."),
    waived_by="nesting",
)
QUOTES = Code(
    "CHK-010",
    _W,
    {
        "straight": N_("{words} has a straight quotation mark."),
        "lost": N_("The source quotes {words}, the translation has neither quotation marks nor italics."),
        "english": N_("{words} has an English quotation mark."),
        "foreign": N_("{words} has a foreign quotation mark."),
        "outside": N_("{words} has a comma or stop outside the quotation."),
        "apostrophe": N_("{words} has a straight apostrophe."),
        "second": N_("{words} is a second level of « »."),
        "inner": N_("{words} stands outside « »."),
        "pairs": N_("{lefts} marks {left} and {rights} marks {right}."),
        "single": N_("{words} stands outside “ ”."),
        "doubled": N_("{words} is a second level of “ ”."),
        "unclosed": N_("{words} opens with ‘ and isn't closed."),
        "unopened": N_("{words} closes with ’ and isn't opened."),
    },
    {
        "straight": N_("Use the language's own marks."),
        "lost": N_("Quote it, or waive it."),
        "english": _YOLOCHKI,
        "foreign": N_("Use “ ” and inside them ‘ ’."),
        "outside": N_("Put it inside: ,” and .”"),
        "apostrophe": N_("Use ’."),
        "second": N_("Use „ “ inside « »."),
        "inner": N_("Use « » first."),
        "pairs": N_("Each needs its partner."),
        "single": N_("Use “ ” first, ‘ ’ inside them."),
        "doubled": N_("Use ‘ ’ inside “ ”."),
        "unclosed": N_("Put ’ before the closing ”."),
        "unopened": N_("Put ‘ where the inner quotation begins."),
    },
    N_(
        "Quotation marks follow the target language: for Russian Milchin and Cheltsova, for English the "
        "Chicago Manual of Style (6.9, 13.30)."
    ),
    waived_by="quotes",
)
DASHES = Code(
    "CHK-011",
    _W,
    {
        "doubled": N_("{words} has doubled dashes."),
        "hyphen-for-dash": N_("{words} has a hyphen for a dash."),
        "hyphen": N_("{words} has a hyphen."),
        "en": N_("{words} has an en dash between words."),
        "close": N_("{words} has a dash without spaces."),
        "spaced": N_("{words} has a spaced dash."),
    },
    {
        "doubled": N_("Use one dash."),
        "hyphen-for-dash": N_("Use a dash."),
        "hyphen": _EN_DASH,
        "en": N_("Use an em dash."),
        "close": N_("Put a no-break space before it and a space after."),
        "spaced": N_("Close it up—like this."),
    },
    N_(
        "Dashes follow the target language: spaced in Russian, closed up in English; an en dash between "
        "figures (Chicago 6.75–6.92)."
    ),
    waived_by="dashes",
)
NO_BREAK_SPACES = Code(
    "CHK-012",
    _W,
    {
        "dash": N_("{words} has a breaking space before a dash."),
        "after-number": N_("{words} has a breaking space after a number."),
        "before-number": N_("{words} has a breaking space before a number."),
        "initial": N_("{words} has a breaking space after an initial."),
        "unit": N_("{words} has a breaking space."),
    },
    {
        "dash": _SPACE,
        "after-number": _SPACE,
        "before-number": N_("Make it no-break."),
        "initial": N_("Use a no-break space."),
        "unit": N_("Make it no-break."),
    },
    N_(
        "A number and its unit, initials and their name, a word and its dash stay on one line. Each kind is told once a "
        "catalogue, where it stands first: it is a habit of the hand, which one replacement mends."
    ),
    waived_by="nbsp",
)
FULL_WIDTH = Code(
    "CHK-013",
    _W,
    N_("{words} is a full-width sign."),
    N_("Use the sign of the target language."),
    N_("Chinese marks are an em wide and leave holes in a Latin or Cyrillic line."),
    waived_by="fullwidth",
)
SPACES = Code(
    "CHK-014",
    _W,
    {
        "doubled": N_("{words} is followed by more than one space."),
        "closing": N_("{words} has a space before a closing sign."),
        "opening": N_("{words} has a space after an opening sign."),
        "missing": N_("{words} has no space behind a mark."),
        "edge": N_("The translation begins or ends with a space."),
    },
    {
        "doubled": N_("Use one space."),
        "closing": _DELETE,
        "opening": _DELETE,
        "missing": N_("Put one in."),
        "edge": N_("Delete it."),
    },
    N_("A stray space shows in justified lines and parts a mark from its word."),
    waived_by="spaces",
)
OTHER_LANGUAGE = Code(
    "CHK-017",
    _E,
    N_("The translation is written in letters of another language: {words}."),
    N_("Translate it, or move it into the catalogue that it belongs to."),
    N_(
        "Nearly all letters of the entry are of a script in which the language isn't written: it was pasted into the wrong file."
    ),
    waived_by="language",
)
OTHER_UNIT = Code(
    "CHK-018",
    _W,
    N_("{words} has become {given}."),
    N_("Give the figure the unit that it has in the source."),
    N_("A figure came over unchanged and its unit didn't: kilograms for grams, kilometres for nautical miles."),
    waived_by="units",
)
DOUBLED_WORD = Code(
    "CHK-015",
    _W,
    N_("A word stands twice: {words}."),
    N_("Delete one, or waive it if it is meant."),
    N_("A word that is there twice is mostly left from a sentence that was turned round."),
    waived_by="doubled",
)
UNLIKELY_LENGTH = Code(
    "CHK-016",
    _W,
    {
        "short": N_("The translation has {signs} signs for {hanzi} hanzi: something is missing."),
        "long": N_("The translation has {signs} signs for {hanzi} hanzi: it may belong to another text."),
        "clause": N_(
            "The translation has {signs} signs for {hanzi} hanzi, where others have about {usual}: a clause may be missing."
        ),
        "sentences": N_(
            "The source has {wanted} sentences, the translation {given}, and {signs} signs for {hanzi} hanzi: one may be missing."
        ),
    },
    N_("Read it against the source."),
    N_(
        "A translation from Chinese into a language with an alphabet has three to six times as many signs, notes up to ten."
    ),
    waived_by="length",
)
STOP_LOST = Code(
    "CHK-019",
    _W,
    N_("The source ends with {mark}, the translation without a mark: {words}."),
    N_("Look whether its end is missing; put the mark."),
    N_("The last sign is what a paste loses first, and sometimes more than a sign."),
    waived_by="stop",
)
NEGATION_LOST = Code(
    "CHK-022",
    _W,
    {
        "": N_("{words} denies something, and nothing in the translation does."),
        "added": N_("{words} denies something, and nothing in the source does."),
    },
    {
        "": N_("Read it against the source; waive it if the translation says the same without a negation."),
        "added": N_("Read it against the source; waive it if the source says the same without a negation."),
    },
    N_("A lost “not” turns a sentence into its opposite, and the sentence still reads well."),
    waived_by="negation",
)
BRACKETS = Code(
    "CHK-023",
    _W,
    N_("{lefts} brackets {left} and {rights} brackets {right}."),
    N_("Each needs its partner."),
    N_("Brackets come in pairs, as they do in the source."),
    waived_by="brackets",
)
TERM_MISSING = Code(
    "CHK-020",
    _W,
    N_("The term {term} isn't rendered as {allowed}."),
    N_("Use the glossary's word, or waive it here."),
    N_(
        "The source has a term of the glossary and the translation none of its renderings, in any of their "
        "forms. A pronoun may be good style: then waive it."
    ),
    waived_by="terms",
)
TERM_FORBIDDEN = Code(
    "CHK-021",
    _W,
    {
        "": N_("{words} is not to be used for {term}."),
        "use": N_("{words} is not to be used for {term}."),
    },
    {
        "use": N_("Use {allowed}."),
    },
    N_("The glossary forbids this rendering for a term of the source."),
    waived_by="terms",
)
NAME = Code(
    "CHK-024",
    _W,
    {
        "other": N_("The name {name} reads {reading}; the translation has {given}."),
        "order": N_("The name {name} reads {reading}; the translation has {given}, with the surname last."),
        "hyphen": N_("The given name of {name} has a hyphen: {given}."),
        "two": N_("The name {name} is {given} here and {elsewhere} elsewhere."),
        "sound": N_("Nothing in the translation sounds like the name {name}; it has {given}."),
        "stranger": N_("{given} looks like a Chinese name, and nothing in the source reads so."),
    },
    {
        "other": N_("Write it as it reads; waive it if the person or place is known so."),
        "order": N_("Put the surname first, as the source does; waive it if the person signs so."),
        "hyphen": N_("Write it in one word."),
        "two": N_("Use one form; waive it if two are meant."),
        "sound": N_("Compare the two; waive it if the person is known so."),
        "stranger": N_("Compare it with the source's names; waive it if it was added on purpose."),
    },
    N_(
        "Names are rendered by their sound, in English by Pinyin, in Russian by Palladius' table, surname first. A letter "
        "more or less is another name, which no reader can look up."
    ),
    waived_by="names",
)
PLACE = Code(
    "CHK-025",
    _W,
    {
        "": N_("{words} isn't in the translation, but {given} is."),
        "lost": N_("{words} isn't in the translation, which has the other places of the list."),
    },
    N_("Compare the two; waive it if the other is meant."),
    N_("A country, province or city of the source is missing and another one stands there, which the source hasn't."),
    waived_by="places",
)
OMITTED = Code(
    "CHK-026",
    _W,
    {
        "list": N_("The list {words} has {wanted} members, the longest one in the translation {given}."),
        "word": N_("The word {words} isn't in the translation, nor what it is short for."),
    },
    N_("Read it against the source; waive it if nothing is missing."),
    N_("Something that the source counts up or names in Latin letters is no longer there."),
    waived_by="omitted",
)
DECIMAL = Code(
    "CHK-027",
    _W,
    N_("{words} has a decimal point."),
    N_("Write the decimal comma of the language."),
    N_("A point between figures reads as a date or a section's number where the language writes a comma."),
    waived_by="decimal",
)
CONTRAST = Code(
    "CHK-028",
    _W,
    {
        "": N_("{words} isn't in the translation, but {given} is."),
        "lost": N_("{words} isn't in the translation, nor anything that says as much."),
        "order": N_("{words} and {given} begin clauses of their own, in the translation the other way round."),
        "two": N_("{words} is {given} in one place and {elsewhere} in another."),
    },
    N_("Compare the two; waive it if both say the same."),
    N_(
        "One of two words that exclude each other stands for the other: after for before, more for less, plaintiff for defendant."
    ),
    waived_by="contrast",
)
WAIVER_BARE = Code(
    "CHK-030",
    _W,
    N_("The waiver {waiver} gives no reason."),
    N_("Write “ — ” and the reason."),
    N_("A waiver without a reason doesn't count: the next reader couldn't tell whether it still holds."),
)
WAIVER_UNKNOWN = Code(
    "CHK-031",
    _W,
    N_("The waiver {waiver} names no check."),
    N_("Names are {names}."),
    N_("The name is mistyped; nothing is waived."),
)
WAIVER_IDLE = Code(
    "CHK-032",
    Severity.INFO,
    N_("The waiver {waiver} is no longer needed."),
    N_("Delete it."),
    N_("What it waived doesn't occur any more."),
)
NOTE_IN_NOTE = Code(
    "CHK-041",
    _E,
    N_("The note {begin} has a note of its own, which no format can show."),
    N_("Make one note of the two; until then it is set in brackets."),
    N_("The master has a note within a note. Nothing is lost, but it isn't what anyone meant."),
)
NOTE_WITHOUT_CALL = Code(
    "CHK-042",
    _E,
    N_("The note {begin} has a text but nothing calls it; it stands behind the text."),
    N_("Put its call into the master, or delete the note there."),
    N_("A call was deleted or mistyped in the master. Nothing is lost, but the note has no place in the text."),
)
OTHER_TEXTS = Code(
    "CHK-040",
    _E,
    {
        "": N_("The catalogue lacks {missing} of the master's texts, and has {strange} that it no longer has."),
        "first": N_(
            "The catalogue lacks {missing} of the master's texts, first {first}, and has {strange} that it "
            "no longer has."
        ),
    },
    N_("Run `sco-pub update`."),
    N_("The master has changed since the catalogue was made. `update` keeps every translation."),
)
