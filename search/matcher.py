"""Match a list of names to our records: a match if exactly one record fits well, unsure or none otherwise.

One query matches one name or five hundred.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain

from django.db import connection
from django.utils.translation import gettext as _

from .folding import fold
from .name_comparison import FIRST_WORD_SCORE, MATCH_SCORE, Verdict, compare
from .name_parts import RequestedName, parse_name
from .query import HANZI, Query, Term, type_query
from .search_query import TYPES

REVIEW_SCORE = 0.55
MINIMUM_LEAD = 0.08
MAX_CANDIDATES = 5
MAX_EXACT, MAX_COMPARED, MAX_NEAREST = 20, 200, 12
"""How many names of ours are read at most: equal ones, those with the same words, and the most similar of these."""
NAME_TYPES = ["companies", "products", "partners", "investors", "people", "authorities"]
"""The types whose names are also searched in other spellings; other types only if requested, or by an equal name."""

# Each step runs only if the steps before found nothing for a name: equal names; names with all core words, or that are
# its first words; names with words of a similar spelling.
CANDIDATES = f"""
SET LOCAL enable_seqscan = off;
SELECT requested.number, near.record_type, near.text, near.kind, near.folded, t.slug, t.name, t.country,
    public.kb_fold(t.city)
FROM (
    SELECT number, compact, nullif(words, '')::tsquery AS words, nullif(exact_words, '')::tsquery AS exact_words, core,
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
        WHERE s.record_type = ANY(requested.types) AND s.compact = requested.compact LIMIT {MAX_EXACT}) AS matches
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


@dataclass
class Candidate:
    """One record that may be meant, by the name that fits best."""

    type: str
    slug: str
    name: str
    score: float
    explanation: str

    def document(self):
        return {
            "type": self.type, "slug": self.slug, "name": self.name, "api_url": f"/api/v1/{self.type}/{self.slug}/",
            "score": self.score, "explanation": self.explanation,
        }  # fmt: skip


@dataclass
class NameMatch:
    """The verdict on one requested name."""

    requested: RequestedName
    verdict: str
    explanation: str
    candidates: list = field(default_factory=list)

    @property
    def best(self):
        return self.candidates[0] if self.candidates else None

    def document(self):
        return {
            "name": self.requested.name, "verdict": self.verdict, "explanation": self.explanation,
            "candidates": [candidate.document() for candidate in self.candidates],
        }  # fmt: skip


def match_names(names) -> list:
    """The NameMatch of each RequestedName of a list, in the order of the list."""
    spellings = [
        (number, spelling) for number, requested in enumerate(names) for spelling in spellings_of(requested.name)
    ]
    parts = [parse_name(fold(spelling)) for _number, spelling in spellings]
    rows = _similar_names([names[number].type for number, _spelling in spellings], parts)
    scored = [[] for _name in names]
    for index, (number, _spelling) in enumerate(spellings):
        city = fold(names[number].city)
        scored[number].append([_candidate(names[number], city, parts[index], *row) for row in rows[index]])
    return [decide(requested, candidates) for requested, candidates in zip(names, scored, strict=True)]


def spellings_of(name):
    """A name, or two if the second is in brackets: “InferVision (推想医疗)”, “… (CMDE)”.

    Anything else in brackets, like a place, may distinguish it from another name and remains part of it.
    """
    match = re.fullmatch(r"\s*([^()（）]+?)\s*[(（]\s*([^()（）]+?)\s*[)）]\s*", name)
    if not match or match[2].casefold() in match[1].casefold():
        return [name]
    other_script = bool(re.search(f"[{HANZI}]", match[1])) != bool(re.search(f"[{HANZI}]", match[2]))
    is_place = bool(parse_name(match[2].strip().casefold()).places)
    is_short = re.fullmatch(r"[A-Z][A-Za-z&]{1,7}", match[2]) and match[2][1:] != match[2][1:].lower()
    return [match[1], match[2]] if (other_script or is_short) and not is_place else [name]


