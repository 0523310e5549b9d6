"""The records that a query finds, ranked: exact name, beginning of a name, words of a name, misspelled name, text."""

from collections import Counter
from dataclasses import dataclass, field

import orjson

from records.etags import Version

from .query import Query
from .search_query import MOST, TYPES, answered
from .spelling import closeness
from .sql_parts import EXACT, FLOOR, PREFIX, SIMILAR, SPAN, TEXT, WORDS

CLOSE_ENOUGH = 0.74
WAYS = {EXACT: "exact", PREFIX: "prefix", WORDS: "words", SIMILAR: "similar", TEXT: "text"}


@dataclass(slots=True)
class Hit:
    """One record that a query finds, by a name (`fits`, `kind`, and how it is folded) or by its texts.

    `passages` and `names` are JSON, and there for a text alone.
    """

    number: int
    type: str
    slug: str
    name: str
    way: int
    score: float
    fits: str | None = None
    kind: str | None = None
    folded: str | None = None
    passages: str | None = None
    names: str | None = None


@dataclass
class SearchResults:
    """The hits of a page, the best first; how many are ranked, and of each type; `capped` if there are more.

    `version` is that of the data, where they had to be asked.
    """

    hits: list
    count: int = 0
    capped: bool = False
    types: dict = field(default_factory=dict)
    version: Version | None = None


def find(query: Query, types=(), order=(), texts=True, start=0, page=MOST, of_each_type=False) -> SearchResults:
    """The records that a query finds, of some types or of all; `order` ranks the types of equal hits.

    Without `texts` only names are looked at. Where nothing fits, names that are spelled nearly so are taken. Costs one
    statement. With `of_each_type`, the page has so many of every type.
    """
    if not query.compact:
        return SearchResults([])
    order = order or TYPES
    rows = answered(query, types, order, texts, start, page, of_each_type)
    version, (number, capped, counts) = Version.of(rows[0]), rows[0][2:5]
    hits = [Hit(*row[5:]) for row in rows if row[5] is not None]
    if hits and hits[0].way == SIMILAR:
        return _alike(query, hits, order, start, page, of_each_type, version)
    for hit in hits:
        hit.score = round(hit.score, 4)
    return SearchResults(
        hits, min(number, MOST), capped or number > MOST, orjson.loads(counts) if counts else {}, version
    )


def _alike(query, hits, order, start, page, of_each_type, version):
    """What of the names that are spelled nearly so is near enough to be meant: once each, the nearest first."""
    nearest = {}
    for hit in hits:
        close = closeness(query.folded, hit.folded)
        hit.score = round(FLOOR[SIMILAR] + SPAN[SIMILAR] * close, 4)
        known = nearest.get(hit.number)
        if close >= CLOSE_ENOUGH and (known is None or _fit(known) < _fit(hit)):
            nearest[hit.number] = hit
    rank = {name: place for place, name in enumerate(order)}
    ranked = sorted(nearest.values(), key=lambda hit: (-hit.score, rank[hit.type], len(hit.name), hit.name, hit.number))
    if of_each_type:
        places = Counter()
        shown = [hit for hit in ranked if not places.update([hit.type]) and places[hit.type] <= page]
    else:
        shown = ranked[start : start + page]
    return SearchResults(shown, len(ranked), False, dict(Counter(hit.type for hit in ranked)), version)


def _fit(hit):
    """A record's own name before its others."""
    return hit.score, hit.kind == "name"
