"""Take a language, give the house's own words in it, and what CLDR knows of it: names and plural forms.

The catalogues of sco_pub/locale are read with Babel and turned into a gettext object in memory; there is no compile step.
A language is a BCP 47 tag (``ru``, ``kk``, ``zh-Hant``); ``zh-CN`` falls back to ``zh``, and a language without a
catalogue to the msgids, which are English.

A house has words of its own in ``translations/labels/LANG.po``: for a language that is shipped with none, or other words for one
that is.  An entry with other placeholders than its msgid's is refused, for it would break pages.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from string import Formatter

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

from sco_pub.edge.po import file as po
from sco_pub.model.errors import InputError, InternalError
from sco_pub.model.finding import Place
from sco_pub.model.scripts import code_of
from sco_pub.model.wording import N_, phrase

_FOLDER = Path(__file__).parent.parent / "locale"


class _Own(NullTranslations):
    """The house's own words before those that are shipped."""

    def __init__(self, words: Mapping[str, str], shipped: NullTranslations) -> None:
        super().__init__()
        self.words, self._shipped = words, shipped

    def gettext(self, message: str) -> str:
        return self.words.get(message) or self._shipped.gettext(message)


def labels(language: str, folder: Path | None = None) -> NullTranslations:
    """The labels in a language; the msgids themselves where there are none.

    ``folder``: the house's own (``translations/labels``).  InputError for a file there that can't be read or used."""
    return with_words(language, own_words(language, folder) if folder is not None else {})


def with_words(language: str, words: Mapping[str, str]) -> NullTranslations:
    """The labels in a language, with a house's own words before those that are shipped."""
    return _Own(words, _shipped(language)) if words else _shipped(language)


def words_of(words: NullTranslations) -> Mapping[str, str]:
    """The house's own words among labels."""
    return words.words if isinstance(words, _Own) else {}


def own_file(folder: Path, language: str) -> Path:
    """Where a house has its words in a language."""
    return folder / f"{language}.po"


def own_words(language: str, folder: Path) -> Mapping[str, str]:
    """The words that the house has itself, by msgid; fuzzy ones don't count."""
    path = own_file(folder, language)
    if not path.is_file():
        return {}
    catalogue = po.read_catalogue(path, publication="labels", language=language)
    words = {}
    for entry in catalogue.entries:
        if entry.obsolete or entry.fuzzy or not entry.target.strip():
            continue
        if _placeholders(entry.target) != _placeholders(entry.source):
            raise InputError(
                phrase(N_("The label “{label}” has other names in braces than its source."), label=entry.target[:60]),
                place=Place(str(path), entry.line),
                hint=phrase(N_("Write each of {names} once."), names=", ".join(_placeholders(entry.source)) or "{}"),
            )
        words[entry.source] = entry.target
    return words


def missing(language: str, folder: Path | None = None) -> tuple[str, ...]:
    """The msgids for which there are no words in a language, shipped or the house's; in English there are always some."""
    if language.split("-")[0] == "en":
        return ()
    if isinstance(_shipped(language), GNUTranslations):
        return ()
    own = own_words(language, folder) if folder is not None else {}
    return tuple(message for message, _ in messages() if message not in own)


def count() -> int:
    """How many labels an edition can have."""
    return len(messages())


@lru_cache(maxsize=1)
def messages() -> tuple[tuple[str, str], ...]:
    """Every label and where it stands, in the order of the files."""
    with (_FOLDER / "en.po").open("rb") as stream:
        return tuple((str(m.id), " ".join(m.auto_comments)) for m in read_po(stream) if m.id)


def _placeholders(text: str) -> list[str]:
    return sorted(f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name is not None)


@lru_cache(maxsize=64)
def _shipped(language: str) -> NullTranslations:
    """The labels that come with the program."""
    parts = language.replace("_", "-").split("-")
    names = ["_".join(parts[:length]) for length in range(len(parts), 0, -1)]
    if code_of(language) != code_of(parts[0]):
        names[-1] = f"{parts[0]}_{code_of(language)}"  # 繁體 has no words of 简体
    for name in names:
        path = _FOLDER / f"{name}.po"
        if path.is_file():
            return _load(path)
    return NullTranslations()


def label_languages() -> tuple[str, ...]:
    """The languages that have labels, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.po")))


def locale_of(language: str) -> Locale:
    """CLDR's locale for a BCP 47 tag; InputError if there is no such language."""
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        raise InputError(
            phrase(N_("“{language}” isn't a language that CLDR knows."), language=language),
            place=Place(language),
            hint=N_("Use a BCP 47 tag such as kk, pt-BR or zh-Hant."),
        ) from None


def language_name(language: str, *, in_language: str = "en") -> str:
    """A language's name in another language: ``language_name("zh", in_language="ru")`` is китайский."""
    return locale_of(language).get_display_name(in_language.replace("-", "_")) or language


def plural_forms(language: str) -> str:
    """The value of the header field Plural-Forms, with its semicolon."""
    return f"{get_plural(locale_of(language)).plural_forms.rstrip(';')};"


def _load(path: Path) -> GNUTranslations:
    try:
        with path.open("rb") as stream:
            catalogue = read_po(stream, abort_invalid=True)
    except (OSError, PoFileError) as error:
        raise InternalError(
            phrase(N_("The labels in {name} can't be read: {error}."), name=path.name, error=str(error))
        ) from None
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
