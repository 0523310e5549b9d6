"""The parts of a name: its core, and the generic words for trade, kind of organization, place, title and legal form.

“Shanghai Hanyu Medical Technology Co., Ltd.” is `hanyu`, in Shanghai, with words of the trade and a legal form. Only
the core can show that two names are the same; generic words can only show that they are not.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from .generic_words import ENDINGS, KINDS, LEGAL, ORDINALS, SPACED_LEGAL, SPACED_TITLES, STOP_WORDS, TITLES, TRADE
from .places import PHRASES, hanzi_places, place_words
from .query import HANZI

PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(PHRASES, key=len, reverse=True))})\b")
NUMBERED = re.compile(r"\b(?:no )?(\d{1,2})(?:st|nd|rd|th)\b|\bno (\d{1,2})\b")
SILENT = {"the", "and"}
"""Words of which nothing depends: “The FDA”, “Medicare and Medicaid” for “Medicare & Medicaid”."""
MAX_PERSON = 4
"""The Chinese characters that the name of a person has at most."""


@dataclass(frozen=True)
class RequestedName:
    """One name to be matched, with what else is known about it."""

    name: str
    type: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True)
class NameParts:
    """The parts of a folded name; `core` preserves the order of its words.

    `words` are all but titles, legal form, “the” and “and”; `bare` is these without blanks.
    """

    folded: str
    core: tuple
    trade: frozenset
    kinds: frozenset
    places: frozenset
    titles: frozenset
    legal: frozenset
    words: str

    @property
    def bare(self):
        return self.words.replace(" ", "")

    @property
    def compact(self):
        return self.folded.replace(" ", "")

    @property
    def joined(self):
        return "".join(self.core)


@lru_cache(20_000)
def parse_name(folded) -> NameParts:
    """The parts of a folded name."""
    core, bare, trade, kinds, places, titles, legal = [], [], set(), set(), set(), set(), set()
    words = list(_words(_with_phrases(folded)))
    for number, word in enumerate(words):
        if word in TITLES and (set(words[:number]) <= TITLES or set(words[number:]) <= TITLES):
            titles.add(word)
            continue
        if word in LEGAL and number:
            legal.add(word)
            continue
        if word not in SILENT or len(words) == 1:
            bare.append(word)
        if word in STOP_WORDS:
            continue
        if word in TRADE:
            trade.add(TRADE[word])
        elif word in KINDS:
            kinds.add(KINDS[word])
        elif word in place_words():
            places.add(place_words()[word])
        else:
            core.append(word)
    return NameParts(
        folded, tuple(core), *map(frozenset, (trade, kinds, places, titles, legal)), " ".join(bare)
    )  # fmt: skip


def _with_phrases(folded):
    """A folded name with one word for places of several words, for legal forms with points and for ordinals."""
    text = SPACED_LEGAL.sub(lambda match: f" {_joined_legal(match[0])}", folded)
    text = SPACED_TITLES.sub(lambda match: match[0].replace(" ", ""), text)
    text = PHRASE.sub(lambda match: PHRASES[match[0]], text)
    return NUMBERED.sub(_ordinal, text)


def _joined_legal(text):
    return {"as": "ab", "gmbh": "gmbh"}.get(joined := text.replace(" ", ""), joined if joined in LEGAL else "ltd")


def _ordinal(match):
    return ORDINALS.get(match[1] or match[2], match[0])


def _words(folded):
    for word in folded.split(" "):
        for run in re.findall(f"[{HANZI}]+|[^{HANZI}]+", word):
            yield from _hanzi_words(run) if re.match(f"[{HANZI}]", run) else [run]


def _hanzi_words(run):
    """The place at the beginning of a Chinese name, its core, and the generic words at its end."""
    if title := next(
        (title for title in TITLES if run.endswith(title) and 1 < len(run) - len(title) <= MAX_PERSON), ""
    ):
        return [run[: -len(title)], title]
    place = next((place for place in hanzi_places() if run.startswith(place) and len(run) > len(place)), "")
    core, endings = run[len(place) :], []
    core = core[1:] if place and core[:1] in "市省" and not place.endswith("市") else core
    while ending := next((word for word in ENDINGS if core.endswith(word)), ""):
        endings.append(ending)
        core = core[: -len(ending)]
    return [word for word in (place, core, *reversed(endings)) if word]
