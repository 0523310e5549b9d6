"""Fold a query as the database folds names and texts (`kb_fold`), without a round trip."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from names.hanzi import simplified

FILE = Path(__file__).with_name("folding.txt")
NON_ALPHANUMERIC = re.compile("[^a-z0-9]+")
REMOVED = dict.fromkeys(map(ord, "®™©''’‘ʼ`\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Marks that don't split a word: People’s is peoples. Among them a soft hyphen and characters without a width."""


def fold(text) -> str:
    """Lowercase letters and digits without accents and punctuation, simplified characters, one space between words."""
    text = text.translate(REMOVED)
    if text.isascii():
        return NON_ALPHANUMERIC.sub(" ", text.lower()).strip()
    accents, marks = _tables()
    plain = unicodedata.normalize("NFKC", text).translate(accents).lower()
    letters = "".join([letter if _is_letter(letter) or letter in marks else " " for letter in plain])
    return " ".join([word for word in letters.split(" ") if word]).translate(simplified())


def _is_letter(letter):
    """Like PostgreSQL's `alnum`, which excludes numbers that aren't digits, such as those that NFKC leaves."""
    return letter.isalnum() and unicodedata.category(letter) != "No"


@cache
def _tables():
    """(replacements of letters for `str.translate`, marks that count as letters)."""
    accents, marks = {}, set()
    for line in FILE.read_text(encoding="utf-8").splitlines():
        plain, _tab, letters = line.partition("\t")
        if line.startswith("#"):
            continue
        if plain == "&":
            marks |= set(_letters(letters))
        else:
            accents |= dict.fromkeys(map(ord, letters if plain else _letters(letters)), plain)
    return accents, marks


def _letters(codes):
    """The characters of code points like “300-34e 350”."""
    for code in codes.split(" "):
        first, _dash, last = code.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))