def _similar_names(types, parts):
    """{index: rows}: the names of ours similar to each spelling; `types` are the requested ones, "" for any."""
    queries = [Query([Term(word) for word in name.core], []) for name in parts]
    rows = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {
            "numbers": list(range(len(parts))), "compact": [name.compact[:200] for name in parts],
            "core": [" ".join(name.core) for name in parts],
            "words": [_words_query(query, name) for query, name in zip(queries, parts, strict=True)],
            "fuzzy_words": [" ".join(query.fuzzy_words) for query in queries],
            "exact_words": [query.exact_words for query in queries],
            "prefixes": [" ".join(_prefixes(name)) for name in parts], "type": types,
            "all_types": TYPES, "name_types": NAME_TYPES, "name_types_query": type_query(NAME_TYPES),
        })  # fmt: skip
        for index, *row in cursor.fetchall():
            rows[index].append(row)
    return rows


def _words_query(query, parts):
    """A tsquery of names with all core words of a name, or with all of them joined into one word."""
    joined = f" | '{parts.joined}'" if len(parts.core) > 1 and parts.joined.isascii() else ""
    return f"({query.in_names}){joined}" if parts.core else ""


def _prefixes(parts):
    """The first words of a name without spaces, and each core word: any of them may be a name of ours."""
    words = parts.folded.split(" ")
    prefixes = ["".join(words[:number]) for number in range(1, len(words))]
    return list(dict.fromkeys(text for text in [*prefixes, *parts.core, parts.joined] if len(text) > 1))


def _candidate(requested, city, parts, record_type, text, kind, folded, slug, name, country, own_city):
    """The record of one name of ours, with the score of that name."""
    verdict = _with_type(requested, compare(parts, parse_name(folded), kind, record_type, own_city))
    score, reason = _with_location(requested, city, verdict, country, own_city)
    if kind != "name" and text != name:
        reason = f"{reason}: {text}"
    return Candidate(record_type, slug, name, round(score, 3), reason)


def _with_type(requested, verdict):
    """The first word alone is enough if the type is given as well."""
    if verdict.score == FIRST_WORD_SCORE and requested.type:
        return Verdict(MATCH_SCORE, _("the first word of ours, of the type that was asked for"))
    return verdict


def _with_location(requested, city, verdict, country, own_city):
    """(score, reason), lowered if city or country differ: that is another record until someone checks."""
    if requested.country and country and requested.country.upper() != country:
        return min(verdict.score, 0.6), _("%(reason)s, but in another country") % {"reason": verdict.reason}
    if city and own_city and city != own_city:
        return min(verdict.score, 0.6), _("%(reason)s, but in another city") % {"reason": verdict.reason}
    if city and own_city:
        return min(verdict.score + 0.02, 1.0), _("%(reason)s, in the same city") % {"reason": verdict.reason}
    return verdict.score, verdict.reason


def decide(requested, scored) -> NameMatch:
    """The verdict on a name from the candidates of each of its spellings."""
    sure = [{(one.type, one.slug) for one in candidates if one.score >= MATCH_SCORE} for candidates in scored]
    best = {}
    for candidate in chain.from_iterable(scored):
        key = (candidate.type, candidate.slug)
        if key not in best or candidate.score > best[key].score:
            best[key] = candidate
    ranked = sorted(best.values(), key=lambda one: (-one.score, one.type, one.slug))
    shown = [candidate for candidate in ranked if candidate.score >= 0.4][:MAX_CANDIDATES]
    if not shown or shown[0].score < REVIEW_SCORE:
        return NameMatch(requested, "none", _("no name of ours is near enough"), shown)
    if shown[0].score < MATCH_SCORE:
        return NameMatch(requested, "unsure", shown[0].explanation, shown)
    if len(sure) > 1 and all(sure) and not set.intersection(*sure):
        return NameMatch(requested, "unsure", _("the name and the one in brackets are two records"), shown)
    rivals = [candidate for candidate in shown[1:] if candidate.score > shown[0].score - MINIMUM_LEAD]
    if rivals:
        values = {"number": len(rivals) + 1}
        return NameMatch(
            requested, "unsure", _("%(number)s records fit nearly as well; say the type or the city") % values, shown
        )
    return NameMatch(requested, "match", shown[0].explanation, shown)
