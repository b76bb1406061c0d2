"""Take a finding's code, a rule's or a doubt's name, give what it means; take nothing, give the whole list.

The terminal, docs/findings.md and SARIF say the same, since all of it comes from model.codes, model.rule and model.doubt.
"""

from __future__ import annotations

from collections.abc import Iterator

from sco_pub.model.codes.code import Code
from sco_pub.model.codes.registry import CODES, ROOMS, of_room
from sco_pub.model.doubt import DoubtKind
from sco_pub.model.rule import Rule, RuleClass
from sco_pub.model.severity import WEIGHTS
from sco_pub.model.wording import N_, Say, english, filled

_RULES, _DOUBTS = N_("Rules of the ledger"), N_("Doubts")
_REPAIRS, _SOURCE = N_("It may change a letter, a digit or a hanzi."), N_("Source: {source}.")


def explain(name: str, say: Say = english) -> str | None:
    """All that is known of a code, a rule or a doubt; None for a name that nothing bears."""
    parts = [*_of_code(name, say), *_of_rule(name, say), *_of_doubt(name, say)]
    return "\n\n".join(parts) if parts else None


def _of_code(name: str, say: Say) -> Iterator[str]:
    code = CODES.get(name.upper())
    if code is None:
        return
    yield f"{code.code} · {say(code.severity.value)}\n{_sentences(code, say)}"
    if code.meaning:
        yield say(code.meaning)
    if advice := _advice(code, say):
        yield advice
    if code.waived_by:
        yield filled(N_("Waive it in an entry's comment: # sco-ok: {name} — the reason"), {"name": code.waived_by}, say)


def _of_rule(name: str, say: Say) -> Iterator[str]:
    if name in list(Rule):
        rule = Rule(name)  # type: ignore[call-arg]
        yield f"{rule} · {say(_RULES)} · {say(rule.kind.shown)}\n{_rule_says(rule, say)}"


def _of_doubt(name: str, say: Say) -> Iterator[str]:
    if name in list(DoubtKind):
        kind = DoubtKind(name)  # type: ignore[call-arg]
        told = N_(
            'An entry of corrections.toml that says it is right: [[confirm]] what = "{name}", line, begins, reason.'
        )
        yield f"{kind} · {say(_DOUBTS)} · {say(WEIGHTS[kind.weight])}\n{say(kind.says)}\n\n{filled(told, {'name': kind}, say)}"


def _sentences(code: Code, say: Say) -> str:
    return "\n".join(dict.fromkeys(say(sentence) for sentence in code.sentences.values()))


def _advice(code: Code, say: Say) -> str:
    hints = [code.hint] if isinstance(code.hint, str) else list(code.hint.values())
    return "\n".join(dict.fromkeys(say(hint) for hint in hints if hint and hint != "{advice}"))


def _rule_says(rule: Rule, say: Say) -> str:
    parts = [say(rule.says), *([say(_REPAIRS)] if rule.repairs else []), filled(_SOURCE, {"source": rule.source}, say)]
    return " ".join(parts)


def listed(say: Say = english) -> list[tuple[str, str]]:
    """Every name with its sentence, in the order of the rooms."""
    rows = [(code.code, _sentences(code, say).replace("\n", " / ")) for _, _, room in ROOMS for code in of_room(room)]
    rows += [(str(rule), say(rule.says)) for rule in Rule]
    return rows + [(str(kind), say(kind.says)) for kind in DoubtKind]


def page() -> str:
    """docs/findings.md: all codes, rules and doubts for reading on the web."""
    parts = [
        "# Findings, rules and doubts\n\nThis page is made by `python -m tools.findings` from `sco_pub/model/codes`, "
        "`model/rule.py` and `model/doubt.py`; `sco-pub explain NAME` says the same in a terminal, "
        "in English, Chinese or Russian (`--ui`).\n"
    ]
    for prefix, title, room in ROOMS:
        parts.append(f"\n## {prefix}: {title}\n")
        parts += [_code_section(code) for code in of_room(room)]
    parts.append(f"\n## {_RULES}\n\nEvery change of a text bears the name of the rule that made it.\n")
    for kind in RuleClass:
        rules = [rule for rule in Rule if rule.kind is kind]
        rows = "".join(f"| `{rule}` | {_rule_says(rule, english)} |\n" for rule in rules)
        parts.append(f"\n### {kind.shown}\n\n| rule | what it does |\n| --- | --- |\n{rows}")
    rows = "".join(f"| `{kind}` | {kind.says} | {WEIGHTS[kind.weight]} |\n" for kind in DoubtKind)
    parts.append(
        f"\n## {_DOUBTS}\n\nPlaces that could go either way; the report asks, `[[confirm]] what = NAME` in corrections.toml "
        f"settles.\n\n| doubt | what is asked | weight |\n| --- | --- | --- |\n{rows}"
    )
    return "".join(parts)


def _code_section(code: Code) -> str:
    sentences = "\n".join(f"> {line}" for line in _sentences(code, english).split("\n"))
    advice = _advice(code, english).replace("\n", " ")
    waived = f"Waived by `# sco-ok: {code.waived_by} — reason`." if code.waived_by else ""
    below = "\n\n".join(filter(None, (code.meaning, advice, waived)))
    return (
        f"\n### {code.code} ({code.severity})\n\n{sentences}\n\n{below}\n"
        if below
        else f"\n### {code.code}\n\n{sentences}\n"
    )
