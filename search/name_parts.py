"""A name taken apart: what tells it from others, what only says the trade, the kind of body, the place, the legal form.

“Shanghai Hanyu Medical Technology Co., Ltd.” is `hanyu`, in Shanghai, with words of the trade and a legal form. Only
the core can decide that two names are one; the rest can only speak against it.
"""

import re
from dataclasses import dataclass

from .generic_words import BY_HANZI, ENDINGS, KINDS, LEGAL, PLACES, TRADE
from .query import HANZI


@dataclass(frozen=True)
class RequestedName:
    """One name of a list, and what else is known of it."""

    name: str
    type: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True)
class NameParts:
    """A folded name taken apart; `core` keeps the order of its words."""

    folded: str
    core: tuple
    trade: frozenset
    kinds: frozenset
    places: frozenset

    @property
    def compact(self):
        return self.folded.replace(" ", "")

    @property
    def joined(self):
        return "".join(self.core)


def parse_name(folded) -> NameParts:
    """The parts of a folded name."""
    core, trade, kinds, places = [], set(), set(), set()
    for word in _words(folded):
        if word in LEGAL:
            continue
        if word in TRADE:
            trade.add(word)
        elif word in KINDS:
            kinds.add(KINDS[word])
        elif word in PLACES or word in BY_HANZI:
            places.add(BY_HANZI.get(word, word))
        else:
            core.append(word)
    return NameParts(folded, tuple(core), frozenset(trade), frozenset(kinds), frozenset(places))


def _words(folded):
    for word in folded.split(" "):
        for run in re.findall(f"[{HANZI}]+|[^{HANZI}]+", word):
            yield from _hanzi_words(run) if re.match(f"[{HANZI}]", run) else [run]


def _hanzi_words(run):
    """The place at the beginning of a Chinese name, its core, and the generic words at its end."""
    place = next((place for place in BY_HANZI if run.startswith(place) and len(run) > len(place)), "")
    rest, ends = run[len(place) :], []
    rest = rest[1:] if place and rest[:1] in "市省" else rest
    while ending := next((each for each in ENDINGS if rest.endswith(each)), ""):
        ends.append(ending)
        rest = rest[: -len(ending)]
    return [each for each in (place, rest, *reversed(ends)) if each]
