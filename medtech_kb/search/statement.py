"""The one SQL statement of a search: it finds, ranks, counts, and tells of each hit of a page why it was found.

Whatever can be frequent is bounded by MOST. A word that more than MOST names of the sample hold (one record of 64, with
an index of its own) is read from the sample alone, so that no search reads long lists of rows; otherwise from all.
Each part is a common table expression; what is not needed is never run, by conditions that hold for the whole part.
"""

import re
from functools import lru_cache

from entities.models.searching import EVERY
from medtech_kb.browse.statements import Statement
from medtech_kb.faces import FACES

from .query import Query, typed

TYPES = [face.name for face in FACES]

MOST, SUGGESTED = 500, 100
"""So many hits are ranked, counted and reached by paging; the rest is only known to be there. MOST in the SQL is one of
them: to suggest ten names, the first hundred that begin so are enough."""
SETTINGS = "SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan; "
"""For one statement alone. No plan depends on the words that are asked: all are bounded alike. And of a common word the
planner would like to scan the table until it has enough, which takes for ever where the hits of the asked type stand at
its end."""
EXACT, PREFIX, WORDS, SIMILAR, TEXT = range(1, 6)
FLOOR = {EXACT: 0.98, PREFIX: 0.8, WORDS: 0.6, SIMILAR: 0.4, TEXT: 0.0}
SPAN = {EXACT: 0.02, PREFIX: 0.17, WORDS: 0.19, SIMILAR: 0.19, TEXT: 0.39}
TYPOS = 40
ALTERNATIVES = 24

# A term whose words are all of the kind of “of” counts only where no other term is asked.
ASKED = """
asked AS MATERIALIZED (
    SELECT (coalesce(string_agg(closed, ' & ') FILTER (WHERE numnode(stems) > 0), string_agg(closed, ' & ')))::tsquery
            AS closed,
        (coalesce(string_agg(open, ' & ') FILTER (WHERE numnode(stems) > 0), string_agg(open, ' & ')))::tsquery AS open,
        (string_agg(closed, ' & ') FILTER (WHERE numnode(stems) > 0 AND place < %(terms)s::bigint))::tsquery AS before,
        nullif(string_agg(stems::text, ' & ') FILTER (WHERE numnode(stems) > 0), '')::tsquery AS stems
    FROM (
        SELECT place, closed, open, CASE WHEN pairs = '' THEN phraseto_tsquery('pg_catalog.english', latin)
            WHEN latin = '' THEN pairs::tsquery
            ELSE phraseto_tsquery('pg_catalog.english', latin) && pairs::tsquery END AS stems
        FROM unnest(%(closed)s::text[], %(open)s::text[], %(latin)s::text[], %(pairs)s::text[])
            WITH ORDINALITY AS term (closed, open, latin, pairs, place)
    ) AS terms
)"""
NAME = """content_type_id, object_id, record_type, id, {way} AS way,
    {floor} + {span} * least(1, %(size)s::float / greatest(length(compact), 1)) AS score,
    length(text) AS length, text AS label"""
