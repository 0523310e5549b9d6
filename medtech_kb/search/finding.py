"""The records that a query finds, ranked: exact name, beginning of a name, words of a name, misspelled name, text."""

from dataclasses import dataclass

from django.db import connection

from .query import Query
from .spelling import closeness

MOST = 2_000
"""So many hits are ranked and reached by paging; the rest is only known to be there."""
TYPOS = 60
CLOSE_ENOUGH = 0.74
SETTINGS = "SET LOCAL pg_trgm.word_similarity_threshold = 0.35; SET LOCAL enable_seqscan = off"
"""For one statement alone. Of a common word the planner would like to scan the table until it has enough, which takes
for ever where the hits of the asked type stand at its end."""
EXACT, PREFIX, WORDS, SIMILAR, TEXT = range(1, 6)
WAYS = {EXACT: "exact", PREFIX: "prefix", WORDS: "words", SIMILAR: "similar", TEXT: "text"}
FLOOR = {EXACT: 0.98, PREFIX: 0.8, WORDS: 0.6, SIMILAR: 0.4, TEXT: 0.0}
SPAN = {EXACT: 0.02, PREFIX: 0.17, WORDS: 0.19, SIMILAR: 0.19, TEXT: 0.39}

NAMED = """
(SELECT content_type_id, object_id, id, 1 AS way,
    CASE kind WHEN 'name' THEN 1.0 WHEN 'pinyin' THEN 0.0 ELSE 0.5 END::float AS close
    FROM entities_searchname WHERE compact = %(compact)s {typed} LIMIT %(most)s)
UNION ALL
(SELECT content_type_id, object_id, id, 2, %(size)s::float / length(compact)
    FROM entities_searchname WHERE compact LIKE %(begins)s AND compact <> %(compact)s {typed} LIMIT %(most)s)
UNION ALL
(SELECT content_type_id, object_id, id, 3, least(1, %(size)s::float / length(compact))
    FROM entities_searchname WHERE words @@ %(in_names)s::tsquery {typed} LIMIT %(most)s)
"""
TEXTS = """
(SELECT content_type_id, object_id, NULL::bigint AS id, 5 AS way,
    ts_rank_cd('{{0.1, 0.2, 0.4, 1}}', words, %(in_texts)s::tsquery, 33)::float AS close
    FROM entities_searchtext WHERE words @@ %(in_texts)s::tsquery {typed} LIMIT %(most)s)
"""
SIMILARS = """
SELECT content_type_id, object_id, id, 4, word_similarity(%(folded)s, folded)::float
FROM entities_searchname WHERE %(folded)s <%% folded {typed} AND NOT EXISTS (SELECT FROM found)
ORDER BY 5 DESC LIMIT %(typos)s
"""
RECORDS = """
SELECT t.id, t.record_type, t.slug, t.name, best.way, best.close, best.id,
    CASE best.way WHEN 4 THEN (SELECT n.folded FROM entities_searchname n WHERE n.id = best.id) END,
    (SELECT max(number) > %(ranked)s FROM (SELECT count(*) AS number FROM found GROUP BY way) AS ways)
FROM (SELECT DISTINCT ON (content_type_id, object_id) * FROM {hits} AS hits
    ORDER BY content_type_id, object_id, way, close DESC, id) AS best
CROSS JOIN LATERAL (SELECT * FROM entities_searchtext t WHERE t.content_type_id = best.content_type_id
    AND t.object_id = best.object_id LIMIT 1) AS t
WHERE NOT t.words @@ %(left_out)s::tsquery
"""


@dataclass(slots=True)
class Hit:
    """One record that a query finds. `number` is its row in SearchText, `name_id` the row of the name that fits."""

    number: int
    type: str
    slug: str
    name: str
    way: int
    close: float
    name_id: int | None
    similar: str | None = None

    @property
    def score(self):
        return round(FLOOR[self.way] + SPAN[self.way] * self.close, 4)


@dataclass
class Found:
    """The hits, the best first; `capped` if there are more than are ranked."""

    hits: list
    capped: bool


def find(query: Query, types=(), order=(), texts=True) -> Found:
    """The records that a query finds, of some types or of all; `order` ranks the types of equal hits.

    Without `texts` only names are looked at. Where nothing fits, names that are spelled nearly so are taken.
    """
    if not query.compact:
        return Found([], False)
    with connection.cursor() as cursor:
        cursor.execute(*statement(query, types, texts))
        rows = cursor.fetchall()
    hits = [Hit(*row[:-1]) for row in rows]
    capped = len(hits) > MOST or any(row[-1] for row in rows[:1])
    hits = [hit for hit in hits if hit.way != SIMILAR or _fits(hit, query)]
    rank = {name: place for place, name in enumerate(order)}
    hits.sort(key=lambda hit: (-hit.score, rank.get(hit.type, len(rank)), len(hit.name), hit.name, hit.number))
    return Found(hits[:MOST], capped)


def _fits(hit, query):
    """Whether a similar name is near enough to be meant; its closeness is that of the spelling from then on."""
    hit.close = closeness(query.folded, hit.similar)
    return hit.close >= CLOSE_ENOUGH


def statement(query: Query, types=(), texts=True):
    """(SQL, parameters) of the search: one statement, with SETTINGS before it."""
    typed = "AND record_type = ANY(%(types)s)" if types else ""
    parts = [NAMED, TEXTS] if texts and query.in_texts else [NAMED]
    found = " UNION ALL ".join(parts).format(typed=typed)
    hits = "found"
    ctes = f"WITH found AS MATERIALIZED ({found})"
    if query.is_plain and query.in_texts and len(query.compact) > 2:
        ctes += f", alike AS MATERIALIZED ({SIMILARS.format(typed=typed)})"
        hits = "(SELECT * FROM found UNION ALL SELECT * FROM alike)"
    sql = f"{SETTINGS}; {ctes}{RECORDS.format(hits=hits)}"
    compact = query.compact[:200]
    begins = compact.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return sql, {
        "compact": compact, "begins": begins, "size": len(compact), "folded": query.folded, "types": list(types),
        "in_names": query.in_names, "in_texts": query.in_texts, "left_out": query.left_out, "most": MOST + 1,
        "ranked": MOST, "typos": TYPOS,
    }  # fmt: skip
