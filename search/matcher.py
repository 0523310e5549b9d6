"""A list of names to our records: a match where one record alone fits well, unsure or none otherwise.

It costs one query for one name or for five hundred.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

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
"""So many names of ours at most: the very same, read for their words, and compared."""
NAME_TYPES = ["companies", "products", "partners", "investors", "people", "authorities"]
"""The types whose names are looked for in other spellings; other types only by their very name, or when asked for."""

# Each step is taken only for a name for which those before found nothing: the very name; names with all its telling
# words, or that are its first words; names whose words are spelled nearly so.
CANDIDATES = f"""
SET LOCAL enable_seqscan = off;
SELECT requested.place, near.record_type, near.text, near.kind, near.folded, t.slug, t.name, t.country,
    public.kb_fold(t.city)
FROM (
    SELECT place, compact, nullif(words, '')::tsquery AS words, nullif(rest, '')::tsquery AS rest, core,
        string_to_array(slips, ' ') AS slips, string_to_array(begins, ' ') AS begins,
        CASE type WHEN '' THEN %(every)s::text[] ELSE ARRAY[type] END AS types,
        CASE type WHEN '' THEN %(who)s::text[] ELSE ARRAY[type] END AS who,
        CASE type WHEN '' THEN %(who_word)s ELSE quote_literal('@' || type) END::tsquery AS type_query
    FROM unnest(%(places)s::int[], %(compact)s::text[], %(words)s::text[], %(rest)s::text[], %(core)s::text[],
        %(slips)s::text[], %(begins)s::text[], %(type)s::text[])
        AS given (place, compact, words, rest, core, slips, begins, type)
) AS requested
CROSS JOIN LATERAL (
    SELECT array_agg(id) AS ids FROM (SELECT id FROM entities_searchname s
        WHERE s.record_type = ANY(requested.types) AND s.compact = requested.compact LIMIT {MAX_EXACT}) AS matches
) AS same
CROSS JOIN LATERAL (
    SELECT array_agg(id) AS ids FROM (
        (SELECT id FROM (SELECT id, folded FROM entities_searchname s
            WHERE s.words @@ (requested.words && requested.type_query) AND same.ids IS NULL
            LIMIT {MAX_COMPARED}) AS holding
            ORDER BY similarity(folded, requested.core) DESC, length(folded), id LIMIT {MAX_NEAREST})
        UNION
        (SELECT id FROM entities_searchname s
            WHERE s.record_type = ANY(requested.who) AND s.compact = ANY(requested.begins) AND same.ids IS NULL
            LIMIT {MAX_EXACT})
    ) AS matches
) AS worded
CROSS JOIN LATERAL (
    SELECT string_agg(spellings, ' & ')::tsquery AS words FROM (
        SELECT '(' || string_agg(quote_literal(w.word), ' | ') || ')' AS spellings
        FROM unnest(requested.slips) AS given (word)
        LEFT JOIN LATERAL (
            SELECT word FROM (SELECT DISTINCT word FROM entities_searchword k
                WHERE k.slips && public.kb_slips(given.word)) AS near
            ORDER BY similarity(word, given.word) DESC, word LIMIT {MAX_NEAREST}
        ) AS w ON true
        WHERE same.ids IS NULL AND worded.ids IS NULL GROUP BY given.word
    ) AS alternatives HAVING count(*) = count(spellings)
) AS slipped
CROSS JOIN LATERAL (
    SELECT array_agg(id) AS ids FROM (SELECT id FROM (SELECT id, folded FROM entities_searchname s
        WHERE s.words @@ (coalesce(slipped.words && requested.rest, slipped.words) && requested.type_query)
            AND slipped.words IS NOT NULL LIMIT {MAX_COMPARED}) AS holding
        ORDER BY similarity(folded, requested.core) DESC, length(folded), id LIMIT {MAX_NEAREST}) AS matches
) AS alike
CROSS JOIN LATERAL (SELECT * FROM entities_searchname s WHERE s.id = ANY(same.ids || worded.ids || alike.ids)
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
    """What is known of one name that was requested."""

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
    """Each name of a list of RequestedName with its verdict, in the order of the list."""
    spellings = [
        (place, spelling) for place, requested in enumerate(names) for spelling in spellings_of(requested.name)
    ]
    parts = [parse_name(fold(spelling)) for _place, spelling in spellings]
    cities = [fold(requested.city) for requested in names]
    found = _candidates(names, spellings, parts)
    results = []
    for place, requested in enumerate(names):
        own = [number for number, (of, _spelling) in enumerate(spellings) if of == place]
        scored = [_scored(requested, parts[number], cities[place], found[number]) for number in own]
        results.append(decide(requested, scored))
    return results


def spellings_of(name):
    """A name, or the two that it is where the second stands in brackets: “InferVision (推想医疗)”, “… (CMDE)”.

    What else stands in brackets, like a place, may be what tells it from another; then the whole is one name.
    """
    match = re.fullmatch(r"\s*([^()（）]+?)\s*[(（]\s*([^()（）]+?)\s*[)）]\s*", name)
    if not match or match[2].casefold() in match[1].casefold():
        return [name]
    other_script = bool(re.search(f"[{HANZI}]", match[1])) != bool(re.search(f"[{HANZI}]", match[2]))
    is_place = bool(parse_name(match[2].strip().casefold()).places)
    is_short = re.fullmatch(r"[A-Z][A-Za-z&]{1,7}", match[2]) and match[2][1:] != match[2][1:].lower()
    return [match[1], match[2]] if (other_script or is_short) and not is_place else [name]


def _candidates(names, spellings, parts):
    """The names of ours near each spelling, by its number."""
    queries = [Query(each.folded, [Term(word) for word in each.core], []) for each in parts]
    rows = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {
            "places": list(range(len(parts))), "compact": [each.compact[:200] for each in parts],
            "core": [" ".join(each.core) for each in parts],
            "words": [_holding(query, each) for query, each in zip(queries, parts, strict=True)],
            "slips": [" ".join(query.slips) for query in queries], "rest": [query.rest for query in queries],
            "begins": [" ".join(_begins(each)) for each in parts],
            "type": [names[place].type for place, _spelling in spellings],
            "every": TYPES, "who": NAME_TYPES, "who_word": type_query(NAME_TYPES),
        })  # fmt: skip
        for number, *row in cursor.fetchall():
            rows[number].append(row)
    return rows


