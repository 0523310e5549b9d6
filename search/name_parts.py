"""The parts of a name: its core, and the generic words for trade, kind of organization, place and legal form.

“Shanghai Hanyu Medical Technology Co., Ltd.” is `hanyu`, in Shanghai, with words of the trade and a legal form. Only
the core can show that two names are the same; generic words can only show that they are not.
"""

import re
from dataclasses import dataclass

from .generic_words import BY_HANZI, ENDINGS, KINDS, LEGAL, PLACES, TRADE
from .query import HANZI


@dataclass(frozen=True)
class RequestedName:
    """One name to be matched, with what else is known about it."""

    name: str
    type: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True)
class NameParts:
    """The parts of a folded name; `core` preserves the order of its words."""

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
    core, endings = run[len(place) :], []
    core = core[1:] if place and core[:1] in "市省" else core
    while ending := next((word for word in ENDINGS if core.endswith(word)), ""):
        endings.append(ending)
        core = core[: -len(ending)]
    return [word for word in (place, core, *reversed(endings)) if word]