IN_NAMES = NAME.format(way=WORDS, floor=FLOOR[WORDS], span=SPAN[WORDS])
BEGIN = f"""
exact{{kind}} AS MATERIALIZED (
    SELECT content_type_id, object_id, record_type, id, {EXACT} AS way,
        {FLOOR[EXACT]} + {SPAN[EXACT]} * CASE kind WHEN 'name' THEN 1.0 WHEN 'pinyin' THEN 0.0 ELSE 0.5 END::float
            AS score, length(text) AS length, text AS label
    FROM entities_searchname WHERE record_type = ANY(%({{types}})s::text[]) AND compact = %(compact)s::text
    LIMIT MOST + 1
),
prefix{{kind}} AS MATERIALIZED (
    SELECT begun.* FROM unnest(%({{types}})s::text[]) AS of_type, LATERAL (
        SELECT {NAME.format(way=PREFIX, floor=FLOOR[PREFIX], span=SPAN[PREFIX])}
        FROM entities_searchname WHERE record_type = of_type
            AND compact ~>~ %(compact)s::text AND compact ~<~ %(beyond)s::text
        ORDER BY compact USING ~<~ LIMIT MOST + 1
    ) AS begun LIMIT MOST + 1
)"""
BEGUN = f"""
begun{{kind}} AS MATERIALIZED (
    SELECT {IN_NAMES} FROM (
        SELECT * FROM entities_searchname WHERE words @@ {{before}} AND {{needed}} LIMIT 2 * MOST
    ) AS holding WHERE words @@ {{query}} LIMIT MOST + 1
)"""
BOUNDED = f"""
{{name}}_sample AS MATERIALIZED (
    SELECT {{columns}} FROM {{table}}
    WHERE words @@ {{query}} AND mod(object_id, {EVERY}) = 0 AND {{needed}} LIMIT MOST + 1
),
{{name}} AS MATERIALIZED (
    SELECT * FROM {{name}}_sample WHERE (SELECT count(*) FROM {{name}}_sample) > MOST
    UNION ALL
    (SELECT {{columns}} FROM {{table}} WHERE words @@ {{query}} AND {{needed}}
        AND (SELECT count(*) FROM {{name}}_sample) <= MOST LIMIT MOST + 1)
)"""
TEXTS = f"""content_type_id, object_id, record_type, 0::bigint AS id, {TEXT} AS way,
    {SPAN[TEXT]} * ts_rank_cd('{{0.1, 0.2, 0.4, 1}}', words, (SELECT stems FROM asked), 33)::float AS score,
    length(name) AS length, name AS label"""
BEST = """
best{kind} AS MATERIALIZED (
    SELECT content_type_id, object_id, record_type, max(ARRAY[score, -way, -id]) AS top, min(length) AS length,
        min(label) AS label
    FROM hits{kind} AS h {without} GROUP BY 1, 2, 3
)"""
WITHOUT = """WHERE NOT EXISTS (SELECT FROM entities_searchtext t WHERE t.content_type_id = h.content_type_id
        AND t.object_id = h.object_id
        AND t.words @@ (SELECT string_agg('(' || stems || ')', ' | ')::tsquery FROM unwanted))"""
UNWANTED = """
unwanted AS MATERIALIZED (
    SELECT stems::text FROM (
        SELECT CASE WHEN pairs = '' THEN phraseto_tsquery('pg_catalog.english', latin)
            WHEN latin = '' THEN pairs::tsquery
            ELSE phraseto_tsquery('pg_catalog.english', latin) && pairs::tsquery END AS stems
        FROM unnest(%(unwanted_latin)s::text[], %(unwanted_pairs)s::text[]) AS term (latin, pairs)
    ) AS terms WHERE numnode(stems) > 0
)"""
ORDER = "top[1] DESC, array_position(%(order)s::text[], record_type::text), length, label, object_id"
HIT = "content_type_id, object_id, top[1] AS score, (-top[2])::integer AS way, (-top[3])::bigint AS id"
PAGE = f"""SELECT {HIT} FROM best
    ORDER BY {ORDER} OFFSET %(start)s::bigint LIMIT greatest(least(%(page)s::bigint, MOST - %(start)s::bigint), 0)"""
PAGE_OF_EACH = f"""SELECT {HIT} FROM (
        SELECT *, row_number() OVER (ORDER BY {ORDER}) AS place,
            row_number() OVER (PARTITION BY record_type ORDER BY {ORDER}) AS of_type FROM best
    ) AS placed WHERE of_type <= %(page)s::bigint ORDER BY place"""
