"""The parts of the statement of a search, in SQL: common table expressions that `search_query.py` puts together.

MOST stands for the number of hits that are ranked. Decision 0010 says what each part gives up to be bounded.
"""

from names.models.search_rows import LARGE_SAMPLE_STEP, SAMPLE_STEP
from records.etags import WITH_VERSION

EXACT, PREFIX, WORDS, SIMILAR, TEXT, SOUND = range(1, 7)
FLOOR = {EXACT: 0.98, PREFIX: 0.8, WORDS: 0.6, SIMILAR: 0.4, TEXT: 0.0, SOUND: 0.4}
SPAN = {EXACT: 0.02, PREFIX: 0.17, WORDS: 0.19, SIMILAR: 0.19, TEXT: 0.39, SOUND: 0.19}
MAX_SIMILAR, MAX_SPELLINGS = 40, 24

# A term that consists of stop words like “of” counts only if there is no other term.
SEARCH_TERMS = """
search_terms AS MATERIALIZED (
    SELECT (coalesce(string_agg(words, ' & ') FILTER (WHERE numnode(stems) > 0), string_agg(words, ' & ')))::tsquery
            AS words,
        (coalesce(string_agg(prefixes, ' & ') FILTER (WHERE numnode(stems) > 0), string_agg(prefixes, ' & ')))::tsquery
            AS prefixes,
        (string_agg(words, ' & ') FILTER (WHERE numnode(stems) > 0 AND number < %(terms)s::bigint))::tsquery AS before,
        nullif(string_agg(stems::text, ' & ') FILTER (WHERE numnode(stems) > 0), '')::tsquery AS stems
    FROM (
        SELECT number, words, prefixes, CASE WHEN pairs = '' THEN phraseto_tsquery('pg_catalog.english', latin)
            WHEN latin = '' THEN pairs::tsquery
            ELSE phraseto_tsquery('pg_catalog.english', latin) && pairs::tsquery END AS stems
        FROM unnest(%(words)s::text[], %(prefixes)s::text[], %(latin)s::text[], %(pairs)s::text[])
            WITH ORDINALITY AS term (words, prefixes, latin, pairs, number)
    ) AS terms
)"""
NAME = """content_type_id, object_id, record_type, id, {tier} AS tier,
    {floor} + {span} * least(1, %(size)s::float / greatest(length(compact), 1)) AS score,
    length(text) AS length, text AS label"""
