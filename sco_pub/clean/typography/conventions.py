"""What a whole text does alike: its hyphenated words, its full stop, its points, its digits; a block is set by these.

Strategy.  Several signs can't be read in one place: a hyphen at a line's end, a point between hanzi, a lone digit beside another.
The journal is the same on every page, so the text as a whole says which reading is its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sco_pub.model.characters import CYRILLIC, HANZI, LATIN

_WORD = f"{LATIN}{CYRILLIC}"
# Parts of English compounds that keep their hyphen, whatever the word beside them.
_FIRST = re.compile(
    "self|non|well|high|low|long|short|large|small|full|half|cross|quasi|ex|socio|old|new|one|two|three"
)
_LAST = re.compile(
    "making|based|led|oriented|driven|term|level|scale|related|specific|friendly|free|sector|cultural|border|"
    "sharing|called|wide|like|style|type|century|building|being|known|dimensional|economic|political"
)
# How the rest of a divided word begins a line (comput-ing, organ-ization); any other beginning may be a word itself.
_REST = (
    "(?:ing|t?ed|[ts]ions?|ments?|ness|[ai]ble|[ai]bility|al+y|ly|[ai]tion|i[sz]ation|ers?|ous|ities|ity|ance|ence)\\b"
)
_RUSSIAN_LAST = frozenset(("то", "либо", "нибудь", "таки"))
_ADJECTIVE = re.compile("(?:ий|ый|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ых|их|ыми|ими|ую|юю|ой|ей|ом|ем)$")


@dataclass(frozen=True, slots=True)
class Conventions:
    """``words``: hyphenated words, ``singles``: the other ones (small letters); ``stops``: a point is the Chinese full stop;
    ``spaced``: full-width points have their own spaces; ``tracked``: digits stand apart, one by one."""

    words: frozenset[str] = frozenset()
    singles: frozenset[str] = frozenset()
    stops: bool = False
    spaced: bool = False
    tracked: bool = False

    @classmethod
    def of(cls, text: str) -> Conventions:
        """The conventions of a text, as its layer has it after the repair of code points."""
        narrow = text.translate(_NARROW)
        points = len(re.findall(f"(?<=[{HANZI}”》）)])[.．](?=\\s*(?:[{HANZI}“《（]|$))", text, re.MULTILINE))
        return cls(
            frozenset(w.lower() for w in re.findall(f"(?<![{_WORD}])[{_WORD}]{{2,}}-[{_WORD}]{{2,}}", narrow)),
            frozenset(
                w.lower()
                for w in re.findall(f"(?<![-{_WORD}])(?!(?<=-\n){_REST})[{_WORD}]{{3,}}(?![-{_WORD}])", narrow)
            ),
            points > 4 and text.count("。") * 10 < points,
            bool(re.search(f"(?<=[{_WORD}])． ?[\u3000 ](?=[A-Z])", narrow)),
            len(re.findall(r"(?<![\d.])\d(?: \d){3} ?年", narrow)) > 1,
        )

    def compound(self, first: str, last: str) -> bool:
        """Whether two parts met at a line's end are a compound with a hyphen, not one word that was divided."""
        a, b = first.lower(), last.lower()
        if f"{a}-{b}" in self.words:
            return True
        if a + b in self.singles:
            return False
        if re.match(f"[{CYRILLIC}]", a):
            russian = a.endswith(("о", "е")) and len(a) > 4 and len(b) > 5 and not b.startswith(("ск", "ств", "нн"))
            return b in _RUSSIAN_LAST or a == "кое" or (russian and self._adverb(a) and bool(_ADJECTIVE.search(b)))
        return bool(_FIRST.fullmatch(a) or _LAST.fullmatch(b)) or (a in self.singles and b in self.singles)

    def _adverb(self, first: str) -> bool:
        """Whether a Russian compound begins so, by the text's own ones or the field's common ones."""
        return bool(_ADVERBS.fullmatch(first)) or any(w.startswith(first + "-") for w in self.words)


_ADVERBS = re.compile(
    "социально|политико|военно|экономико|торгово|научно|общественно|культурно|историко|северо|юго|российско|"
    "русско|китайско|советско|американо|японо|азиатско|индо|внешне|транспортно|финансово|кредитно|"
    "информационно"
)
_NARROW = str.maketrans(
    {chr(c): chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
)
