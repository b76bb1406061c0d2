"""Take a formula in MathML, give it as one line of characters: what its tag says to the ear and to a search.

The line is that of Unicode's plain-text mathematics (UnicodeMath, Technical Note 28): a_(ij), x^2, (a+b)/(2c), √(x); matrices
with commas and semicolons.  Presentation MathML has no more meaning than this to say.
"""

from __future__ import annotations

import unicodedata
from typing import Any

_UNSEEN = str.maketrans("", "", "\u2061\u2062\u2063\u2064")
_AIRY = frozenset("=≠<>≤≥≈≡∼≃∝∈∉⊂⊆→←⇒⇔+−±∓×⋅·")
_COMBINING = {
    "^": "\u0302", "̂": "\u0302", "˜": "\u0303", "~": "\u0303", "̃": "\u0303", "¯": "\u0304", "‾": "\u0304", "̄": "\u0304",
    "˙": "\u0307", "̇": "\u0307", "¨": "\u0308", "̈": "\u0308", "→": "\u20d7", "⃗": "\u20d7",
}  # fmt: skip
_ROOTS = {"3": "∛", "4": "∜"}


def words(element: Any) -> str:
    """The line of a ``math`` element or of a part of it."""
    return " ".join(unicodedata.normalize("NFC", _said(element)).split())


def _said(element: Any) -> str:
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    made = _KINDS.get(tag)
    return made(element) if made else "".join(_said(part) for part in element)


def _token(element: Any) -> str:
    text = (element.text or "").translate(_UNSEEN)
    tag = element.tag.rpartition("}")[2]
    return f" {text} " if tag == "mo" and text in _AIRY else text


def _sub(element: Any) -> str:
    return f"{_said(element[0])}_{_group(element[1])}"


def _sup(element: Any) -> str:
    return f"{_said(element[0])}^{_group(element[1])}"


def _both(element: Any) -> str:
    return f"{_said(element[0])}_{_group(element[1])}^{_group(element[2])}"


def _over(element: Any) -> str:
    base, mark = _said(element[0]), _said(element[1]).strip()
    return "".join(f"{sign}{_COMBINING[mark]}" for sign in base) if mark in _COMBINING else _sup(element)


def _fraction(element: Any) -> str:
    above, below = _group(element[0]), _group(element[1])
    return f"({above} ¦ {below})" if element.get("linethickness") == "0" else f"{above}/{below}"


def _root(element: Any) -> str:
    return f"√{_brackets(''.join(_said(part) for part in element))}"


def _nth_root(element: Any) -> str:
    index = _said(element[1]).strip()
    return f"{_ROOTS.get(index, index + '√')}{_brackets(_said(element[0]))}"


def _table(element: Any) -> str:
    return "; ".join(", ".join(_said(cell).strip() for cell in row) for row in element)


def _group(element: Any) -> str:
    return _brackets(_said(element).strip())


def _brackets(text: str) -> str:
    text = text.strip()
    return text if len(text) == 1 or text.isdigit() else f"({text})"


def _nothing(element: Any) -> str:
    return ""


_KINDS = {
    "mi": _token, "mn": _token, "mo": _token, "mtext": lambda element: element.text or "", "ms": _token,
    "mspace": lambda element: " ", "msub": _sub, "msup": _sup, "msubsup": _both, "munder": _sub, "mover": _over,
    "munderover": _both, "mfrac": _fraction, "msqrt": _root, "mroot": _nth_root, "mtable": _table, "annotation": _nothing,
    "annotation-xml": _nothing,
}  # fmt: skip
