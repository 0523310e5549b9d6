"""Which words are made up for one name: InferVision is, Zhongshan (pinyin) and Silicon (English) are not.

`english.txt` holds common English words (`make.py` says how it was made).
"""

import re
from functools import cache
from pathlib import Path

from names.hanzi import readings

ENGLISH = Path(__file__).with_name("english.txt")
MIN_LENGTH = 6
VOWELS = set("aeiouv")


@cache
def _common():
    """{word of small letters: whether it is a word of the dictionary, not only a name}"""
    lines = ENGLISH.read_text(encoding="utf-8").splitlines()
    return {line.lower(): line.islower() for line in lines if not line.startswith("#")}


def is_english(word) -> bool:
    """Whether a folded word is a common English word, and not only a name like Philips."""
    return _common().get(word, False)


@cache
def _syllables():
    syllables = {syllable for spellings in readings().values() for syllable in spellings if set(syllable) & VOWELS}
    return re.compile(f"(?:{'|'.join(sorted(syllables, key=len, reverse=True))})+")


def is_pinyin(word) -> bool:
    """Whether a word of small Latin letters can be read as Chinese syllables, and not as two English words."""
    two_words = any(is_english(word[:end]) and is_english(word[end:]) for end in range(4, len(word) - 3))
    return bool(_syllables().fullmatch(word)) and not two_words


def is_coined(word) -> bool:
    """Whether a folded word is likely to belong to one name alone."""
    is_latin = word.isascii() and word.isalpha() and len(word) >= MIN_LENGTH
    return is_latin and word not in _common() and not is_pinyin(word)