# A whole word ranks before a prefix: “IDE” before “identification”.
WHOLE_WORD_FLOOR = FLOOR[WORDS] + SPAN[WORDS] / 2
PREFIX_COLUMNS, WORD_COLUMNS, WORD_OR_PREFIX_COLUMNS = (
    NAME.format(tier=WORDS, floor=floor, span=SPAN[WORDS] / 2 - 0.005)
    for floor in (
        FLOOR[WORDS], WHOLE_WORD_FLOOR,
        f"CASE WHEN words @@ (SELECT s.words FROM search_terms s) THEN {WHOLE_WORD_FLOOR} ELSE {FLOOR[WORDS]} END"
    )
)  # fmt: skip
EXACT_AND_PREFIX = f"""
exact{{suffix}} AS MATERIALIZED (
    SELECT content_type_id, object_id, record_type, id, {EXACT} AS tier,
        {FLOOR[EXACT]} + {SPAN[EXACT]} * CASE kind WHEN 'name' THEN 1.0 WHEN 'pinyin' THEN 0.0 ELSE 0.5 END::float
            AS score, length(text) AS length, text AS label
    FROM entities_searchname WHERE record_type = ANY(%({{types}})s::text[]) AND compact = %(compact)s::text
    LIMIT MOST + 1
),
prefix{{suffix}} AS MATERIALIZED (
    SELECT matches.* FROM unnest(%({{types}})s::text[]) AS of_type, LATERAL (
        SELECT {NAME.format(tier=PREFIX, floor=FLOOR[PREFIX], span=SPAN[PREFIX])}
        FROM entities_searchname WHERE record_type = of_type
            AND compact ~>~ %(compact)s::text AND compact ~<~ %(beyond)s::text
        ORDER BY compact USING ~<~ LIMIT MOST + 1
    ) AS matches LIMIT MOST + 1
)"""
SOUNDS = f"""
sounds{{suffix}} AS MATERIALIZED (
    SELECT content_type_id, object_id, record_type, id, {SOUND} AS tier,
        {FLOOR[SOUND]} + {SPAN[SOUND]} * least(1, length(sound.compact)::float / greatest(length(matches.compact), 1))
            AS score, length(text) AS length, text AS label
    FROM unnest(%({{types}})s::text[]) AS of_type,
        unnest(%(sounds)s::text[], %(patterns)s::text[]) AS sound (compact, pattern), LATERAL (
        SELECT * FROM entities_searchname WHERE record_type = of_type
            AND compact ~>=~ sound.compact AND compact ~<~ (sound.compact || '􏿿')
        ORDER BY compact USING ~<~ LIMIT MOST + 1
    ) AS matches WHERE matches.kind <> 'pinyin' AND matches.folded ~ sound.pattern LIMIT MOST + 1
)"""
WORD_PREFIXES = f"""
word_prefixes{{suffix}} AS MATERIALIZED (
    SELECT {PREFIX_COLUMNS} FROM before{{suffix}} WHERE words @@ {{query}}
)"""
# The number of matches in the sample decides which rows are read; nothing is ranked to find it out. Reading only a part
# of the records is enough if it has half (the sample) or a quarter (one record of eight) of what could be ranked.
BOUNDED = f"""
{{name}}_sampled AS MATERIALIZED (
    SELECT count(*) AS number FROM (
        SELECT FROM {{table}} WHERE words @@ {{query}} AND mod(object_id, {SAMPLE_STEP}) = 0 LIMIT MOST + 1
    ) AS sample HAVING {{needed}}
),
{{name}}_large_sample AS MATERIALIZED (
    SELECT {{columns}} FROM {{table}} WHERE words @@ {{query}} AND mod(object_id, {LARGE_SAMPLE_STEP}) = 0
        AND (SELECT number FROM {{name}}_sampled) BETWEEN MOST / 24 AND MOST / 2 LIMIT MOST + 1
),
{{name}} AS MATERIALIZED (
    (SELECT {{columns}} FROM {{table}} WHERE words @@ {{query}} AND mod(object_id, {SAMPLE_STEP}) = 0
        AND (SELECT number FROM {{name}}_sampled) > MOST / 2 LIMIT MOST + 1)
    UNION ALL
    SELECT * FROM {{name}}_large_sample WHERE (SELECT count(*) FROM {{name}}_large_sample) > MOST / 4
    UNION ALL
    (SELECT {{columns}} FROM {{table}} WHERE words @@ {{query}} AND (SELECT number FROM {{name}}_sampled) <= MOST / 2
        AND (SELECT count(*) FROM {{name}}_large_sample) <= MOST / 4 LIMIT MOST + 1)
)"""
IS_SAMPLED = """coalesce((SELECT number FROM {name}_sampled) > MOST / 2, false)
            OR (SELECT count(*) FROM {name}_large_sample) > MOST / 4"""
TEXT_COLUMNS = f"""content_type_id, object_id, record_type, 0::bigint AS id, {TEXT} AS tier,
    {SPAN[TEXT]} * ts_rank_cd('{{0.1, 0.2, 0.4, 1}}', words, (SELECT stems FROM search_terms), 33)::float AS score,
    length(name) AS length, name AS label"""
BEST = """
best{suffix} AS MATERIALIZED (
    SELECT content_type_id, object_id, record_type, max(ARRAY[score, -tier, -id]) AS top, min(length) AS length,
        min(label) AS label
    FROM hits{suffix} AS h {condition} GROUP BY 1, 2, 3
)"""
NOT_EXCLUDED = """WHERE NOT EXISTS (SELECT FROM entities_searchtext t WHERE t.content_type_id = h.content_type_id
        AND t.object_id = h.object_id
        AND t.words @@ (SELECT string_agg('(' || stems || ')', ' | ')::tsquery FROM excluded))"""
