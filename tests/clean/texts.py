"""Small synthetic texts in the manner of journals' text layers, and the shortest way from one to its blocks."""

from __future__ import annotations

from sco_pub.clean import cleaning
from sco_pub.clean.review import corrections
from sco_pub.edge import rawtext
from sco_pub.model.finding import Outcome
from sco_pub.model.reserved import CALL_CLOSE, CALL_OPEN
from sco_pub.model.text import CleanText, RawText, Role

BODY = (
    "国际秩序的深刻变动要求各国重新审视区域合作的既有机制，并在",
    "平等协商的基础上寻找新的平衡点。过去二十年的实践证明，制度的",
    "供给总是落后于制度的需求。",
    "边境贸易的便利化首先涉及通关程序的简化，其次涉及检验标准的",
    "相互承认。两者都不是单个国家能够独自完成的，因此需要一个长期",
    "而稳定的协调平台。",
)


def raw(text: str) -> RawText:
    return rawtext.from_bytes(text.encode(), "a.txt").value


def cleaned(text: str, decisions: str = "") -> Outcome[CleanText]:
    return cleaning.clean(raw(text), corrections.parse(decisions, "corrections.toml"))


def shown(text: str) -> str:
    """A block's text with its calls as [^label]."""
    return text.replace(CALL_OPEN, "[^").replace(CALL_CLOSE, "]")


def of(outcome: Outcome[CleanText], role: Role) -> list[str]:
    return [shown(b.text) for b in outcome.value.blocks if b.role is role]


def meta(outcome: Outcome[CleanText]) -> dict[str, str]:
    return {b.key: b.text for b in outcome.value.blocks if b.role is Role.META}


def codes(outcome: Outcome[CleanText]) -> set[str]:
    return {finding.code for finding in outcome.findings}
