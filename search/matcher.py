"""Match a list of names to our records: a match if exactly one record fits well, unsure or none otherwise.

One query matches one name or five hundred.
"""

from dataclasses import dataclass, field, replace
from itertools import chain

from django.utils.translation import gettext as _

from names.coined import is_coined, is_pinyin

from .employers import employers_of, is_named, person_and_rest
from .name_comparison import MATCH_SCORE, PERSON, PINYIN, UNSURE_SCORE, Places, compare
from .name_parts import RequestedName, parse_name
from .places import is_same_city, places_of
from .romanisation import folded_name, spellings_in_pinyin
from .similar_names import similar_names
from .spellings import bracketed_place, has_hanzi, in_brackets, is_written_out, plain_name, spellings_of

REVIEW_SCORE = 0.55
MINIMUM_LEAD = 0.08
MAX_CANDIDATES = 5
SHORT_FORM_SCORE = 0.75
"""What the other name in brackets needs: a short form of ours has it, a name that only sounds so has not."""


@dataclass
class Candidate:
    """One record that may be meant, by the name that fits best."""

    type: str
    slug: str
    name: str
    score: float
    explanation: str
    in_chinese: bool = False
    """Whether the record has a name in Chinese."""

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
    originals, names = names, [_with_its_place(requested) for requested in names]
    spellings = [(number, text) for number, requested in enumerate(names) for text in _texts(requested.name)]
    parts = [parse_name(folded_name(text)) for _number, text in spellings]
    rows = similar_names([names[number].type for number, _text in spellings], parts)
    scored = [[] for _name in names]
    for index, (number, _text) in enumerate(spellings):
        found = [_candidate(names[number], parts[index], near) for near in rows.get(index, ())]
        scored[number].append(found)
    decided = [decide(requested, candidates) for requested, candidates in zip(names, scored, strict=True)]
    decided = _with_persons(decided)
    return [replace(match, requested=original) for match, original in zip(decided, originals, strict=True)]


def _with_persons(matches):
    """The matches; names that are open and begin with the name of a person are his where they name his company too."""
    split = {
        number: parts for number, match in enumerate(matches)
        if match.verdict != "match" and match.requested.type in ("", PERSON)
        and (parts := person_and_rest(match.requested.name))
    }  # fmt: skip
    if not split:
        return matches
    heads = [parse_name(folded_name(head)) for head, _rest in split.values()]
    rows = similar_names([PERSON] * len(heads), heads)
    employers = employers_of({near.slug for found in rows.values() for near in found})
    matches = list(matches)
    for index, (number, (_head, rest)) in enumerate(split.items()):
        persons = [_candidate(RequestedName("", PERSON), heads[index], near) for near in rows.get(index, ())]
        sure = {one.slug: one for one in persons if one.score >= MATCH_SCORE}
        named = [one for one in sure.values() if is_named(employers[one.slug], rest)]
        matches[number] = _person_match(matches[number], named, list(sure.values()))
    return matches


def _person_match(match, named, persons):
    """The match with these persons offered first; it is sure if there is one whose company is named."""
    others = [one for one in match.candidates if one.type != PERSON]
    if len(named) == 1:
        reason = _("the name, with a company of that person")
        return NameMatch(match.requested, "match", reason, [replace(named[0], explanation=reason), *others])
    if not persons:
        return match
    reason = _("the name, but not with a company of that person")
    offered = [replace(one, score=UNSURE_SCORE, explanation=reason) for one in persons]
    return NameMatch(match.requested, "unsure", reason, [*offered, *others][:MAX_CANDIDATES])


def _with_its_place(requested):
    """The requested name alone, with the city and country that stand in brackets behind it, unless they are given."""
    name = plain_name(requested.name)
    if not (place := bracketed_place(name)):
        return replace(requested, name=name)
    name, city, country = place
    return replace(requested, name=name, city=requested.city or city, country=requested.country or country)


def _texts(name):
    """A name, followed by its two spellings if it has two."""
    spellings = spellings_of(name)
    return [name] if len(spellings) == 1 else [name, *spellings]