EXCLUDED = """
excluded AS MATERIALIZED (
    SELECT stems::text FROM (
        SELECT CASE WHEN pairs = '' THEN phraseto_tsquery('pg_catalog.english', latin)
            WHEN latin = '' THEN pairs::tsquery
            ELSE phraseto_tsquery('pg_catalog.english', latin) && pairs::tsquery END AS stems
        FROM unnest(%(excluded_latin)s::text[], %(excluded_pairs)s::text[]) AS term (latin, pairs)
    ) AS terms WHERE numnode(stems) > 0
)"""
ORDER = "top[1] DESC, array_position(%(order)s::text[], record_type::text), length, label, object_id"
HIT = "content_type_id, object_id, top[1] AS score, (-top[2])::integer AS tier, (-top[3])::bigint AS id"
PAGE = f"""SELECT {HIT} FROM best
    ORDER BY {ORDER} OFFSET %(start)s::bigint LIMIT greatest(least(%(page)s::bigint, MOST - %(start)s::bigint), 0)"""
PAGE_PER_TYPE = f"""SELECT {HIT} FROM (
        SELECT *, row_number() OVER (ORDER BY {ORDER}) AS rank,
            row_number() OVER (PARTITION BY record_type ORDER BY {ORDER}) AS rank_in_type FROM best
    ) AS ranked WHERE rank_in_type <= %(page)s::bigint ORDER BY rank"""
# A word of up to five letters is only corrected to one with the same first letter: there are too many short words.
SIMILARS = f"""
corrected AS MATERIALIZED (
    SELECT string_agg(spellings, ' & ')::tsquery AS words FROM (
        SELECT '(' || string_agg(quote_literal(w.word), ' | ') || ')' AS spellings
        FROM (SELECT word, number, public.kb_slips(word) AS slips
            FROM unnest(%(fuzzy_words)s::text[]) WITH ORDINALITY AS misspelled (word, number) OFFSET 0) AS given
        LEFT JOIN LATERAL (
            SELECT word FROM (
                SELECT DISTINCT word FROM entities_searchword k WHERE k.slips && given.slips
                    AND (length(given.word) > 5 OR left(word, 1) = left(given.word, 1))
            ) AS near ORDER BY similarity(word, given.word) DESC, word LIMIT {MAX_SPELLINGS}
        ) AS w ON true
        WHERE NOT EXISTS (SELECT FROM hits) GROUP BY number
    ) AS alternatives HAVING count(*) = count(spellings)
),
similars AS MATERIALIZED (
    SELECT content_type_id, object_id, {FLOOR[SIMILAR]}::float AS score, {SIMILAR} AS tier, id FROM (
        SELECT * FROM entities_searchname
        WHERE words @@ ((SELECT words FROM corrected){{also}}) AND NOT EXISTS (SELECT FROM hits)
        LIMIT {MAX_SIMILAR * 5}
    ) AS near ORDER BY similarity(folded, %(folded)s::text) DESC, length(folded), id LIMIT {MAX_SIMILAR}
)"""
RESULT_ROWS = f"""
SELECT v.number, v.moved_at, n.number, n.capped, n.types, shown.* {WITH_VERSION}
CROSS JOIN (
    SELECT (SELECT count(*) FROM best) AS number,
        coalesce((SELECT max(n) > MOST FROM (SELECT count(*) AS n FROM hits GROUP BY tier) AS tiers), false)
            OR {{is_sampled}} AS capped,
        (SELECT json_object_agg(record_type, n) FROM
            (SELECT record_type, count(*) AS n FROM best{{counted}} GROUP BY record_type) AS types)::text AS types
) AS n
LEFT JOIN (
    SELECT t.id, t.record_type, t.slug, t.name, p.tier, p.score, s.text, s.kind, s.folded,
        CASE p.tier WHEN {TEXT} THEN t.passages::text END,
        CASE p.tier WHEN {TEXT} THEN (SELECT json_agg(json_build_array(n.text, n.kind) ORDER BY n.id)::text
            FROM entities_searchname n WHERE n.content_type_id = t.content_type_id AND n.object_id = t.object_id
            AND n.kind <> 'pinyin') END
    FROM (SELECT *, row_number() OVER () AS rank FROM page) AS p
    CROSS JOIN LATERAL (SELECT * FROM entities_searchtext t WHERE t.content_type_id = p.content_type_id
        AND t.object_id = p.object_id LIMIT 1) AS t
    LEFT JOIN LATERAL (SELECT s.text, s.kind, s.folded FROM entities_searchname s WHERE s.id = p.id LIMIT 1) AS s
        ON true
    ORDER BY p.rank
) AS shown ON true
"""