# A word of up to five letters is taken for another only if that begins alike: there are too many short words.
SIMILARS = f"""
slipped AS MATERIALIZED (
    SELECT string_agg(spellings, ' & ')::tsquery AS words FROM (
        SELECT '(' || string_agg(quote_literal(w.word), ' | ') || ')' AS spellings
        FROM unnest(%(slips)s::text[]) WITH ORDINALITY AS given (word, place)
        LEFT JOIN LATERAL (
            SELECT word FROM (
                SELECT DISTINCT word FROM entities_searchword WHERE slips && public.kb_slips(given.word)
                    AND (length(given.word) > 5 OR left(word, 1) = left(given.word, 1))
            ) AS near ORDER BY similarity(word, given.word) DESC, word LIMIT {ALTERNATIVES}
        ) AS w ON true
        WHERE NOT EXISTS (SELECT FROM hits) GROUP BY place
    ) AS alternatives HAVING count(*) = count(spellings)
),
similars AS MATERIALIZED (
    SELECT content_type_id, object_id, {FLOOR[SIMILAR]}::float AS score, {SIMILAR} AS way, id FROM (
        SELECT * FROM entities_searchname
        WHERE words @@ ((SELECT words FROM slipped){{also}}) AND NOT EXISTS (SELECT FROM hits)
        LIMIT {TYPOS * 5}
    ) AS near ORDER BY similarity(folded, %(folded)s::text) DESC, length(folded), id LIMIT {TYPOS}
)"""
TOLD = """
SELECT n.number, n.capped, n.types, shown.* FROM (
    SELECT (SELECT count(*) FROM best) AS number,
        coalesce((SELECT max(each) > MOST FROM (SELECT count(*) AS each FROM hits GROUP BY way) AS ways), false)
            AS capped,
        (SELECT json_object_agg(record_type, each) FROM
            (SELECT record_type, count(*) AS each FROM best{counted} GROUP BY record_type) AS types)::text AS types
) AS n
LEFT JOIN (
    SELECT t.id AS place, t.record_type, t.slug, t.name, p.way, p.score, s.text, s.kind, s.folded,
        CASE p.way WHEN {text} THEN t.passages::text END,
        CASE p.way WHEN {text} THEN (SELECT json_agg(json_build_array(n.text, n.kind) ORDER BY n.id)::text
            FROM entities_searchname n WHERE n.content_type_id = t.content_type_id AND n.object_id = t.object_id
            AND n.kind <> 'pinyin') END,
        CASE p.way WHEN {text} THEN (
            SELECT json_object_agg(word, (ts_lexize('pg_catalog.english_stem', word))[1])::text FROM (
                SELECT unnest(%(words)s::text[]) AS word
                UNION
                SELECT found[1] FROM (
                    SELECT passage ->> 'text' AS text FROM jsonb_array_elements(t.passages) AS passage
                    UNION ALL
                    SELECT n.text FROM entities_searchname n WHERE n.content_type_id = t.content_type_id
                        AND n.object_id = t.object_id AND n.kind <> 'pinyin'
                ) AS told,
                regexp_matches(translate(
                    CASE WHEN octet_length(text) = length(text) THEN lower(text)
                        ELSE lower(public.unaccent('public.unaccent', text)) END, '''’‘ʼ`', ''),
                    %(forms)s::text, 'g') AS found
            ) AS forms) END
    FROM (SELECT *, row_number() OVER () AS rank FROM page) AS p
    CROSS JOIN LATERAL (SELECT * FROM entities_searchtext t WHERE t.content_type_id = p.content_type_id
        AND t.object_id = p.object_id LIMIT 1) AS t
    LEFT JOIN LATERAL (SELECT s.text, s.kind, s.folded FROM entities_searchname s WHERE s.id = p.id LIMIT 1) AS s
        ON true
    ORDER BY p.rank
) AS shown ON true
"""


