"""PO: what localise/ says of catalogues and of the editions made from them."""

from __future__ import annotations

from sco_pub.model.codes.code import Code
from sco_pub.model.severity import Severity
from sco_pub.model.wording import N_

_E = Severity.ERROR

NOTE_DROPPED = Code(
    "PO-010",
    _E,
    N_("The translation no longer calls note [^{label}]; it is put at the block's end."),
    N_("Put [^{label}] after the words it belongs to."),
    N_(
        "No note is ever lost: one that the translation forgot stands at the end of its block, where it is "
        "most likely wrong."
    ),
)
NOTE_STRANGE = Code(
    "PO-011",
    _E,
    N_("The translation calls note [^{label}], which its source doesn't; it stays as text."),
    N_("Copy the call from the msgid."),
    N_(
        "The label belongs to no note of this passage; readers would see it as it is typed. Often a letter "
        "of another script."
    ),
)
NOTE_TWICE = Code(
    "PO-012",
    _E,
    N_("The translation calls note [^{label}] {given} times, its source {wanted}."),
    N_("Delete the call that is too many."),
    N_("The note would stand in the edition more than once, under several numbers."),
)
UNFINISHED = Code(
    "PO-013",
    _E,
    {
        "untranslated": N_("“{source}” has no translation; a release has to be complete."),
        "fuzzy": N_("“{source}” is fuzzy; a release has to be complete."),
    },
    N_("Translate it, or build a draft."),
    N_("A release shows no untranslated passage. Drafts and reviews do, and mark them."),
)
OWN_NOTE_IN_NOTE = Code(
    "PO-014",
    _E,
    N_("The translation of a note has a note of its own; it is put in brackets."),
    N_("Write it as part of the note."),
    N_("No format has notes within notes: without the brackets the inner one would vanish."),
)
TOO_DEEP = Code(
    "PO-015",
    _E,
    N_("The translation {fault}; it is shown letter by letter."),
    N_("Take out some of them."),
    N_("Reading such a text as Markdown takes for ever; nothing of it is lost, but its markup isn't seen as such."),
)
UPDATED = Code(
    "PO-020",
    Severity.INFO,
    N_("{added} entries are new ({fuzzy} of them fuzzy), {revived} came back, {gone} went."),
    meaning=N_(
        "What `update` did to a catalogue. Entries that went are kept at its end with their translations and "
        "come back when their text does."
    ),
)
REJOINED = Code(
    "PO-021",
    Severity.INFO,
    N_("{count} lines that a client had broken off the house's comments are joined to them again."),
    meaning=N_(
        "Some clients wrap comments when they save. A record of a reading or a line with a term then stands in two "
        "lines; `update` and `po normalize` put them together."
    ),
)
FOLLOWED = Code(
    "PO-022",
    Severity.INFO,
    N_(
        "{count} translations followed a change by themselves: note labels {labels}, numbers of headings and captions "
        "{number}, joined paragraphs {joined}."
    ),
    meaning=N_(
        "The source changed in a way that asks nothing of a translator, so the translation was changed with it and "
        "stays finished. Joined paragraphs want a look: a sentence may have to begin otherwise now."
    ),
)
WORK_GONE = Code(
    "PO-030",
    Severity.WARNING,
    N_(
        "Since {since}: {emptied} finished entries came back empty, {readings} readings and {comments} comments are gone."
    ),
    N_("`sco-pub po restore` puts them back; if it was meant, commit the catalogue."),
    N_(
        "Some clients lose work when they save: one that divides entries into sentences empties every longer one. The "
        "catalogue is compared with its last commit, or without git with what the last `update` left."
    ),
)
MERGE_CONFLICT = Code(
    "PO-040",
    _E,
    N_("Both sides translated “{source}”; ours is kept as fuzzy, theirs is in a comment."),
    N_("Choose one and take the mark fuzzy off."),
    N_("Two people translated the same passage differently since their catalogues parted. Nothing is thrown away."),
)
NO_LABELS = Code(
    "PO-050",
    Severity.WARNING,
    N_("{count} of {of} labels have no words in {language}; pages have the English ones."),
    N_("Translate the file; `sco-pub update` makes it."),
    N_(
        "“Abstract”, “Notes”, the colophon's sentences and their like are the house's own words, the same in every publication."
    ),
)
ROW_REFUSED = Code(
    "PO-061",
    Severity.WARNING,
    {
        "unknown": N_("Row {id} isn't taken: no entry has this id; its text changed or went since."),
        "source": N_("Row {id} isn't taken: its source isn't that of the entry “{source}”."),
        "emptied": N_("Row {id} isn't taken: it is empty, but “{source}” has a translation."),
        "copied": N_("Row {id} isn't taken: its translation is the source “{source}” once more."),
        "twice": N_("Row {id} isn't taken: it stands there twice, with different translations of “{source}”."),
        "unreadable": N_("Row {id} isn't taken: its cell holds something that isn't text (“{source}”)."),
    },
    N_("Look at it by hand, and put right in the catalogue what is meant."),
    N_("What comes back from another tool never takes a translation away and never meets another text than its own."),
)
ROW_FUZZY = Code(
    "PO-062",
    Severity.WARNING,
    {
        "markup": N_("Row {id} is taken as fuzzy: its translation of “{source}” lost {missing}."),
        "formatted": N_(
            "Row {id} is taken as fuzzy: letters of it are set italic or bold, which isn't taken over (“{source}”)."
        ),
    },
    N_("Put it in, then take the mark fuzzy off."),
    N_("Calls of notes, links and formulas stand in both texts; emphasis is written with stars, *so* or **so**."),
)
ROW_AND_OURS = Code(
    "PO-063",
    Severity.WARNING,
    N_("Row {id}: “{source}” was changed here too since it was handed out; ours stays, theirs is in a comment."),
    N_("Choose one, and delete the line `# sco-merge:`."),
    N_("A file was translated outside while somebody worked on the same entry here. Nothing is thrown away."),
)
APPROVED_OTHER = Code(
    "PO-065",
    Severity.WARNING,
    N_("{count} translations are approved there, but read otherwise here, or aren't finished."),
    N_("Bring both to the same state first (`git pull`, or a newer export), then import again."),
    N_("An approval is for one wording. It is recorded only where just that wording stands."),
)
APPROVED_NAMELESS = Code(
    "PO-066",
    Severity.INFO,
    N_("{count} translations come back approved, and nothing says who read them."),
    N_("Say it, and they are recorded as read: --by NAME."),
    N_("A record of a reading has a name. The file holds none, so nothing is recorded."),
)
TERM_ASKED = Code(
    "PO-067",
    Severity.WARNING,
    N_("“{words}” stays: “{new}” isn't put in its place by itself ({term})."),
    N_("Change it by hand, with the words around it."),
    N_(
        "`po replace-term` replaces words that stand as the glossary has them, and inflected ones where there is but one answer "
        "of the same gender. Everywhere else the sentence may have to change with them."
    ),
)
NO_DRAFT = Code(
    "PO-064",
    Severity.WARNING,
    N_("{count} entries stay empty: the machine lost their markup, gave nothing, or left them in Chinese."),
    meaning=N_(
        "`po prefill` takes a draft only if every call of a note, link and formula of its source is in it, once. What isn't "
        "taken is translated by hand as ever."
    ),
)
