"""Hanzi that stand for ASCII at a fixed distance: U+4E31 for 1, U+5131 for 1, U+8F61 for a.

Strategy.  A broken ToUnicode map adds one high byte to every half-width sign, so that a whole block of hanzi (its base + 0x20
to 0x7E) stands for ASCII.  Any block may be it.  A block is read so when the text proves it: several runs of its hanzi make
sense as years or as words with vowels, which a run of hanzi by chance doesn't.  A single sign proves nothing.

Then each place is judged, since the same hanzi occur as themselves (元, 其, 光 of U+51xx; 中, 为, 之 of U+4Exx):

- what isn't among the commoner hanzi of GB 2312 (level 1) is a sign, unless the text is in traditional characters and has it
  alone as a rule; and so is whatever stands beside others of its block nearly always in this text;
- any other is a letter or figure only where such a sign stands beside it and where the word that it would make with the
  hanzi on its other side stands nowhere else in the text; it is a mark only between two;
- quotation marks are those of TeX's encoding (OT1: 0x5C “, 0x22 ”, 0x60 ‘, 0x27 ’) where they stand in pairs; so are the
  dashes 0x7B and 0x7C between words and the ligatures 0x0B to 0x0F inside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sco_pub.model.characters import HANZI
from sco_pub.model.rule import Rule

_FIRST, _LAST = 0x21, 0x7E  # the printed signs of ASCII
_BASES = range(0x4E00, 0xA000, 0x100)
_RUNS = 3  # runs that make sense: a name or a number by chance is one, not three
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_WORD = re.compile(r"[A-Za-z]?[a-z]{4,}")
_VOWEL = re.compile("[aeiouy]")
_HANZI = re.compile(f"[{HANZI}]")
_PLAIN = re.compile("[0-9A-Za-z]")
_OWN_MARKS = "。，、；：？！“”《》"  # of the text around the signs
_MOSTLY = 0.8  # of a hanzi's places that are among signs
_MANY = 10  # places from which a share says anything
_TRADITIONAL = (re.compile("[这们国来时说]"), re.compile("[這們國來時說]"))
_QUOTES = {"\\": ("“", '"', "”"), "`": ("‘", "'", "’")}
_LIGATURES = "ﬀﬁﬂﬃﬄ"  # OT1's 0x0B to 0x0F
_PAIRS = 2  # pairs of quotation marks that prove them
_REACH = 200  # signs between the two marks of a quotation
_PRACTICE = "[学练实演复自见温研补陋恶]习|习[惯俗题得性作字武练近气]"  # words of 习, which is OT1's ‘ in U+4Exx


def repair(text: str) -> Iterator[tuple[int, str, Rule]]:
    """Offset, new character and rule for every hanzi that is an ASCII sign; nothing when no block is proved."""
    for base in _BASES:
        block = _Block(text, base)
        if block.proved():
            yield from ((i, new, Rule.HANZI_FOR_ASCII) for i, new in sorted(block.read().items()))


@dataclass(frozen=True, slots=True)
class _Block:
    """One block of hanzi in a text."""

    text: str
    base: int

    def value(self, c: str) -> str:
        """The ASCII sign that a character of the block stands for; nothing for any other character."""
        n = ord(c) - self.base if c else 0
        return chr(n) if _FIRST <= n <= _LAST else ""

    def runs(self) -> list[re.Match[str]]:
        return list(re.finditer(f"[{chr(self.base + _FIRST)}-{chr(self.base + _LAST)}]{{2,}}", self.text))

    def proved(self) -> bool:
        """Whether runs of the block's hanzi make sense as years and words."""
        sense = set()
        for m in self.runs():
            read = "".join(map(self.value, m[0]))
            sense.update(_YEAR.findall(read))
            sense.update(w for w in _WORD.findall(read) if _VOWEL.search(w) and len(set(w)) > 2)
        return len(sense) >= _RUNS

    def read(self) -> dict[int, str]:
        """Positions and signs."""
        places = {i: v for i, c in enumerate(self.text) if (v := self.value(c))}
        sure = self._sure(places)
        found = {i: v for i, v in places.items() if self.text[i] in sure}
        pairs = Counter(
            self.text[i : i + 2] for i in range(len(self.text) - 1) if i not in found and i + 1 not in found
        )
        for start, end in self._stretches(places, found):
            found |= self._foreign(start, end, places, found)
        waiting = sorted(places.keys() - found.keys())
        while more := {i: places[i] for i in waiting if self._joins(i, places[i], found, pairs)}:
            found |= more
            waiting = [i for i in waiting if i not in found]
        return found | self._quotes(places) | self._of_tex(found)

    def _of_tex(self, found: dict[int, str]) -> dict[int, str]:
        """Dashes and ligatures of TeX's encoding, inside and between words and figures."""
        out: dict[int, str] = {}
        for m in re.finditer(f"[{chr(self.base + 0x0B)}-{chr(self.base + 0x0F)}{chr(self.base + 0x7B)}]", self.text):
            around = [found.get(i, "") for i in (m.start() - 1, m.end())]
            dash = ord(m[0]) - self.base == ord("{")
            if all(map(str.isalnum, around)) if dash else _rare(m[0]) and any(map(str.isalpha, around)):
                out[m.start()] = "–" if dash else _LIGATURES[ord(m[0]) - self.base - 0x0B]
        for m in re.finditer(f"{chr(self.base + 0x7C)}{{2}}", self.text):
            out |= dict.fromkeys(range(m.start(), m.end()), "—")
        return out

    def _sure(self, places: dict[int, str]) -> set[str]:
        """The hanzi of the block that are nothing but signs in this text: the rare ones, and what stands beside such."""
        by_hanzi: dict[str, list[int]] = {}
        for i in places:
            by_hanzi.setdefault(self.text[i], []).append(i)
        modern, old = (len(form.findall(self.text)) for form in _TRADITIONAL)
        sure = {
            c
            for c, at in by_hanzi.items()
            if _rare(c) and (modern > old or 2 * sum(i - 1 in places or i + 1 in places for i in at) >= len(at))
        }
        more = sure
        while more:
            among = self._among(places, sure)
            more = {c for c, at in by_hanzi.items() if c not in sure and self._mostly(at, places, among)}
            sure |= more
        return sure

    def _among(self, places: dict[int, str], sure: set[str]) -> set[int]:
        """The places in runs of the block that hold a sure sign or touch a letter or figure of ASCII."""
        return {
            i
            for m in self.runs()
            if sure & set(m[0])
            or _PLAIN.search(self.text[m.start() - 1 : m.start()] + self.text[m.end() : m.end() + 1])
            for i in range(m.start(), m.end())
        } | {i for i in places if _PLAIN.search(self.text[max(0, i - 1) : i] + self.text[i + 1 : i + 2])}

    def _mostly(self, at: list[int], places: dict[int, str], among: set[int]) -> bool:
        """Whether nearly all places of a hanzi are among signs; of a few, all."""
        near = 0
        for i in at:
            spaced = (self._past_spaces(i, -1), self._past_spaces(i, 1)) if places[i].isalnum() else ()
            near += i in among or any(abs(i - j) > 1 and j in places for j in spaced)
        return near >= (_MOSTLY * len(at) if len(at) >= _MANY else len(at))

    def _past_spaces(self, i: int, step: int) -> int:
        i += step
        while 0 <= i < len(self.text) and self.text[i] == " ":
            i += step
        return i

    def _stretches(self, places: dict[int, str], found: dict[int, str]) -> Iterator[tuple[int, int]]:
        """Stretches of a line without any hanzi of its own but with signs."""
        for m in re.finditer(f"[^\n{_OWN_MARKS}]+", self.text):
            start = m.start()
            for i in range(m.start(), m.end() + 1):
                if i == m.end() or (i not in places and _HANZI.match(self.text[i])):
                    if any(j in found for j in range(start, i)):
                        yield start, i
                    start = i + 1

    def _foreign(self, start: int, end: int, places: dict[int, str], found: dict[int, str]) -> dict[int, str]:
        """What stands between signs, letters, brackets and spaces alone in a stretch of signs is one too."""
        out: dict[int, str] = {}
        for m in re.finditer(f"[{HANZI}]+", self.text[start:end]):
            run = range(start + m.start(), start + m.end())
            own = (self.text[j] for j in (run[0] - 1, run[-1] + 1) if not start <= j < end and 0 <= j < len(self.text))
            if any(_HANZI.match(c) for c in own if c != "\n"):
                edges = [i for i in run if i in found]
                run = range(edges[0], edges[-1] + 1) if edges else range(0)
            out |= {i: places[i] for i in run if places[i] != ":" or self._is_colon(i, places)}
        return out

    def _is_colon(self, i: int, places: dict[int, str]) -> bool:
        """A colon stands right behind a word or figure, before a figure, a space or //: 为 is too common to be one elsewhere."""
        after = places.get(i + 1, self.text[i + 1 : i + 2])
        return places.get(i - 1, "").isalnum() and (after == "/" or after.isdigit() or after.isspace())

    def _joins(self, i: int, sign: str, found: dict[int, str], pairs: Counter[str]) -> bool:
        """Whether a letter or figure that may be a hanzi itself belongs to the signs beside it."""
        touching = [j for j in (i - 1, i + 1) if found.get(j, "").isalnum()]
        if not sign.isalnum() or len(touching) != 1:
            return sign.isalnum() and len(touching) == 2
        word = [self.text[j : j + 2] for j in (i - 1, i) if j not in found and j + 1 not in found]
        itself = any(re.fullmatch(f"[{HANZI}]{{2}}", pair) and pairs[pair] > 1 for pair in word)
        return not itself and not (sign.isupper() and found.get(i - 1, "").islower())

    def _quotes(self, places: dict[int, str]) -> dict[int, str]:
        """Quotation marks by TeX's encoding, each with its partner."""
        found: dict[int, str] = {}
        for opening, (left, closing, right) in _QUOTES.items():
            a, b = chr(self.base + ord(opening)), chr(self.base + ord(closing))
            words = {i for m in re.finditer(_PRACTICE, self.text) for i in range(m.start(), m.end())}
            pattern = re.compile(f"{a}[^{a}{b}]{{1,{_REACH}}}{b}")
            paired = [m for m in pattern.finditer(self.text) if m.start() not in words]
            if len(paired) >= _PAIRS and len(paired) * 2 > self.text.count(b):
                found |= {m.start(): left for m in paired} | {m.end() - 1: right for m in paired}
        return found


def _rare(c: str) -> bool:
    """Whether a hanzi isn't in the first level of GB 2312 (lead bytes B0 to D7), by which nearly all text is written."""
    try:
        return c.encode("gb2312")[0] > 0xD7
    except UnicodeEncodeError:
        return True
