"""Web addresses, DOIs and mail addresses: how they begin, what they are made of, how whole ones look.

Two kinds of text are read.  A raw layer spaces addresses out, breaks them over lines and widens their signs: the patterns of the
first part allow for that.  Clean text and what editions are made of hold them whole: the second part.
"""

from __future__ import annotations

import re

from sco_pub.model.characters import HANZI

SCHEME = "https?"
# As a raw layer has it: the scheme with its colon, and with a stroke behind that.
COLON = rf"{SCHEME}\s*[:：]"
OPENING = rf"{COLON}\s*[/／]"
SPACED = r"(?:h\s?t\s?t\s?p\s?s?\s*[:：]\s*[/／]\s*[/／]|ftp\s*:\s*/\s*/|www\s*[.．]\s*(?=[a-z0-9]))"  # IGNORECASE
FILES = "s?html?|pdf|aspx?|php|jsp|docx?|xml"  # endings of documents
DOMAINS = "com|cn|org|net|ru"
# An address's signs as a raw layer has them, contents of a class.
SIGNS = r"A-Za-z0-9./_\-?=&%#~:+,;@!$*|\[\]()'－—–～＿／．：？＝＆％＃＋"
FOLDED = str.maketrans("－—–～＿／．：？＝＆％＃＋", "---~_/.:?=&%#+")

BEGINS = re.compile(rf"{COLON}|www\.", re.IGNORECASE)
SPACED_SCHEME = re.compile(r"h\s*t\s*t\s*p", re.IGNORECASE)
SCHEME_ALONE = re.compile(rf"(?:{SCHEME}|ftp)://", re.IGNORECASE)
# A line that stops inside an address: at a question mark; anywhere without a hanzi or mark of the text behind it.
STOPS_AT_QUERY = re.compile(rf"{OPENING}(?:(?!{OPENING})[^{HANZI}，。；])*[?？]$", re.IGNORECASE)
RUNS_TO_END = re.compile(
    rf"{OPENING}(?:(?!{OPENING})[^{HANZI}，。；《》])*$|^[A-Za-z0-9]*[/?=&%_.－-][^{HANZI}，。；《》]*$"
)
PARTED = re.compile(rf"{SCHEME}\s?:\s?/(?:(?!{SCHEME}\s?:\s?/)[!-~\s])*$")
QUERY_AT_END = re.compile(rf"{SCHEME}\s*:(?:(?!{SCHEME}\s*:)\S)*[?]$")
STOP_AT_END = re.compile(rf"{SCHEME}\s*:(?:(?!{SCHEME}\s*:)\S)*[A-Za-z0-9]\.$")
# The stop behind a file, a site or a document's long number is the sentence's.
KNOWN_END = re.compile(rf"\.(?:{FILES}|{DOMAINS})\.$|[/_=-]\d{{5,}}\.$", re.IGNORECASE)
FILE_END = re.compile(rf"[.．]\s*(?:{FILES})\s*$", re.IGNORECASE)
CLOSED = re.compile(rf"(?:[.．]\s*(?:{FILES})|/)\s*$", re.IGNORECASE)  # a file's ending or a last stroke
SITE_OR_FOLDER = re.compile(rf"{OPENING}\s*[/／]\s*[^\s/／]+[/／]\s*(?:[^\s/／]+\s*[/／]\s*)*$")
FILE_BEGINS = re.compile(rf"^[\w\-]*\.\s*(?:{FILES}|do)\b", re.IGNORECASE)  # the rest of one: index.html
REST = rf"[a-zа-я0-9][^{HANZI}]*\.(?:{FILES})|[a-z_]+[/?=&.]"  # what a line begins with that goes on an address
# The parts of one at a note's end, read without white space.
AT_END = re.compile(rf"(?P<before>.*?)[,，.。]?{SCHEME}[:：]//(?P<host>[^/]+)(?P<path>/.*)?$", re.IGNORECASE)
LIKELY = re.compile(rf"{COLON}|www\.|\.[sx]?html?\b|[?&]\w+=|\S/\S+/", re.IGNORECASE)  # an address, or the rest of one
IN_PIECES = re.compile(rf"{SCHEME}|www|\.\s*(?:{DOMAINS}|s?html?)\b", re.IGNORECASE)  # one in any state of repair

# Whole addresses.
URL = re.compile(rf"(?:{SCHEME}|ftp)://[!-;=?-Z\\\]^-~\[_]+|\bwww\.[a-z0-9][!-;=?-~]+", re.IGNORECASE)
VALID = re.compile(
    rf"^(?:(?:{SCHEME}|ftp)://)?(?:[a-z0-9\-]+\.)+[a-z]{{2,18}}(?::\d+)?(?:/[!-~]*)?$|^{SCHEME}://\d+(?:\.\d+){{3}}[!-~]*$",
    re.IGNORECASE,
)
LAST = re.compile(rf"{SCHEME}://(?P<host>[a-z0-9.\-]+)(?P<path>/\S*)?$", re.IGNORECASE)
WITH_SCHEME_AT_END = rf"{SCHEME}://\S+$"
# In Markdown text: what may be one, and what may stand between < and >.
IN_MARKDOWN = re.compile(rf"(?:{SCHEME}|ftp)://[!#-;=?-Z\\^-_a-z~|()]+", re.IGNORECASE)
AUTOLINK = re.compile(
    rf"^(?:{SCHEME}|ftp)://(?:[a-z0-9\-]+\.)+[a-z]{{2,18}}(?::\d+)?(?:/[A-Za-z0-9\-._~:/?#@!$&'()+,;=%]*)?$",
    re.IGNORECASE,
)
# In a translation: an address, or what stands between < and > as one of mail.
IN_TRANSLATION = re.compile(rf"(?:{SCHEME}|ftp)://[^\s<>\"“”«»（）()\[\]{{}}，。；]+|(?<=<)[^<>\s@]+@[^<>\s]+(?=>)")
IN_LINE = re.compile(rf"(?:{SCHEME}://|ftp://|www\.)[!-~]+|doi\.org/[!-~]+")  # as it is set
ANY_SCHEME = r"(?:\w+://|www\.)[!-~]+"
LINKED = re.compile(rf"({SCHEME}://[!-~]+[!-~])")

DOI = re.compile(r"10\s?\.\s?\d{4,9}\s?[/／]\s?[A-Za-z0-9.\-_;()/]+(?:\s?[.\-/]\s?[A-Za-z0-9\-_;()/]+)*")
DOI_FIELD = re.compile(rf"(?:{SCHEME}://\S+/|doi:?\s*)?10\.\S+$", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[!-~]+")  # what can be resolved (ISO 26324; an address holds no blank)
DOI_LINE = rf"doi\s*[:：]?\s*10\s*[.．]|{SCHEME}://(?:dx\.)?doi\.org/"
SITE = rf"(?:{SCHEME}://)?(?:www\.)?[a-z.]+/?"
MAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._\-]*(?:\s?[._\-]\s?[A-Za-z0-9]+)*\s*[@＠]\s*[A-Za-z0-9\-]+(?:\s?[.．]\s?[A-Za-z]{2,})+"
)
MAIL_WHOLE = re.compile(r"(?<![\w.\-])[\w.\-]+@[\w\-]+(?:\.\w+)+", re.ASCII)
MAIL_AT_END = r"(?<![A-Za-z0-9_.\-])[A-Za-z0-9_.\-]+[@＠][A-Za-z0-9_.\-]+[A-Za-z][；;。.，,]?"
