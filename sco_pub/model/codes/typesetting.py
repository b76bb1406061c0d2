"""TYP: what typeset/ and the makers of files say of an edition on its way to PDF, EPUB, DOCX or a page."""

from __future__ import annotations

from sco_pub.model.codes.code import Code
from sco_pub.model.severity import Severity
from sco_pub.model.wording import N_

_E, _W = Severity.ERROR, Severity.WARNING
_FEWER = N_("Write it with fewer means, or as a picture.")

# Made harmless
RAW_DROPPED = Code(
    "TYP-101",
    _W,
    N_("A raw {format} passage was dropped."),
    N_("Write it in Markdown."),
    N_("Raw HTML, TeX or Word XML could act in a reader's program and works in one format only."),
)
LINK_UNDONE = Code(
    "TYP-102",
    _W,
    N_("The link to “{target}” was undone; its text stays."),
    N_("Use a full https address."),
    N_(
        "Only https, http and mailto addresses and places of the text itself are links. Anything else would "
        "lead nowhere in the file, or could act."
    ),
)
METADATA_DROPPED = Code(
    "TYP-103",
    _W,
    N_("The metadata field “{name}” would change how the document is set; it was dropped."),
    meaning=N_(
        "Fields such as header-includes are commands to pandoc. How a publication looks is said in sco_pub.toml."
    ),
)
PICTURE_MISSING = Code(
    "TYP-104",
    _E,
    {
        "missing": N_("The picture “{source}” isn't a file of this publication; its description stands in its place."),
        "kind": N_(
            "The picture “{source}” isn't a PNG, JPEG, GIF, SVG or PDF that can be shown; its description stands in its place."
        ),
    },
    meaning=N_(
        "Pictures are files in the publication's folder under source/. Nothing is fetched from elsewhere, and a text without "
        "its picture isn't the text."
    ),
)
ATTRIBUTE_DROPPED = Code(
    "TYP-105",
    _W,
    N_("The attribute “{key}” was dropped."),
    meaning=N_("Only lang, dir and the sizes of pictures may stand in braces; event handlers and styles could act."),
)
CHARACTERS_DROPPED = Code(
    "TYP-106",
    _W,
    N_("Characters that no file may hold were dropped: {names}."),
    meaning=N_("XML forbids control characters; EPUB and DOCX are XML and would not open."),
)
FIGURE_UNREADABLE = Code(
    "TYP-111",
    _E,
    N_("The figure can't be read as SVG or PDF."),
    N_("Save it again from the program that drew it, or as PNG."),
    N_("A figure that can't be read can't be shown in any format."),
)
FIGURE_STRIPPED = Code(
    "TYP-112",
    _W,
    N_("The drawing was shown without what acts or fetches in it: {names}."),
    N_("Save it as plain SVG, with its pictures inside."),
    N_("An SVG may hold scripts, links and addresses; a publication's figure does nothing but show."),
)
UNKNOWN_KEY = Code(
    "TYP-113",
    _W,
    N_("The key “{name}” of the front matter isn't known and is printed nowhere."),
    {
        "near": N_("Is “{near}” meant? docs/front-matter.md has all keys."),
        "": N_("docs/front-matter.md has all keys."),
    },
    N_("Metadata under a name that nothing reads would be lost without a word."),
)
REFERENCE_UNRESOLVED = Code(
    "TYP-114",
    _E,
    {
        "": N_("The reference @{key} leads nowhere; it stands as it was written."),
        "source": N_("There is no source for the citation @{key}; it stands as it was written."),
        "glued": N_("The citation @{key} stands right behind a letter and is read as words."),
        "note": N_("The note @{key} isn't there, or has no number because notes restart on each page."),
    },
    {
        "": N_("Give its figure, table, equation or section this name in braces."),
        "glued": N_("Write it in brackets, [@{key}], or put a space before it."),
        "note": N_('Check the note\'s label; where notes restart on pages, set restart = "document" in [notes].'),
        "source": N_("Put it into the list of sources that the front matter names (bibliography), or mend the key."),
    },
    N_("A reference that nothing answers would be printed as a code."),
)
SOURCES_MISSING = Code(
    "TYP-115",
    _E,
    N_("The list of sources {name} isn't there."),
    N_("Put it beside master.md, as BibTeX (.bib) or CSL-JSON (.json), or name the file that is there."),
    N_("The key bibliography of the front matter names the file that citations are set from."),
)
INNER_NOTE = Code(
    "TYP-107",
    _W,
    {
        "": N_("The note “{begin}” has a note of its own; it was put in brackets there."),
        "called": N_("The note “{begin}” calls the note {call}, which no format can show; the call stays as text."),
    },
    N_("Make one note of the two."),
    N_("No format has notes within notes: without the brackets the inner one would vanish."),
)
UNCALLED_NOTE = Code(
    "TYP-108",
    _W,
    N_("The note {call} has a text but nothing calls it; it stands behind the text."),
    N_("Put its call into the text, or delete the note."),
    N_("pandoc drops the text of a note that no call leads to; it is kept where it can be seen."),
)

