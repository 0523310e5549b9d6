"""The names of ours that are similar to requested ones, in one query for five hundred of them."""

from collections import defaultdict
from typing import NamedTuple

from django.db import connection

from regulatory.models import Authority

from .query import Query, Term, type_query
from .romanisation import other_umlauts, spellings_in_pinyin
from .search_query import TYPES

MAX_EXACT, MAX_COMPARED, MAX_NEAREST = 20, 200, 12
"""How many names of ours are read at most: equal ones, those with the same words, and the most similar of these."""
NAME_TYPES = ["companies", "products", "partners", "investors", "people", "authorities"]
"""The types whose names are also searched in other spellings; other types only if requested, or by an equal name."""

# Each step runs only if the steps before found nothing for a name: equal names; names with all core words, or that are
# its first words; names with words of a similar spelling.
CANDIDATES = f"""
SET LOCAL enable_seqscan = off;
SELECT requested.number, near.record_type, near.text, near.kind, near.folded, t.slug, t.name, t.city,
    t.country,
    (SELECT bool_or(n.text ~ '[\u3400-\u9fff]') FROM entities_searchname n
        WHERE n.content_type_id = near.content_type_id AND n.object_id = near.object_id)
FROM (
    SELECT number, string_to_array(compact, ' ') AS compact, nullif(words, '')::tsquery AS words,
        nullif(exact_words, '')::tsquery AS exact_words, core,
        string_to_array(fuzzy_words, ' ') AS fuzzy_words, string_to_array(prefixes, ' ') AS prefixes,
        CASE type WHEN '' THEN %(all_types)s::text[] ELSE ARRAY[type] END AS types,
        CASE type WHEN '' THEN %(name_types)s::text[] ELSE ARRAY[type] END AS name_types,
        CASE type WHEN '' THEN %(name_types_query)s ELSE quote_literal('@' || type) END::tsquery AS type_query
    FROM unnest(%(numbers)s::int[], %(compact)s::text[], %(words)s::text[], %(exact_words)s::text[], %(core)s::text[],
        %(fuzzy_words)s::text[], %(prefixes)s::text[], %(type)s::text[])
        AS name (number, compact, words, exact_words, core, fuzzy_words, prefixes, type)
) AS requested
CROSS JOIN LATERAL (
    SELECT array_agg(id) AS ids FROM (SELECT id FROM entities_searchname s
        WHERE s.record_type = ANY(requested.types) AND s.compact = ANY(requested.compact) LIMIT {MAX_EXACT}) AS matches
) AS equal
CROSS JOIN LATERAL (
    SELECT array_agg(id) AS ids FROM (
        (SELECT id FROM (SELECT id, folded FROM entities_searchname s
            WHERE s.words @@ (requested.words && requested.type_query) AND equal.ids IS NULL
            LIMIT {MAX_COMPARED}) AS with_words
            ORDER BY similarity(folded, requested.core) DESC, length(folded), id LIMIT {MAX_NEAREST})
        UNION
        (SELECT id FROM entities_searchname s
            WHERE s.record_type = ANY(requested.name_types) AND s.compact = ANY(requested.prefixes)
            AND equal.ids IS NULL LIMIT {MAX_EXACT})
    ) AS matches
) AS by_words
CROSS JOIN LATERAL (
    SELECT string_agg(spellings, ' & ')::tsquery AS words FROM (
        SELECT '(' || string_agg(quote_literal(w.word), ' | ') || ')' AS spellings
        FROM unnest(requested.fuzzy_words) AS given (word)
        LEFT JOIN LATERAL (
            SELECT word FROM (SELECT DISTINCT word FROM entities_searchword k
                WHERE k.slips && public.kb_slips(given.word)) AS near
            ORDER BY similarity(word, given.word) DESC, word LIMIT {MAX_NEAREST}
        ) AS w ON true
        WHERE equal.ids IS NULL AND by_words.ids IS NULL GROUP BY given.word
    ) AS alternatives HAVING count(*) = count(spellings)
) AS corrected
CROSS JOIN LATERAL (
    SELECT array_agg(id) AS ids FROM (SELECT id FROM (SELECT id, folded FROM entities_searchname s
        WHERE s.words @@ (coalesce(corrected.words && requested.exact_words, corrected.words) && requested.type_query)
            AND corrected.words IS NOT NULL LIMIT {MAX_COMPARED}) AS with_words
        ORDER BY similarity(folded, requested.core) DESC, length(folded), id LIMIT {MAX_NEAREST}) AS matches
) AS similar_names
CROSS JOIN LATERAL (SELECT * FROM entities_searchname s WHERE s.id = ANY(equal.ids || by_words.ids || similar_names.ids)
    LIMIT {MAX_EXACT + MAX_NEAREST}) AS near
CROSS JOIN LATERAL (SELECT * FROM entities_searchtext t WHERE t.content_type_id = near.content_type_id
    AND t.object_id = near.object_id LIMIT 1) AS t
"""