def _candidate(requested, parts, near):
    """The record of one name of ours, with the score of that name."""
    known = frozenset() if near.type == PERSON else places_of(near.city, near.country)
    ours = parse_name(near.folded if near.kind == PINYIN else folded_name(near.text))
    places = Places(places_of(requested.city, requested.country.upper()), known)
    verdict = compare(parts, ours, near.kind, near.type, places)
    is_coined_name = verdict.is_exact and any(map(is_coined, ours.core))
    score, reason = _with_location(requested, verdict, is_coined_name, known, near.city)
    if near.kind != "name" and near.text != near.name:
        reason = f"{reason}: {near.text}"
    return Candidate(near.type, near.slug, near.name, round(score, 3), reason, bool(near.in_chinese))


def _with_location(requested, verdict, is_coined_name, places, city):
    """(score, reason), lowered if city or country differ or are not known of ours: another may have that name there."""
    score, reason = verdict.score, {"reason": verdict.reason}
    known = {code for code in places if len(code) == 2 and code.isupper()}
    if requested.country and known and requested.country.upper() not in known:
        return min(score, 0.6), _("%(reason)s, but in another country") % reason
    if requested.city and city:
        if not is_same_city(city, requested.city):
            return min(score, 0.6), _("%(reason)s, but in another city") % reason
        return min(score + 0.02, 1.0), _("%(reason)s, in the same city") % reason
    is_open = requested.city or (requested.country and not known)
    if is_open and not is_coined_name:
        return min(score, UNSURE_SCORE), _("%(reason)s, but we do not know whether it is there") % reason
    return score, verdict.reason


def decide(requested, scored) -> NameMatch:
    """The verdict on a name from the candidates of each of its spellings: the whole, and the two of a bracket."""
    if any(candidate.score >= MATCH_SCORE for candidate in scored[0]):
        scored = scored[:1]
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
    if problem := _disagreement(requested, shown[0], scored):
        return NameMatch(requested, "unsure", problem, shown)
    rivals = [candidate for candidate in shown[1:] if candidate.score > shown[0].score - MINIMUM_LEAD]
    if rivals:
        values = {"number": len(rivals) + 1}
        return NameMatch(
            requested, "unsure", _("%(number)s records fit nearly as well; say the type or the city") % values, shown
        )
    return NameMatch(requested, "match", shown[0].explanation, shown)


def _disagreement(requested, best, scored):
    """Why the two spellings of a name do not both mean the best candidate, or "".

    One of them, in brackets, may find nothing if we have no name in its script, or if it is the abbreviation behind a
    name that fits.
    """
    key, sure, found = (best.type, best.slug), [], []
    for candidates in scored:
        sure.append({(one.type, one.slug) for one in candidates if one.score >= MATCH_SCORE})
        found.append({(one.type, one.slug) for one in candidates if one.score >= SHORT_FORM_SCORE})
    if len(scored) == 1 or all(key in keys for keys in found[1:]):
        return ""
    if all(sure[1:]):
        return _("the name and the one in brackets are two records")
    if not in_brackets(requested.name):
        return _("only one of its two names fits")
    number = int(key in found[1])
    if has_hanzi(spellings_of(requested.name)[number]):
        if not _may_sound_so(spellings_of(requested.name)[number], best.name):
            return _("the Chinese name sounds otherwise")
        return _("our Chinese name of it is another one") if best.in_chinese else ""
    if key in found[1] and not has_hanzi(requested.name):
        is_another = is_written_out(*spellings_of(requested.name))
        return _("our name is shorter, and may be the acronym of another") if is_another else ""
    return _("the name in front is not ours, only the one in brackets") if key in found[2] else _("only one name fits")


def _may_sound_so(chinese, name):
    """Whether a Chinese name may be what a name in Latin letters spells: 启明创投 is Qiming Venture Partners."""
    given, ours = parse_name(folded_name(chinese)), parse_name(folded_name(name))
    sounds = {sound.replace(" ", "") for sound in spellings_in_pinyin(given.joined)}
    return given.places <= ours.places and (not is_pinyin(ours.joined) or ours.joined in sounds)
