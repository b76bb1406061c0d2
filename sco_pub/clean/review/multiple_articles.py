"""Does one file hold several articles?

Rule.  An abstract and key words stand once in an article.  Where both labels stand again at line starts, in their order, with as
much text before them as an article's body has, a second article begins there; clean.furniture.neighbours leaves it out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from sco_pub.lexicon import label_words
from sco_pub.model.characters import hanzi_count
from sco_pub.model.codes import cleaning
from sco_pub.model.finding import Finding, Place, found
from sco_pub.model.text import RawText


def _at_line_start(key: str) -> re.Pattern[str]:
    shown = rf"{label_words.OPEN}?\s*{label_words.of(key)}\s*(?:{label_words.CLOSE}|[:：])"
    return re.compile(rf"^[ \u3000]*{shown}", re.MULTILINE)


_ABSTRACT, _KEYWORDS = map(_at_line_start, ("abstract", "keywords"))
_BODY = 600  # hanzi between one article's key words and the next one's abstract
_FRONT = 1200  # hanzi that an abstract can have


def check(raw: RawText, text: str) -> Iterator[Finding]:
    """A question for each further article; ``text`` is the repaired text, as long as the raw one."""
    starts = raw.starts()
    last: int | None = None
    for abstract in _ABSTRACT.finditer(text):
        keywords = _KEYWORDS.search(text, abstract.end())
        if keywords is None or hanzi_count(text[abstract.end() : keywords.start()]) > _FRONT:
            continue
        if last is not None and hanzi_count(text[last : abstract.start()]) >= _BODY:
            line = bisect_right(starts, abstract.start())
            yield found(cleaning.ANOTHER_ARTICLE, Place(raw.file, line))
        last = keywords.end()