class SimilarName(NamedTuple):
    """A name of ours and what is known about its record."""

    type: str
    text: str
    kind: str
    folded: str
    slug: str
    name: str
    city: str
    country: str
    in_chinese: bool
    """Whether the record has any name in Chinese."""


def similar_names(types, parts):
    """{index: rows}: the names of ours similar to each spelling; `types` are the requested ones, "" for any."""
    queries = [Query([Term(word) for word in name.core], []) for name in parts]
    rows = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {
            "numbers": list(range(len(parts))), "compact": [" ".join(_equals(name)) for name in parts],
            "core": [" ".join(name.core) for name in parts],
            "words": [_words_query(query, name) for query, name in zip(queries, parts, strict=True)],
            "fuzzy_words": [" ".join(query.fuzzy_words) for query in queries],
            "exact_words": [query.exact_words for query in queries],
            "prefixes": [" ".join(_prefixes(name)) for name in parts], "type": types,
            "all_types": TYPES, "name_types": NAME_TYPES, "name_types_query": type_query(NAME_TYPES),
        })  # fmt: skip
        for index, *row in cursor.fetchall():
            rows[index].append(SimilarName(*row))
    return _with_jurisdictions(dict(rows))


def _with_jurisdictions(rows):
    """The rows, with the jurisdiction of an authority as its country."""
    slugs = {row.slug for found in rows.values() for row in found if row.type == "authorities"}
    if not slugs:
        return rows
    of = dict(Authority.objects.filter(slug__in=slugs).values_list("slug", "jurisdiction"))
    return {
        index: [row._replace(country=of[row.slug]) if row.type == "authorities" else row for row in found]
        for index, found in rows.items()
    }


def _equals(parts):
    """The name without spaces, also without title and legal form and with ü written otherwise."""
    spelled = [parts.folded, parts.bare, *other_umlauts(parts.folded)]
    return list(dict.fromkeys(text.replace(" ", "")[:200] for text in spelled if text))


def _words_query(query, parts):
    """A tsquery of names with all core words of a name, with all of them joined into one word, or with their pinyin."""
    joined = [parts.joined] if len(parts.core) > 1 and parts.joined.isascii() else []
    sounds = [sound.replace(" ", "") for sound in spellings_in_pinyin(parts.joined) if " " in sound]
    words = "".join(f" | '{word}'" for word in dict.fromkeys([*joined, *sounds]))
    return f"({query.in_names}){words}" if parts.core else ""


def _prefixes(parts):
    """The first words of a name without spaces, the last ones, and each core word: any may be a name of ours."""
    words = parts.folded.split(" ")
    prefixes = ["".join(words[:number]) for number in range(1, len(words))]
    prefixes += ["".join(words[number:]) for number in range(1, len(words) - 1)]
    sounds = [*spellings_in_pinyin(parts.bare), *spellings_in_pinyin(parts.joined)]
    spelled = [*prefixes, *parts.core, parts.joined, *(sound.replace(" ", "") for sound in sounds)]
    return list(dict.fromkeys(text for text in spelled if len(text) > 1))