# PDF
NO_GLYPH = Code(
    "TYP-201",
    _E,
    N_("No font has the character “{character}” ({point}); the page shows a box."),
    N_("Name a family that has it in sco_pub.toml, or install fonts-noto-cjk-extra or fonts-hanazono."),
    N_("Rare hanzi stand in the extended planes, which few fonts have."),
)
NOTES_TOO_HIGH = Code(
    "TYP-202",
    _E,
    N_("The notes of page {page} are higher than the page; the longest is note “{label}”."),
    N_("Part the note in two, or move what is long into the text."),
    N_("A footnote area higher than its page would be cut off at the page's edge."),
)
ENGINE_SAYS = Code(
    "TYP-205",
    _W,
    N_("WeasyPrint says: {said}"),
    meaning=N_(
        "A remark of the program that sets the pages. It names a rule of style or a resource that it could "
        "not use; the page was made without it."
    ),
)
FORMULA_PDF = Code(
    "TYP-206",
    _E,
    {
        "": N_("A formula can't be set in the PDF and stands as TeX: {formula}"),
        "why": N_("A formula can't be set in the PDF and stands as TeX, for {why}: {formula}"),
    },
    _FEWER,
    N_(
        "Formulas are read by pandoc and drawn by ziamath; this one is beyond one of them, or has signs that no font here draws."
    ),
)
NO_PANGO = Code(
    "TYP-211",
    _E,
    N_("Pango, which sets the pages, can't be loaded: {error}"),
    N_("apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
    N_("Without this library no PDF can be made. The other formats don't need it."),
)
NO_SUBSETTER = Code(
    "TYP-212",
    _E,
    N_("HarfBuzz's font subsetter is missing; a Chinese PDF would take some thirty times as long to write."),
    N_("apt-get install libharfbuzz-subset0"),
    N_("Chinese fonts have tens of thousands of glyphs; the subsetter takes out those that are used."),
)
FONT_MISSING = Code(
    "TYP-213",
    _E,
    N_("The font family {family} isn't installed."),
    {
        "package": N_("apt-get install {package}"),
        "": N_("Install it, or name another family in sco_pub.toml."),
    },
    N_(
        "With another font in its place lines would break elsewhere, and the same sources would no longer "
        "give the same bytes."
    ),
)
FONT_RESTRICTED = Code(
    "TYP-214",
    _E,
    N_("The font family {family} may not be embedded: its own table says so."),
    N_("Name a family under a free licence in sco_pub.toml."),
    N_("A PDF for the archive carries its fonts; a font whose maker forbids that can't be used."),
)
QUOTE_FACE_MISSING = Code(
    "TYP-215",
    _W,
    N_("None of the faces for abstracts and quotations is installed ({families}); they are set in the text's own."),
    {
        "package": N_("apt-get install {package}"),
        "": N_("Install one, or name another under quote in sco_pub.toml."),
    },
    N_(
        "Chinese books set an abstract, a quotation and what is stressed in 楷体, which stands in the place of an italic."
    ),
)

FONT_UNCOVERED = Code(
    "TYP-216",
    _E,
    N_("The font family {family} lacks letters of the language {language}: {letters}"),
    N_("Name a family that has them under [fonts.LANG] in sco_pub.toml; Noto has one for every script."),
    N_("Another font would stand in without a word, or boxes."),
)

# Other formats
MANY_CIRCLES = Code(
    "TYP-301",
    _W,
    N_("Word has circled numbers up to {most}, the text has {count} notes; the others get plain numbers."),
    N_("Let the numbers restart on each page, or use Arabic ones."),
    N_("Word's own numbering ends at ⑳."),
)
EPUB_FONT = Code(
    "TYP-302",
    _W,
    N_("The EPUB can't carry the font {family}: it isn't installed or may not be embedded."),
    N_("Install it, name another family, or set embed_fonts = false."),
    N_("The reading program's own font stands in its place."),
)
FORMULA_FLOWING = Code(
    "TYP-303",
    _E,
    N_("A formula can't be set and stands as TeX: {formula}"),
    _FEWER,
    N_("Web pages, EPUB and Word show formulas as MathML; pandoc can't turn this one into it."),
)
