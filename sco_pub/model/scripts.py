"""The scripts that editions can be set in: which languages write in them, which way they run, what type they need.

A language is a BCP 47 tag.  Its script is what the tag says (``az-Arab``), else what is usual for the language (CLDR, likely
subtags, as far as it isn't the Latin alphabet).  What isn't here can't be set: scripts whose letters form clusters or whose lines
break by a dictionary (Devanagari, Thai, Khmer …), and those that run downwards (Mongolian).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """``kin``: the language whose settings its languages take where they have none; ``serif`` and ``sans``: families with its
    letters (empty: the house's usual ones); ``letters``: some that every font for it has."""

    code: str
    letters: str
    kin: str = ""
    serif: str = ""
    sans: str = ""
    right_to_left: bool = False


LATIN = Script("Latn", "aZéß")
SCRIPTS = {
    script.code: script
    for script in (
        LATIN,
        Script("Cyrl", "аЯё"),
        Script("Grek", "αΩ"),
        Script("Hans", "国说", "zh", "Noto Serif CJK SC", "Noto Sans CJK SC"),
        Script("Hant", "國說", "zh", "Noto Serif CJK TC", "Noto Sans CJK TC"),
        Script("Jpan", "国のア", "zh", "Noto Serif CJK JP", "Noto Sans CJK JP"),
        Script("Kore", "한글", "", "Noto Serif CJK KR", "Noto Sans CJK KR"),
        Script("Arab", "ابي", "", "Noto Naskh Arabic", "Noto Sans Arabic", right_to_left=True),
        Script("Hebr", "אבת", "", "Noto Serif Hebrew", "Noto Sans Hebrew", right_to_left=True),
    )
}
_USUAL = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "kk", "ky", "tg", "mn", "sr", "mk", "tt", "ba", "cv", "ce", "os", "sah"), "Cyrl"),
    **dict.fromkeys(("ar", "fa", "ur", "ug", "ps", "sd", "ckb"), "Arab"),
    **dict.fromkeys(("he", "yi"), "Hebr"),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), "Deva"),
    "zh": "Hans", "ja": "Jpan", "ko": "Kore", "el": "Grek", "th": "Thai", "lo": "Laoo", "km": "Khmr", "my": "Mymr", "bo": "Tibt",
    "dz": "Tibt", "bn": "Beng", "as": "Beng", "ta": "Taml", "te": "Telu", "ml": "Mlym", "kn": "Knda", "gu": "Gujr", "pa": "Guru",
    "or": "Orya", "si": "Sinh", "ka": "Geor", "hy": "Armn", "am": "Ethi", "ti": "Ethi", "dv": "Thaa", "ii": "Yiii",
}  # fmt: skip
_TRADITIONAL = frozenset({"TW", "HK", "MO"})
#: Letters that a language has beside its script's own.
_LETTERS = {
    "kk": "әғқңөұүһі", "ky": "ңөү", "tg": "ғӣқӯҳҷ", "uk": "єіїґ", "be": "ўі", "mn": "өү", "tt": "әөүҗңһ",
    "vi": "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư", "tr": "ğışİ", "az": "əğışİ", "pl": "ąęłńśźż", "cs": "ěřůž",
    "fa": "پچژگکی", "ur": "ٹڈڑںےھ", "ug": "ئەۇۆۈېۋڭ", "ps": "ټډړښڼ",
}  # fmt: skip


def code_of(language: str) -> str:
    """The ISO 15924 code of the script that a language is written in."""
    primary, *rest = language.replace("_", "-").split("-")
    for part in rest:
        if len(part) == 4 and part.isalpha():
            return part.title()
    if primary.lower() == "zh" and any(part.upper() in _TRADITIONAL for part in rest):
        return "Hant"
    return _USUAL.get(primary.lower(), "Latn")


def script_of(language: str) -> Script | None:
    """The script of a language; None for one that can't be set."""
    return SCRIPTS.get(code_of(language))


def names_of(language: str) -> tuple[str, ...]:
    """The rows of a table by language that serve one, the nearest first: its own, that of the language without script and
    region, that of the language whose settings its script shares, and the row for all."""
    script = script_of(language)
    return language, language.split("-")[0], script.kin if script else "", "default"


def letters_of(language: str) -> str:
    """Letters that a font needs for a language."""
    script = script_of(language) or LATIN
    return script.letters + _LETTERS.get(language.replace("_", "-").split("-")[0].lower(), "")


def is_right_to_left(language: str) -> bool:
    """Whether a language's lines run from right to left."""
    script = script_of(language)
    return script is not None and script.right_to_left