def statement(query: Query, types=(), order=(), texts=True, start=0, page=MOST, of_each_type=False):
    """(SQL, parameters) of a search, SETTINGS before it. Its shape depends on the options, never on the words."""
    of_types, plain = ("types", " && %(typed)s::tsquery"), ("order", "")
    parts = [ASKED, *([UNWANTED] if query.unwanted else []), *_found(query, "", texts, *(of_types if types else plain))]
    if types:
        parts += _found(query, "_any", texts, *plain)
    shown = PAGE_OF_EACH if of_each_type else PAGE
    if query.may_be_misspelled:
        also = (of_types[1] if types else "") + (" && %(rest)s::tsquery" if query.rest else "")
        parts.append(SIMILARS.format(also=also))
        shown = f"({shown}) UNION ALL SELECT * FROM similars"
    parts.append(f"page AS MATERIALIZED ({shown})")
    told = TOLD.format(text=TEXT, counted="_any" if types else "")
    sql = re.sub(r"\bMOST\b", str(MOST if texts else SUGGESTED), f"WITH {','.join(parts)} {told}")
    return f"{SETTINGS}{sql}", _parameters(query, types, order, start, page)


def answered(query: Query, *options, **more):
    """The rows of a search, by a statement that is planned once per connection."""
    sql, given = statement(query, *options, **more)
    prepared, names = _numbered(sql)
    return prepared.rows([given[name] for name in names])


@lru_cache(100)
def _numbered(sql):
    """(Statement, names of its parameters) for an SQL text with %(name)s."""
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", sql)))
    numbered = re.sub(r"%\((\w+)\)s", lambda found: f"${names.index(found[1]) + 1}", sql.removeprefix(SETTINGS))
    return Statement(numbered, settings=SETTINGS), names


def _found(query, kind, texts, types, also):
    """The parts that find, `kind` the end of their names: of the types of a parameter, and the words `also`.

    A part is needed where those that rank before it did not find all that is ranked.
    """
    closed, opened, stems, before = (
        f"((SELECT {name} FROM asked){also})" for name in ("closed", "open", "stems", "before")
    )
    named = {"table": "entities_searchname", "columns": IN_NAMES}
    told = {"table": "entities_searchtext", "columns": TEXTS}
    parts = [BEGIN.format(kind=kind, types=types)]
    arms = [f"exact{kind}", f"prefix{kind}"]
    parts.append(
        BOUNDED.format(name=f"words{kind}", query=opened if query.is_one_term else closed, needed=_few(arms), **named)
    )
    arms.append(f"words{kind}")
    if query.goes_on and not query.is_one_term:
        nothing = " AND ".join(f"NOT EXISTS (SELECT FROM {arm})" for arm in arms)
        parts.append(BEGUN.format(kind=kind, query=opened, before=before, needed=nothing))
        arms.append(f"begun{kind}")
    if texts:
        parts.append(BOUNDED.format(name=f"texts{kind}", query=stems, needed=_few(arms), **told))
        arms.append(f"texts{kind}")
    every = " UNION ALL ".join(f"SELECT * FROM {arm}" for arm in arms)
    parts.append(f"hits{kind} AS MATERIALIZED ({every})")
    parts.append(BEST.format(kind=kind, without=WITHOUT if query.unwanted else ""))
    return parts


def _few(arms):
    return " + ".join(f"(SELECT count(*) FROM {arm})" for arm in arms) + " <= MOST"


def _parameters(query, types, order, start, page):
    compact = query.compact[:200]
    return {
        "compact": compact, "beyond": f"{compact}\U0010ffff", "size": len(compact), "folded": query.folded,
        "types": list(types), "typed": typed(types), "order": list(order or TYPES), "words": query.latin,
        "closed": [term.in_names for term in query.wanted], "open": query.opened,
        "rest": query.rest, "slips": query.slips,
        "latin": [" ".join(term.latin) for term in query.wanted], "pairs": [term.pairs for term in query.wanted],
        "unwanted_latin": [" ".join(term.latin) for term in query.unwanted],
        "unwanted_pairs": [term.pairs for term in query.unwanted], "forms": query.forms, "start": start, "page": page,
        "terms": len(query.wanted),
    }  # fmt: skip
