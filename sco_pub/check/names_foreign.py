"""Take a Pair, give Issues about a foreign person in another's stead (CHK-024, form "sound").

Strategy.  Chinese writes foreign names by sound: 托克维尔 is t-k-w-r, as Tocqueville is.  What is left of a name without its
vowels, with sounds that Chinese doesn't tell apart as one, is compared with the same of every capitalised word of the
translation.  Where none is like it, and a word stands there that nothing in the source sounds like, one was exchanged.  Only
names of three signs and more that a point, a verb of saying or a possessive shows to be persons count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from sco_pub.check.names_across import SOUND
from sco_pub.check.pair import Issue, Pair, shown
from sco_pub.check.places import begins_place
from sco_pub.lexicon.names import SURNAMES
from sco_pub.lexicon.transcription import parted, readings
from sco_pub.model.codes import checks

# What stands behind a person rather than behind a place or a thing.
_VERBS = (
    "认为|指出|提出|在|于|也|又|还|仍|便|即|被|因|所|对|向|从|为|是|与|随后|后来|首次|首先|观测|测得|证明|创立|创作|发明|担任|出任|任|获|率|当选|去世|出生|逝世|访问|抵达|致|写|著|"
    "主张|批评|批判|反对|发现|发表|强调|早已|曾|在其|将|则|也|对|与|和|及|于|"
    "的《|的“|的反对|的理论|的学说|的观点|获|区分|把|论证|写道|说"
)
_PERSON = re.compile(
    rf"(?<![{SOUND}])(?:[{SOUND}]{{1,5}}·)+[{SOUND}]{{2,6}}|(?<![{SOUND}一])[{SOUND}]{{3,6}}(?={_VERBS})"
)
_WORD = re.compile(r"(?<![\w-])[A-ZА-ЯЁ][A-Za-zА-Яа-яЁёüöäéèçñ’]{2,}(?:-[A-ZА-ЯЁ][a-zа-яё]+)*")
# One that may be a person's: by itself or behind others, and not where a sentence begins unless the source does with a person.
_LONE = r"[A-ZА-ЯЁ][a-zа-яё][A-Za-zА-Яа-яЁёüöäéèçñ’]+(?![\w-])(?! [A-ZА-ЯЁ])"
_INSIDE, _FIRST = re.compile(rf"(?<=[\w,] )(?<![A-ZА-ЯЁ] ){_LONE}"), re.compile(_LONE)
_NO_NAME = re.compile("(?:博士|本)$")  # signs of names that are words as well: 范恩博士, 特朗普本人
_WORDS = re.compile(rf"{_WORD.pattern} {_WORD.pattern}")  # Las Vegas is written as one word
_RUN = re.compile(f"[{SOUND}]{{2,}}")
_FOREIGN_END = re.compile(
    "[森斯尔特克勒顿姆曼兹茨逊纳罗里基夫娃拉维蒂沃恩]$"
)  # what Chinese given names seldom end with
_FEW = 2  # sounds, of which nothing is seen
_LIKE = 0.6  # share of the longer skeleton's sounds: Аристотель and 亚里士多德 have .6, two names by chance seldom .5
_MOST = 0.75  # of the sounds that are written: a run of signs may be but the end of a name
_SOUNDS = {
    "en": (
        ("sch", "s"), ("tch", "s"), ("ch", "k"), ("sh", "s"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("qu", "k"),
        ("x", "ks"), ("gh", ""), ("wr", "r"), ("kn", "n"),
    ),
    "ru": (("дж", "s"), ("дз", "s"), ("кс", "ks"), ("тц", "s")),
}  # fmt: skip
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("bpбп", "p"), **dict.fromkeys("fvwфв", "f"), **dict.fromkeys("dtдт", "t"),
        **dict.fromkeys("gkcqhxгкх", "k"),
        **dict.fromkeys("szjсзжшщчц", "s"), **dict.fromkeys("mм", "m"), **dict.fromkeys("nн", "n"), **dict.fromkeys("lrлр", "l"),
    }
)  # fmt: skip
_NO_SOUND = re.compile("[^pftksmnl]")
_INITIALS = {
    "zh": "s",
    "ch": "s",
    "sh": "s",
    "z": "s",
    "c": "s",
    "s": "s",
    "r": "l",
    "w": "f",
    "y": "",
    "h": "k",
}
_PALATAL = ("j", "q", "x")
_INITIAL = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.+)")


def foreign_names(pair: Pair) -> Iterator[Issue]:
    """CHK-024, form "sound"."""
    if pair.language not in _SOUNDS or pair.cites or pair.reference:
        return
    people = [name for name in _PERSON.findall(pair.plain_source) if not _chinese(name, pair)]
    if not people:
        return
    words = list(dict.fromkeys(_WORD.findall(pair.plain_target)))
    heard = {word: _heard(word, pair.language) for word in words}
    written = [said for run in _RUN.findall(pair.plain_source) for said in _said(run)]
    lone = _INSIDE.findall(pair.plain_target)
    if pair.plain_source.startswith(tuple(people)) and (first := _FIRST.match(pair.plain_target)):
        lone.append(first[0])
    strange = [
        word
        for word in dict.fromkeys(lone)
        if not _explained(_heard(word, pair.language), written)
        and not parted(word.lower(), pair.language)
        and not begins_place(word, pair.language)
    ]
    sounds = {
        *heard.values(),
        *(_heard(run.replace(" ", ""), pair.language) for run in _WORDS.findall(pair.plain_target)),
    }
    for name in dict.fromkeys(people):
        last = _said(_NO_NAME.sub("", name.rpartition("·")[2]))
        if len(last[0]) >= _FEW and strange and not any(_like(said, sound) for said in last for sound in sounds):
            values = {"name": shown(name), "reading": "", "given": shown(strange[-1])}
            yield Issue(checks.NAME, "sound", values, name)
            return


def _chinese(name: str, pair: Pair) -> bool:
    """Whether a name may be a Chinese one: of a surname and no more than two signs; 安德森 is none where nothing reads so."""
    return (
        name[0] in SURNAMES
        and len(name) <= len("三个字")
        and (
            not _FOREIGN_END.search(name)
            or any(parted(word.lower(), pair.language, 2) for word in _WORD.findall(pair.plain_target))
        )
    )


def _like(written: str, heard: str) -> bool:
    same = LCSseq.similarity(written, heard)
    return same >= _MOST * len(written) or same >= _LIKE * max(len(written), len(heard))


def _explained(heard: str, written: Sequence[str]) -> bool:
    """Whether a run of such signs may sound so."""
    return len(heard) < _FEW or any(_like(run, heard) for run in written)


@lru_cache(maxsize=1 << 14)
def _heard(word: str, language: str) -> str:
    """The consonants of a word, as classes of sounds."""
    low = word.lower()
    for letters, sound in _SOUNDS[language]:
        low = low.replace(letters, sound)
    return _NO_SOUND.sub("", re.sub(r"(.)\1+", r"\1", low.translate(_CLASSES)))


@lru_cache(maxsize=1 << 14)
def _said(signs: str) -> tuple[str, ...]:
    """The consonants of signs read aloud; n at a syllable's end is one, ng too.  加 and 基 are ga and ki as well as ja and ji."""
    return tuple(dict.fromkeys(_NO_SOUND.sub("", "".join(_consonants(signs, palatal))) for palatal in "sk"))


def _consonants(signs: str, palatal: str) -> Iterator[str]:
    for sign in signs:
        syllable = (readings(sign) or ("",))[0]
        match = _INITIAL.fullmatch(syllable)
        if match:
            initial = match[1] or ""
            yield palatal if initial in _PALATAL else _INITIALS.get(initial, initial).translate(_CLASSES)
            yield "n" if match[2].endswith(("n", "ng")) else "l" if syllable == "er" else ""
