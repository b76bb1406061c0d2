"""Take a language, give the house's own words in it, and what CLDR knows of it: names and plural forms.

The catalogues of sco_pub/locale are read with Babel and turned into a gettext object in memory; there is no compile step.
A language is a BCP 47 tag (``ru``, ``kk``, ``zh-Hant``); ``zh-CN`` falls back to ``zh``, and a language without a
catalogue to the msgids, which are English.
"""

from __future__ import annotations

import io
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

from sco_pub.model.errors import InputError, InternalError
from sco_pub.model.finding import Place
from sco_pub.model.wording import N_, phrase

_FOLDER = Path(__file__).parent.parent / "locale"


@lru_cache(maxsize=64)
def labels(language: str) -> NullTranslations:
    """The labels in a language; the msgids themselves where there are none."""
    parts = language.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        path = _FOLDER / f"{'_'.join(parts[:length])}.po"
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
