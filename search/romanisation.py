"""How Chinese sounds are written in Latin letters: ü as u, v or yu, and characters as pinyin."""

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

from names.coined import is_pinyin
from names.hanzi import readings

from .folding import fold
from .query import HANZI

UMLAUT = re.compile("([lnLN])[üÜ\u01d5-\u01dc]")
MAX_READINGS = 12


def folded_name(text) -> str:
    """A folded name in which ü after l and n is v, however it is written: Lü, Lyu and Lv are one; NYU stays."""
    plain = UMLAUT.sub(r"\1v", unicodedata.normalize("NFC", text))
    return " ".join([word if word.upper() in text else _with_v(word) for word in fold(plain).split(" ")])


def _with_v(word):
    other = re.sub("([ln])yu", r"\1v", word)
    if other == word or is_pinyin(word):  # Han-yu is no Ha-nü
        return word
    return other if is_pinyin(other) else word


def umlauts_as_u(folded) -> str:
    """The same with u for v: two names that differ only in that may be one."""
    return re.sub("([ln])v", r"\1u", folded)


def other_umlauts(folded) -> list:
    """The other ways to write a folded name of Chinese syllables in which l or n stands before u or v."""
    words = folded.split(" ")
    ways = [[re.sub("([ln])[uv]", rf"\1{letter}", word) if is_pinyin(word) else word for word in words]
            for letter in ("v", "u", "yu")]  # fmt: skip
    return [way for way in dict.fromkeys(" ".join(way) for way in ways) if way != folded]


@lru_cache(10_000)
def spellings_in_pinyin(folded) -> tuple:
    """The ways in which a folded text with Chinese characters may be written in pinyin, a space between syllables."""
    pieces = re.findall(f"[{HANZI}]|[^{HANZI} ]+", folded)
    if not any(re.match(f"[{HANZI}]", piece) for piece in pieces):
        return ()
    sounds = [readings().get(piece, [piece]) for piece in pieces]
    return tuple(dict.fromkeys(" ".join(way) for way in islice(product(*sounds), MAX_READINGS)))
