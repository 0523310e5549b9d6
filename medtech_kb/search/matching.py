"""A list of names to our records: a match where one record alone fits well, unsure or none otherwise.

It costs three queries for one name or for five hundred.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.utils.translation import gettext as _

from .comparing import BARE, SURE, Verdict, compare
from .names import Asked, parts_of
from .query import HANZI

POSSIBLE = 0.55
APART = 0.08
SHOWN = 5
WHO = ["companies", "products", "partners", "investors", "people", "authorities"]
"""The types whose names are looked for in other spellings; other types only by their very name, or when asked for."""

# Names that are alike are looked for only where none is the very same: that costs a hundred times as much.
CANDIDATES = """
SET LOCAL pg_trgm.word_similarity_threshold = 0.35; SET LOCAL enable_seqscan = off;
SELECT asked.place, near.record_type, near.text, near.kind, near.folded, t.slug, t.name, t.country,
    public.kb_fold(t.city)
FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[]) AS asked (place, compact, core, type)
CROSS JOIN LATERAL (
    (SELECT * FROM entities_searchname s WHERE s.compact = asked.compact
        AND (asked.type = '' OR s.record_type = asked.type) LIMIT 20)
    UNION
    (SELECT * FROM entities_searchname s WHERE asked.core <> '' AND asked.core <%% s.folded
        AND s.record_type = ANY(CASE asked.type WHEN '' THEN %s::text[] ELSE ARRAY[asked.type] END)
        AND NOT EXISTS (SELECT FROM entities_searchname e WHERE e.compact = asked.compact
            AND (asked.type = '' OR e.record_type = asked.type))
        ORDER BY asked.core <<-> s.folded, length(s.folded), s.id LIMIT 12)
) AS near
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
class Matched:
    """What is known of one name that was asked."""

    asked: Asked
    verdict: str
    explanation: str
    candidates: list = field(default_factory=list)

    @property
    def best(self):
        return self.candidates[0] if self.candidates else None

    def document(self):
        return {
            "name": self.asked.name, "verdict": self.verdict, "explanation": self.explanation,
            "candidates": [candidate.document() for candidate in self.candidates],
        }  # fmt: skip


def matched(names) -> list:
    """Each name of a list of Asked with its verdict, in the order of the list."""
    spellings = [(place, spelling) for place, asked in enumerate(names) for spelling in spellings_of(asked.name)]
    folded = _fold([spelling for _place, spelling in spellings] + [asked.city for asked in names])
    parts = [parts_of(each) for each in folded[: len(spellings)]]
    cities = folded[len(spellings) :]
    found = _found(names, spellings, parts)
    results = []
    for place, asked in enumerate(names):
        own = [number for number, (of, _spelling) in enumerate(spellings) if of == place]
        scored = [_scored(asked, parts[number], cities[place], found[number]) for number in own]
        results.append(judged(asked, scored))
    return results


def spellings_of(name):
    """A name, or the two that it is where the second stands in brackets: “InferVision (推想医疗)”, “… (CMDE)”.

    What else stands in brackets, like a place, may be what tells it from another; then the whole is one name.
    """
    found = re.fullmatch(r"\s*([^()（）]+?)\s*[(（]\s*([^()（）]+?)\s*[)）]\s*", name)
    if not found or found[2].casefold() in found[1].casefold():
        return [name]
    other_script = bool(re.search(f"[{HANZI}]", found[1])) != bool(re.search(f"[{HANZI}]", found[2]))
    is_place = bool(parts_of(found[2].strip().casefold()).places)
    is_short = re.fullmatch(r"[A-Z][A-Za-z&]{1,7}", found[2]) and found[2][1:] != found[2][1:].lower()
    return [found[1], found[2]] if (other_script or is_short) and not is_place else [name]


def _fold(texts):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT public.kb_fold(given) FROM unnest(%s::text[]) WITH ORDINALITY AS x (given, place) ORDER BY place",
            [texts],
        )
        return [folded for (folded,) in cursor.fetchall()]


def _found(names, spellings, parts):
    """The names of ours near each spelling, by its number."""
    types = [names[place].type for place, _spelling in spellings]
    cores = [" ".join(each.core) for each in parts]
    found = defaultdict(list)
    with connection.cursor() as cursor:
        compact = [each.compact[:200] for each in parts]
        cursor.execute(CANDIDATES, [list(range(len(parts))), compact, cores, types, WHO])
        for number, *row in cursor.fetchall():
            found[number].append(row)
    return found


def _scored(asked, parts, city, rows):
    """The records near one spelling with the best score of their names, the best first."""
    best = {}
    for record_type, text, kind, folded, slug, name, country, city_of_it in rows:
        verdict = compare(parts, parts_of(folded), kind, record_type, city_of_it)
        verdict = _told_apart(asked, verdict)
        score, reason = _placed(asked, city, verdict, country, city_of_it)
        if kind != "name" and text != name:
            reason = f"{reason}: {text}"
        candidate = Candidate(record_type, slug, name, round(score, 3), reason)
        key = (record_type, slug)
        if key not in best or candidate.score > best[key].score:
            best[key] = candidate
    return best


def _told_apart(asked, verdict):
    """A first word alone is enough where the type is said as well."""
    if verdict.score == BARE and asked.type:
        return Verdict(SURE, _("the first word of ours, of the type that was asked for"))
    return verdict


def _placed(asked, city, verdict, country, own_city):
    """The score after what is said of city and country: a different one is another record until someone looks."""
    if asked.country and country and asked.country.upper() != country:
        return min(verdict.score, 0.6), _("%(reason)s, but in another country") % {"reason": verdict.reason}
    if city and own_city and city != own_city:
        return min(verdict.score, 0.6), _("%(reason)s, but in another city") % {"reason": verdict.reason}
    if city and own_city:
        return min(verdict.score + 0.02, 1.0), _("%(reason)s, in the same city") % {"reason": verdict.reason}
    return verdict.score, verdict.reason


def judged(asked, scored) -> Matched:
    """The verdict on a name whose spellings found these records."""
    sure = [{key for key, each in records.items() if each.score >= SURE} for records in scored]
    best = {}
    for records in scored:
        for key, candidate in records.items():
            if key not in best or candidate.score > best[key].score:
                best[key] = candidate
    ranked = sorted(best.values(), key=lambda each: (-each.score, each.type, each.slug))
    shown = [each for each in ranked if each.score >= 0.4][:SHOWN]
    if not shown or shown[0].score < POSSIBLE:
        return Matched(asked, "none", _("no name of ours is near enough"), shown)
    if shown[0].score < SURE:
        return Matched(asked, "unsure", shown[0].explanation, shown)
    if len(sure) > 1 and all(sure) and not set.intersection(*sure):
        return Matched(asked, "unsure", _("the name and the one in brackets are two records"), shown)
    rivals = [each for each in shown[1:] if each.score > shown[0].score - APART]
    if rivals:
        said = {"number": len(rivals) + 1}
        return Matched(
            asked, "unsure", _("%(number)s records fit nearly as well; say the type or the city") % said, shown
        )
    return Matched(asked, "match", shown[0].explanation, shown)
