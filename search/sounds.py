"""The pinyin of a Chinese query, by which it finds names that we have in Latin letters: 科亚 finds Keya Medical."""

import re
from typing import NamedTuple

from .name_parts import parse_name
from .query import HANZI
from .romanisation import other_umlauts, spellings_in_pinyin

MIN_CHARACTERS = 2
BEHIND = "( |$|[0-9bcdfhjklmpqstwxyz])"
"""What may follow the last syllable: n, g, r and vowels would make another syllable of it."""


class Sound(NamedTuple):
    syllables: str

    @property
    def compact(self):
        return self.syllables.replace(" ", "")

    @property
    def pattern(self):
        """A regular expression of folded names that begin with these syllables, joined or apart."""
        return f"^{self.syllables.replace(' ', ' ?')}{BEHIND}"


def sounds_of(query) -> list:
    """The Sounds of a query without quotes: of its core, which leaves out words like 医疗, and of the whole."""
    if any(term.quoted for term in query.terms) or not any(term.hanzi for term in query.terms):
        return []
    parts = parse_name(query.folded)
    texts = [text for text in (parts.joined, parts.bare) if len(re.findall(f"[{HANZI}]", text)) >= MIN_CHARACTERS]
    ways = [way for text in texts if parts.core for way in spellings_in_pinyin(text)]
    return [Sound(way) for way in dict.fromkeys(spelled for way in ways for spelled in [way, *other_umlauts(way)])]
