"""Synthetic articles for the catalogues: real clauses, recombined, and edits whose truth is known.

The clauses are those of the article in source/; an article has eight sections, about eighty paragraphs and twenty-five notes, about 120
segments.  An edit touches a tenth of the segments: of those 70 % get one clause replaced, 15 % are rewritten from their middle on, 10 %
are new paragraphs and 5 % go.  Recombined clauses make different articles more alike than real prose, so suggestions from a wrong
article are over-counted; times are hardly affected.  The same seed gives the same bytes.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class Article:
    """Blocks of Markdown: headings, paragraphs with calls, and note bodies by label."""

    title: str
    blocks: list[str]
    notes: dict[str, str]
    origin: dict[str, str] = field(default_factory=dict)  # after an edit: new text -> the text it was

    def markdown(self) -> str:
        head = f"---\ntitle: {self.title}\nauthor:\n  - name: 作者\nkeywords:\n  - 上海合作组织\n  - 命运共同体\nlang: zh-CN\n---\n\n"
        notes = "".join(f"\n\n[^{label}]: {body}" for label, body in self.notes.items())
        return head + "\n\n".join(self.blocks) + notes + "\n"


def clauses() -> list[str]:
    """The clauses of the repository's article, without notes, sorted for a fixed order."""
    text = "".join(
        path.read_text("utf-8").partition("\n---\n")[2] for path in sorted((ROOT / "source").glob("*/master.md"))
    )
    text = re.sub(r"\[\^[^\]]+\]:?|<[^>]*>|\{[^}]*\}|[#\[\]“”‘’（）]", "", text)
    parts = {part.strip() for part in re.split(r"[，。；：！？\n]", text)}
    return sorted(part for part in parts if 6 <= len(part) <= 40 and re.search(r"[\u4e00-\u9fff]{4}", part))


def article(number: int, words: list[str]) -> Article:
    """The article of that number."""
    rng = random.Random(f"article {number}")
    blocks: list[str] = []
    notes: dict[str, str] = {}
    for section in range(8):
        blocks.append(f"# {'一二三四五六七八'[section]}　{rng.choice(words)}")
        for _ in range(rng.randint(9, 11)):
            text = _paragraph(rng, words)
            if rng.random() < 0.31:
                label = f"{section}-{len(notes)}"
                notes[label] = (
                    f"{rng.choice(words)}：《{rng.choice(words)}》，《人民日报》{rng.randint(1990, 2020)}年第{rng.randint(1, 12)}期。"
                )
                text = f"{text[:-1]}[^{label}]。"
            blocks.append(text)
    return Article(rng.choice(words), blocks, notes)


def edited(number: int, before: Article, words: list[str]) -> Article:
    """The same article after the editor's work on a tenth of its segments."""
    rng = random.Random(f"edit {number}")
    after = Article(before.title, [], dict(before.notes))
    for block in before.blocks:
        if block.startswith("#") or rng.random() >= 0.13:
            after.blocks.append(block)
            continue
        kind = rng.random()
        if kind < 0.70:
            new = _with_clause(rng, block, words)
        elif kind < 0.85:
            new = _rewritten(rng, block, words)
        elif kind < 0.95:
            after.blocks += [block, _paragraph(rng, words)]
            continue
        else:
            for label in re.findall(r"\[\^([^\]]+)\]", block):
                after.notes.pop(label)
            continue
        after.blocks.append(new)
        after.origin[new] = block
    return after


def _paragraph(rng: random.Random, words: list[str]) -> str:
    sentences = ["，".join(rng.choice(words) for _ in range(rng.randint(2, 5))) for _ in range(rng.randint(2, 5))]
    return "。".join(sentences) + "。"


def _with_clause(rng: random.Random, text: str, words: list[str]) -> str:
    parts = re.split(r"([，。])", text)
    plain = [index for index in range(0, len(parts) - 1, 2) if "[^" not in parts[index]]
    parts[rng.choice(plain)] = rng.choice(words)
    return "".join(parts)


def _rewritten(rng: random.Random, text: str, words: list[str]) -> str:
    calls = "".join(re.findall(r"\[\^[^\]]+\]", text))
    sentences = [part for part in re.sub(r"\[\^[^\]]+\]", "", text).split("。") if part]
    kept = sentences[: (len(sentences) + 1) // 2]
    return "。".join([*kept, "，".join(rng.choice(words) for _ in range(3))]) + calls + "。"
