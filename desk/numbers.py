"""Whether a number that can be read is an amount or a date, not that of a standard, a phase, a version or a name."""

import re

from search.query import HANZI
from values.amount_grammar import units_of
from values.amounts import StatedAmount
from values.chinese_numerals import Unreadable
from values.vocabulary import COUNTED

ONE = re.compile(r"(?:一|壹|one|an?)(?![a-z])", re.IGNORECASE)
ORDINAL = re.compile(r"第\s*$")
NUMBERED = re.compile(
    r"(?:\b(?:phase|stage|class|type|grade|level|version|ver\.?|v|series|part|article|section|chapter|no\.?|number|generation"
    r"|iso|iec|en|gb(?:/t)?|yy(?:/t)?|astm|din|bs|mdr|covid|model|annex|directive|regulation)"
    r"|(?:标准|版本|编号|型号))(?:/\w+)?[\s-]*$",
    re.IGNORECASE,
)
"""Words before a number that numbers something: “Phase 2”, “ISO 13485”."""
PLURAL_WITHOUT_S = {"people", "staff"}
YEAR = re.compile(r"(?:19|20)\d\d")
NAME_IN_FRONT = re.compile(r"(?<![^\s(“\"])(?P<word>[A-Z][\w&.-]*)\s$")
BEFORE_A_YEAR = re.compile(
    r"in|by|since|from|until|till|during|before|after|around|about|early|late|mid|end|of|for|through|spring|summer|autumn"
    r"|fall|winter|year|fy|[qh][1-4]|and|or|to|between|throughout|as",
    re.IGNORECASE,
)
"""Words in front of a year that are no name, though a sentence begins with them."""
COUNTED_BEHIND = re.compile(rf"[{HANZI}]|\s*[a-z]+")


def is_amount(line: str, begin: int, end: int) -> bool:
    """Whether a stretch of a line that reads as an amount is one: money, a share, or with a unit of the vocabulary."""
    words, before = line[begin:end], line[:begin]
    if is_money_or_share(words):
        return True
    units = _units(words)
    if not units or ORDINAL.search(before) or NUMBERED.search(before):
        return False
    is_counted = bool(units & COUNTED)
    if is_counted and ONE.match(words) and not re.match(r"一[十百千万亿]", words):
        return False  # “a company”, 一家, 一位
    return not (units <= COUNTED and _is_singular(words))


def is_date(line: str, begin: int, end: int) -> bool:
    """Whether a stretch of a line that reads as a date is one: a year alone may be part of a name, or a count."""
    words = line[begin:end]
    if not YEAR.fullmatch(words):
        return True
    name = NAME_IN_FRONT.search(line[:begin])
    if name and not BEFORE_A_YEAR.fullmatch(name["word"].rstrip(".")):
        return False
    behind = COUNTED_BEHIND.match(line, end)
    if line[end : end + 1] == "版" or (line[:begin].endswith(" the ") and re.match(r"\s[A-Z]", line[end:])):
        return False
    return not (behind and _is_count(words + behind.group()))


def is_money(words: str) -> bool:
    """Whether the words state an amount of money."""
    return bool(StatedAmount.read(words).currency)


def is_money_or_share(words: str) -> bool:
    """Whether an amount is money or a share, which nothing else in a text is."""
    return is_money(words) or "%" in words


def _is_count(words):
    """Whether these are things that are counted: “2000 patients”, 2000例; not “2021 study”, 2021年."""
    return bool(_units(words) & COUNTED) and not _is_singular(words)


def _is_singular(words):
    """Whether the last word is an English singular, as in “TideClip 2 system”: “2 systems” are counted."""
    last = words.split()[-1].lower()
    return last.isascii() and last.isalpha() and not last.endswith("s") and last not in PLURAL_WITHOUT_S


def _units(words):
    try:
        return units_of(words)
    except Unreadable:
        return frozenset()
