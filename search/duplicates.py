"""Records that a new one may repeat, by the matcher's rules: published ones by search rows, drafts one by one."""

from .matcher import REVIEW_SCORE, match_names
from .name_comparison import PINYIN, compare
from .name_parts import RequestedName, parse_name
from .romanisation import folded_name, spellings_in_pinyin
from .search_query import MODELS
from .similar_names import NAME_TYPES


def similar_records(records, names) -> list | None:
    """Those of the QuerySet `records` that the matcher offers for any of the names, the most similar first.

    None for a type whose records have titles instead of names.
    """
    record_type = next((name for name in NAME_TYPES if MODELS[name] is records.model), None)
    if record_type is None:
        return None
    matches = match_names([RequestedName(name, record_type) for name in names])
    offered = [(candidate.slug, candidate.score) for match in matches for candidate in match.candidates]
    best = {}
    for slug, score in [*offered, *_drafts(records, record_type, names)]:
        if score >= REVIEW_SCORE:
            best[slug] = max(score, best.get(slug, 0))
    return sorted(records.filter(slug__in=best).distinct(), key=lambda record: (-best[record.slug], record.pk))


def _drafts(records, record_type, names):
    """(slug, score) of each name of the unpublished records, which have no search rows."""
    given = [parse_name(folded_name(name)) for name in names]
    rows = records.filter(is_published=False).values_list("slug", "name", "names__text", "names__kind")
    ours = {(slug, name, "name") for slug, name, _text, _kind in rows} | {
        (slug, text, kind) for slug, _name, text, kind in rows if text
    }
    for slug, text, kind in ours:
        sounds = [(sound, PINYIN) for sound in spellings_in_pinyin(folded_name(text))]
        for spelling, spelling_kind in [(folded_name(text), kind), *sounds]:
            parts = parse_name(spelling)
            yield from ((slug, compare(name, parts, spelling_kind, record_type).score) for name in given)
