"""Folding a query as the database folds names and texts (`kb_fold`), without asking it."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from names.hanzi import simplified

FILE = Path(__file__).with_name("folding.txt")
NO_LETTERS = re.compile("[^a-z0-9]+")
NOTHING = dict.fromkeys(map(ord, "®™©''’‘ʼ`"))
"""Marks within words that part nothing: People’s is peoples."""


def fold(text) -> str:
    """Small letters and digits without accents and punctuation, simplified characters, one blank between words."""
    text = text.translate(NOTHING)
    if text.isascii():
        return NO_LETTERS.sub(" ", text.lower()).strip()
    accents, marks = _tables()
    plain = unicodedata.normalize("NFKC", text).translate(accents).lower()
    letters = "".join([letter if _is_letter(letter) or letter in marks else " " for letter in plain])
    return " ".join([word for word in letters.split(" ") if word]).translate(simplified())


def _is_letter(letter):
    """PostgreSQL's `alnum`: numbers that are no digits, like ⑨ behind NFKC, are none."""
    return letter.isalnum() and unicodedata.category(letter) != "No"


@cache
def _tables():
    """(what letters become, as `str.translate` takes it; marks that count as letters)."""
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
    """The letters of “300-34e 350”."""
    for code in codes.split(" "):
        first, _dash, last = code.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))
