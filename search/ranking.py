"""The records that match a query, ranked: exact name, prefix of a name, words of a name, misspelled name, text."""

from collections import Counter
from dataclasses import dataclass, field

import orjson

from records.etags import Version

from .query import Query
from .search_query import MOST, TYPES, fetch_rows
from .spelling import closeness
from .sql_parts import EXACT, FLOOR, PREFIX, SIMILAR, SOUND, SPAN, TEXT, WORDS

MIN_CLOSENESS = 0.74
MATCHES = {EXACT: "exact", PREFIX: "prefix", WORDS: "words", SIMILAR: "similar", TEXT: "text", SOUND: "prefix"}


@dataclass(slots=True)
class Hit:
    """One record that matches, by a name (`matched_name`, its `kind` and folded form) or by its texts.

    `passages` and `names` are JSON, and only set for a text.
    """

    number: int
    type: str
    slug: str
    name: str
    tier: int
    score: float
    matched_name: str | None = None
    kind: str | None = None
    folded: str | None = None
    passages: str | None = None
    names: str | None = None


@dataclass
class SearchResults:
    """The hits of a page, the best first; how many are ranked, in all and by type; `capped` if there are more.

    `version` is that of the data, None if the database was not queried.
    """

    hits: list
    count: int = 0
    capped: bool = False
    types: dict = field(default_factory=dict)
    version: Version | None = None


def find(query: Query, types=(), texts=True, start=0, page=MOST, per_type=False) -> SearchResults:
    """The records that match a query, of the given types or of all, in one statement.

    Without `texts` only names are searched. If nothing matches, names with a similar spelling are returned. With
    `per_type`, the page has up to `page` hits of each type.
    """
    if not query.compact:
        return SearchResults([])
    rows = fetch_rows(query, types=types, texts=texts, start=start, page=page, per_type=per_type)
    version, (number, capped, counts) = Version.of(rows[0]), rows[0][2:5]
    hits = [Hit(*row[5:]) for row in rows if row[5] is not None]
    if hits and hits[0].tier == SIMILAR:
        return _similar(query, hits, start, page, per_type, version)
    for hit in hits:
        hit.score = round(hit.score, 4)
    return SearchResults(
        hits, min(number, MOST), capped or number > MOST, orjson.loads(counts) if counts else {}, version
    )


def _similar(query, hits, start, page, per_type, version):
    """The records whose names are spelled similarly enough: each once, the closest first."""
    nearest = {}
    for hit in hits:
        close = closeness(query.folded, hit.folded)
        hit.score = round(FLOOR[SIMILAR] + SPAN[SIMILAR] * close, 4)
        known = nearest.get(hit.number)
        if close >= MIN_CLOSENESS and (known is None or _rank(known) < _rank(hit)):
            nearest[hit.number] = hit
    ranked = sorted(
        nearest.values(), key=lambda hit: (-hit.score, TYPES.index(hit.type), len(hit.name), hit.name, hit.number)
    )
    types = [hit.type for hit in ranked]
    if per_type:
        shown = [hit for number, hit in enumerate(ranked) if types[:number].count(hit.type) < page]
    else:
        shown = ranked[start : start + page]
    return SearchResults(shown, len(ranked), False, dict(Counter(types)), version)


def _rank(hit):
    """Of equally close names the record's own first."""
    return hit.score, hit.kind == "name"
