"""Take the entries of a catalogue, give Issues about what one of them leaves out: a clause, a sentence, a member of a list, a
word in Latin letters.

Strategy.  What is missing isn't seen in words, so each is looked for by what a text always leaves of it.

- a clause or a sentence (CHK-016): translations from Chinese are of a remarkably even length.  The usual number of signs a hanzi
  is the median of the catalogue's own pairs; an entry far below it has lost something, and one with fewer sentences than its
  source already when it is somewhat below;
- a member of a list (CHK-026): A、B、C和D is four things, and what a translation has between things of a list (commas, and, or)
  is counted where it stands closest.  A list of figures may become a range, and isn't looked at;
- a word in Latin letters (CHK-026), in a language that is written with them: it stays, or its letters begin the words that it is
  short for.

Source: measured on 165 paragraphs and sentences of 20 hanzi and more in ten fields by people who knew nothing of these rules: the
medians are 4.5 (Russian) and 4.6 (English) signs a hanzi, the median deviation 0.4, the least 3.2, from 30 hanzi on 3.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from statistics import median

from sco_pub.check.pair import HAN, WITH_HANZI, Issue, Pair, Rule, shown
from sco_pub.model.characters import NUMERALS_LONG
from sco_pub.model.codes import checks
from sco_pub.model.markdown_tokens import OWN_NOTE_WHOLE
from sco_pub.model.scripts import code_of

_USUAL = 4.5  # signs a hanzi where the catalogue is too small to say
_ENOUGH = 30  # pairs from which a catalogue says it itself
_EVEN = 20  # hanzi from which a pair's length says something
_LONG_ENOUGH = 30  # hanzi from which a clause shows
# Shares of what is usual.  They and those below are fitted to 3,000 sentences of news and shops by strangers (the tuning halves
# of benchmarks.catalogues.parallel): one right one in a hundred is beyond.
_SHORTEST, _CLAUSE, _LONGEST = 0.5, 0.62, 3.1
_JOINED = (
    0.84  # a translator parts sentences more often than she joins them, and who joins two seldom needs fewer signs
)
_SEMICOLONS = 0.65  # what a semicolon parts is joined by a comma or a colon as often as not
# One sentence is less even than a paragraph.  How many signs it has by its hanzi, its figures and letters, and besides, fitted to
# 300 right sentences of five fields; one of the others in a hundred has less than .5, or .7 with .3 for a mark a clause.
_WIDE = 60
_SENTENCES = {"ru": (3.83, 1.4, 18.0), "en": (4.52, 2.3, 6.0)}
_CLAUSE_OF_A_SENTENCE, _BOTH, _A_MARK, _MOST_MARKS = 0.5, 0.7, 0.3, 1.5
_SHORT_CLAUSE = 3  # hanzi of 此外 and the like, which have no mark of their own
_LETTERS, _NUMERALS = re.compile("[0-9A-Za-z]"), re.compile(f"[{NUMERALS_LONG}零千万亿两]{{3,}}")
_BRIEF = 16  # hanzi from which a sentence less shows
_CLAUSES, _SOURCE_CLAUSES = re.compile(r"[,;:!?—–]|\.(?=\s|$)"), re.compile("[，。；：！？]")
_SENTENCE = 6  # hanzi of a whole sentence that is long enough for the longest
_CLOSING = '”’」』）)》"»“*_ \u00a0'
_STOPS = re.compile(rf"[。！？；][{_CLOSING}]*")
_SENTENCE_END = re.compile(rf"[。！？…][{_CLOSING}]*$")
_TARGET_STOPS = re.compile(rf"[.!?;…][{_CLOSING}]*(?=\s|$)")
_SHORT_FOR = re.compile("（(?:以下|下文)?简?[称作][^（）]*）")  # an abbreviation, which is a word of few letters
_TARGET_ENDS = re.compile(rf"[.!?…][{_CLOSING}]*(?=\s|$)")  # a semicolon parts what the source parts with a comma
_ALPHABETS = frozenset(("Latn", "Cyrl", "Grek"))  # scripts whose texts are about as long as those that were measured
_MEMBER = r"(?:《[^《》]*》|“[^“”]*”|[^、，。；：！？“”（）()《》\s\d和与及或])"
# What joins the last two members, but for words that have the sign in them: 共和, 参与, 普及.
_AND = (
    "(?<![共饱缓温总柔调讲议])和(?![平谐睦解约议亲尚服])|(?<![参给赋授])与(?![会此其否日])|以及|"
    "(?<![普涉提触波危顾以])及(?![其时格早])|或者?"
)
_LIST = re.compile(
    rf"{_MEMBER}{{1,14}}(?:(?:、{_MEMBER}{{1,14}})+(?:{_AND}){_MEMBER}{{1,14}}|(?:、{_MEMBER}{{1,14}}){{2,}})"
)
_BETWEEN = re.compile(rf"、|{_AND}")
_NUMERAL = re.compile(f"[{NUMERALS_LONG}零千万亿两上中下前后甲乙丙]*")
_MEMBERS_END = {
    "en": re.compile(r",(?: (?:and|or|as well as))?(?= )|;| (?:and|or|as well as|plus|&|nor)(?= )|/"),
    "ru": re.compile(
        r",(?: (?:и|или|либо|а также|равно как))?(?= )|;|[ \u00a0](?:и|или|либо|а также|да|с|со|вместе с)(?=[ \u00a0])|/"
    ),
}
_APART, _A_SIGN = 18, 8  # signs between two members: so many, and for each hanzi of the longest
_LATIN = re.compile(r"(?<![A-Za-z0-9@./\\$`~^-])[A-Z][A-Za-z]{2,}(?![A-Za-z@/\\`-])")
_WORDS = re.compile(r"[^\W\d_]+")


def omissions(pairs: Sequence[Pair]) -> Rule:
    """CHK-016 and CHK-026, with what is usual in these pairs."""
    ratios = [ratio for pair in pairs if (ratio := _ratio(pair, _EVEN)) is not None]
    return partial(omitted, usual=median(ratios) if len(ratios) >= _ENOUGH else _USUAL)


def omitted(pair: Pair, usual: float = _USUAL) -> Iterator[Issue]:
    """The same, with what is usual given."""
    if pair.language in WITH_HANZI or not pair.target.strip():
        return
    yield from _lengths(pair, usual)
    yield from _lists(pair)
    yield from _latin(pair)


def without_own_notes(text: str) -> str:
    """A translation without the notes that the translator added."""
    return OWN_NOTE_WHOLE.sub("", text) if "^[" in text else text


def _ratio(pair: Pair, least: int) -> float | None:
    hanzi = pair.hanzi if code_of(pair.language) in _ALPHABETS and not (pair.cites or pair.reference) else 0
    return len(without_own_notes(pair.plain_target)) / hanzi if hanzi >= least else None


def _lengths(pair: Pair, usual: float) -> Iterator[Issue]:
    hanzi = pair.hanzi if code_of(pair.language) in _ALPHABETS else 0
    hanzi -= sum(len(HAN.findall(found)) for found in _SHORT_FOR.findall(pair.plain_source))
    if hanzi < _SENTENCE or (hanzi < _LONG_ENOUGH and not _SENTENCE_END.search(pair.plain_source)):
        return
    target = without_own_notes(pair.plain_target)
    share = len(target) / hanzi / usual
    values = {"signs": len(target), "hanzi": hanzi}
    if share > _LONGEST:
        yield Issue(checks.UNLIKELY_LENGTH, "long", values)
    elif hanzi >= _LONG_ENOUGH and share < _SHORTEST:
        yield Issue(checks.UNLIKELY_LENGTH, "short", values)
    elif share < _JOINED and hanzi >= _BRIEF and not (pair.cites or pair.reference):
        wanted, given = _stops(pair, target)
        joined = "；" in pair.source_signs and given >= wanted - pair.plain_source.count("；")
        if given < wanted and share < (_SEMICOLONS if joined else _JOINED):
            yield Issue(checks.UNLIKELY_LENGTH, "sentences", {**values, "wanted": wanted, "given": given})
        elif hanzi >= _WIDE and share < _CLAUSE:
            yield Issue(checks.UNLIKELY_LENGTH, "clause", {**values, "usual": round(usual * hanzi)})
        elif _EVEN <= hanzi < _WIDE and len(pair.sentences) == 1 and (expected := _brief(pair, target, usual)):
            yield Issue(checks.UNLIKELY_LENGTH, "clause", {**values, "usual": round(expected)})


def _brief(pair: Pair, target: str, usual: float) -> float:
    """How many signs a sentence ought to have, when it has so few, with so few marks, that a clause is missing; else 0."""
    source = pair.plain_source
    if "\ufffc" in source or "](" in pair.source:  # a formula or a link is as long as it likes
        return 0
    a_hanzi, a_letter, more = _SENTENCES.get(pair.language, _SENTENCES["en"])
    numerals = sum(map(len, _NUMERALS.findall(source)))  # 三百五十万 is 3.5 million
    letters = len(_LETTERS.findall(source)) + numerals
    expected = (a_hanzi * (pair.hanzi - numerals) + a_letter * letters + more) * usual / _USUAL
    clauses = sum(len(HAN.findall(clause)) >= _SHORT_CLAUSE for clause in _SOURCE_CLAUSES.split(source))
    marks = min(len(_CLAUSES.findall(target)) / max(clauses, 1), _MOST_MARKS)
    share = len(target) / expected
    return expected if share < _CLAUSE_OF_A_SENTENCE or share + _A_MARK * marks < _BOTH else 0


def _stops(pair: Pair, target: str) -> tuple[int, int]:
    ends = _TARGET_STOPS if "；" in pair.source_signs else _TARGET_ENDS
    return _sentences(_STOPS, pair.plain_source), _sentences(ends, target)


def _sentences(ends: re.Pattern[str], text: str) -> int:
    found = list(ends.finditer(text.strip()))
    return len(found) + (not found or found[-1].end() < len(text.strip()))


def _lists(pair: Pair) -> Iterator[Issue]:
    ends = _MEMBERS_END.get(pair.language)
    if ends is None or "、" not in pair.source_signs or pair.cites:
        return
    lists = [(found[0], members) for found in _LIST.finditer(pair.plain_source) if (members := _members(found[0])) > 2]
    if not lists:
        return
    words, wanted = max(lists, key=lambda item: item[1])
    inner = _BETWEEN.split(words)[1:-1]
    given = _longest(ends, pair.plain_target, _APART + _A_SIGN * max(map(len, inner), default=0)) + 1
    if given < wanted:
        yield Issue(checks.OMITTED, "list", {"words": shown(words), "wanted": wanted, "given": given}, words)


def _members(words: str) -> int:
    members = _BETWEEN.split(re.sub("《[^《》]*》|“[^“”]*”", "书名", words))
    return 0 if all(_NUMERAL.fullmatch(member) for member in members[:-1]) else len(members)


def _longest(ends: re.Pattern[str], text: str, apart: int) -> int:
    """How many signs and words between members stand in the longest row of them; what follows its last "and" isn't in it."""
    longest, last = 0, -apart
    row: list[str] = []
    for found in (*ends.finditer(text), None):
        close = found and found.start() - last <= apart and not re.search(r"[.!?] ", text[last : found.start()])
        if not close:
            longest, row = max(longest, _counted(row)), []
        if found:
            row.append(found[0])
            last = found.end()
    return longest


def _counted(row: Sequence[str]) -> int:
    """The separators of a row up to the one that closes it: ", and", or the last word between members."""
    serial = next((at for at, sign in enumerate(row) if at and sign[0] == "," and len(sign) > 1), None)
    if serial is not None and row[serial - 1] == ",":
        return serial + 1
    words = [at for at, sign in enumerate(row) if sign not in (",", ";", "/")]
    return words[-1] + 1 if words and words[-1] else len(row)


def _latin(pair: Pair) -> Iterator[Issue]:
    if code_of(pair.language) != "Latn" or pair.cites:
        return
    words = dict.fromkeys(_LATIN.findall(pair.plain_source))
    if not words:
        return
    target = pair.target.lower()
    initials = "".join(word[0] for word in _WORDS.findall(target))
    for word in words:
        short = word.lower()
        if short not in target and not (word.isupper() and short in initials):
            yield Issue(checks.OMITTED, "word", {"words": shown(word)}, word)
