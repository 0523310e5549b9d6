"""The limit's search: the first page with its counts, as PostgreSQL builds it to JSON from narrow tables of its own."""

import re

MOST, PAGE, SUGGESTED, MAX_SIMILAR = 500, 20, 10, 60  # as many are ranked as in search/search_query.py
TYPES = {
    1: "companies", 2: "products", 3: "milestones", 6: "partners", 7: "collaborations", 8: "rounds", 9: "investors",
    14: "segments", 16: "authorities", 17: "sources",
}  # fmt: skip
NAMES = f"""(SELECT hit, 1 AS tier, 1.0 AS close FROM bench_limit.hit_name WHERE compact = $1 LIMIT {MOST + 1})
    UNION ALL (SELECT hit, 2, length($1)::numeric / length(compact) FROM bench_limit.hit_name
        WHERE compact ~>~ $1 AND compact ~<~ $2 LIMIT {MOST + 1})
    UNION ALL (SELECT hit, 3, least(1, length($1)::numeric / length(compact)) FROM bench_limit.hit_name
        WHERE words @@ $3::tsquery LIMIT {MOST + 1})"""
TEXTS = f"""UNION ALL (SELECT id, 5, ts_rank_cd(words, to_tsquery('english', $4), 33)::numeric FROM bench_limit.hit
    WHERE words @@ to_tsquery('english', $4) LIMIT {MOST + 1})"""
TYPE = f"""(ARRAY[{", ".join(f"'{TYPES.get(number, '')}'" for number in range(1, 18))}])[h.type]"""
ROW = f"""json_build_object('type', {TYPE}, 'slug', h.slug, 'name', h.name,
    'api_url', '/api/v1/' || {TYPE} || '/' || h.slug || '/', 'score', round(1 - h.tier * 0.2 + h.close * 0.19, 4))"""
ORDER = "h.tier, h.close DESC, h.type, length(h.name), h.name, h.id"


def pages(texts, size, counts):
    return f"""WITH matches AS MATERIALIZED ({NAMES} {texts}),
    alike AS MATERIALIZED (SELECT hit, 4 AS tier, word_similarity($5, folded)::numeric AS close
        FROM bench_limit.hit_name WHERE $5 <% folded AND NOT EXISTS (SELECT FROM matches)
        ORDER BY 3 DESC LIMIT {MAX_SIMILAR}),
    best AS (SELECT DISTINCT ON (hit) hit, tier, close
        FROM (SELECT * FROM matches UNION ALL SELECT * FROM alike) AS hits ORDER BY hit, tier, close DESC),
    ranked AS MATERIALIZED (SELECT h.*, b.tier, b.close FROM best b JOIN bench_limit.hit h ON h.id = b.hit),
    page AS (SELECT * FROM ranked h ORDER BY {ORDER} LIMIT {size})
    SELECT json_build_object({counts} 'results', ARRAY(SELECT {ROW} FROM page h ORDER BY {ORDER}))::text"""


SEARCH = pages(
    TEXTS,
    PAGE,
    f"""'count', (SELECT least(count(*), {MOST}) FROM ranked),
    'count_capped', (SELECT count(*) > {MOST} FROM ranked), 'facets', json_build_object('type', ARRAY(
        SELECT json_build_object('value', {TYPE}, 'count', count(*)) FROM ranked h GROUP BY type ORDER BY type)),""",
)
SUGGEST = pages("", SUGGESTED, "")
PARAMETER_TYPES = "text, text, text, text, text"
"""The types of the values of both."""


def values(query):
    """The compact name, the end of its prefix range, the queries on names and on texts, and the folded text."""
    folded = " ".join(re.sub(r"\W+", " ", query.lower()).split())
    compact = folded.replace(" ", "")
    return [compact, f"{compact}\U0010ffff", _words(folded, ":*"), _words(folded, ""), folded]


def _words(folded, ending):
    """A tsquery: Latin words, and Chinese runs as phrases of pairs."""
    parts = []
    for run, word in re.findall(r"([一-鿿]+)|([^\s一-鿿]+)", folded):
        pairs = [run[index : index + 2] for index in range(max(1, len(run) - 1))]
        parts.append(" <-> ".join(f"'{pair}'" for pair in pairs) if run else f"'{word}'{ending}")
    return " & ".join(f"({part})" for part in parts)