def _holding(query, parts):
    """A tsquery of names with all telling words of a name, or with all of them as one word."""
    joined = f" | '{parts.joined}'" if len(parts.core) > 1 and parts.joined.isascii() else ""
    return f"({query.in_names}){joined}" if parts.core else ""


def _begins(parts):
    """The beginnings of a name without blanks, and each telling word: any may be a name of ours by itself."""
    words = parts.folded.split(" ")
    begins = ["".join(words[:number]) for number in range(1, len(words))]
    return list(dict.fromkeys(each for each in [*begins, *parts.core, parts.joined] if len(each) > 1))


def _scored(requested, parts, city, rows):
    """The records near one spelling with the best score of their names, the best first."""
    best = {}
    for record_type, text, kind, folded, slug, name, country, city_of_it in rows:
        verdict = compare(parts, parse_name(folded), kind, record_type, city_of_it)
        verdict = _with_type(requested, verdict)
        score, reason = _with_location(requested, city, verdict, country, city_of_it)
        if kind != "name" and text != name:
            reason = f"{reason}: {text}"
        candidate = Candidate(record_type, slug, name, round(score, 3), reason)
        key = (record_type, slug)
        if key not in best or candidate.score > best[key].score:
            best[key] = candidate
    return best


def _with_type(requested, verdict):
    """A first word alone is enough where the type is said as well."""
    if verdict.score == FIRST_WORD_SCORE and requested.type:
        return Verdict(MATCH_SCORE, _("the first word of ours, of the type that was asked for"))
    return verdict


def _with_location(requested, city, verdict, country, own_city):
    """The score after what is said of city and country: a different one is another record until someone looks."""
    if requested.country and country and requested.country.upper() != country:
        return min(verdict.score, 0.6), _("%(reason)s, but in another country") % {"reason": verdict.reason}
    if city and own_city and city != own_city:
        return min(verdict.score, 0.6), _("%(reason)s, but in another city") % {"reason": verdict.reason}
    if city and own_city:
        return min(verdict.score + 0.02, 1.0), _("%(reason)s, in the same city") % {"reason": verdict.reason}
    return verdict.score, verdict.reason


def decide(requested, scored) -> NameMatch:
    """The verdict on a name whose spellings found these records."""
    sure = [{key for key, each in records.items() if each.score >= MATCH_SCORE} for records in scored]
    best = {}
    for records in scored:
        for key, candidate in records.items():
            if key not in best or candidate.score > best[key].score:
                best[key] = candidate
    ranked = sorted(best.values(), key=lambda each: (-each.score, each.type, each.slug))
    shown = [each for each in ranked if each.score >= 0.4][:MAX_CANDIDATES]
    if not shown or shown[0].score < REVIEW_SCORE:
        return NameMatch(requested, "none", _("no name of ours is near enough"), shown)
    if shown[0].score < MATCH_SCORE:
        return NameMatch(requested, "unsure", shown[0].explanation, shown)
    if len(sure) > 1 and all(sure) and not set.intersection(*sure):
        return NameMatch(requested, "unsure", _("the name and the one in brackets are two records"), shown)
    rivals = [each for each in shown[1:] if each.score > shown[0].score - MINIMUM_LEAD]
    if rivals:
        values = {"number": len(rivals) + 1}
        return NameMatch(
            requested, "unsure", _("%(number)s records fit nearly as well; say the type or the city") % values, shown
        )
    return NameMatch(requested, "match", shown[0].explanation, shown)
