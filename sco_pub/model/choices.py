"""What a user may choose on the command line or in sco_pub.toml by name; light, since every verb's help needs it."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What an edition can be made into."""

    PDF = "pdf"
    EPUB = "epub"
    DOCX = "docx"
    HTML = "html"


class Ocr(StrEnum):
    """Which pages of a PDF the OCR engine reads: those that are pictures, if it is installed; all of them; none."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Witness(StrEnum):
    """When a PDF's layer is held against the pictures of its pages: where something in it can't be right; always; never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Policy(StrEnum):
    """What a build does with text that has no finished translation.

    DRAFT shows fuzzy translations, marked; REVIEW and RELEASE show the source text for them.  RELEASE makes each of them
    an error, so that the build can refuse; REVIEW is the bilingual edition for readers of proofs.
    """

    DRAFT = "draft"
    REVIEW = "review"
    RELEASE = "release"
