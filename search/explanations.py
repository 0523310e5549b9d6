"""Why each hit of a page was found: by which name, or by which passage of ours."""

import orjson

from .highlighting import SNIPPET, Highlighter, nearest, segments
from .ranking import WAYS
from .sql_parts import EXACT, SIMILAR, TEXT


def explained(query, hits) -> list:
    """The hits of one page as documents, each with `why`."""
    candidates = {id(hit): _candidate_texts(hit) for hit in hits if hit.way == TEXT}
    highlighter = Highlighter(query, {text for texts in candidates.values() for text, *_of in texts})
    return [document(hit, why(query, hit, candidates.get(id(hit)), highlighter)) for hit in hits]


def _candidate_texts(hit):
    """[(text, field of the passage or None, kind of the name or None)] of what a hit by its texts may be found by."""
    passages = [(each["text"], each["field"], None) for each in orjson.loads(hit.passages)]
    return [*passages, *((text, None, kind) for text, kind in orjson.loads(hit.names or "[]"))]


def document(hit, reason):
    return {
        "type": hit.type, "slug": hit.slug, "name": hit.name, "api_url": f"/api/v1/{hit.type}/{hit.slug}/",
        "score": hit.score, "why": reason,
    }  # fmt: skip


def why(query, hit, candidates, highlighter):
    """{match, kind, name, field, segments}: a name and its kind, or a field and its passage."""
    if candidates is None:
        return _by_name(query, hit.way, hit.fits or hit.name, hit.kind or "name", highlighter)
    hits, text, field, kind = _best(candidates, highlighter, len(query.wanted))
    if not hits:
        return _reason("text", "name", hit.name, None, segments(hit.name, []))
    if field is not None:
        return _reason("text", "text", None, field, segments(text, hits, SNIPPET))
    return _reason("text", kind, text, None, segments(text, hits))


def _best(candidates, highlighter, terms):
    """(hits, text, field, kind) of the first text that holds the most terms; none is looked at behind one with all."""
    best = ([], "", None, None)
    for text, field, kind in candidates:
        hits = highlighter.in_text(text)
        if _terms(hits) > _terms(best[0]):
            best = (hits, text, field, kind)
        if _terms(best[0]) == terms:
            break
    return best


def _by_name(query, way, text, kind, highlighter):
    if way == EXACT or kind == "pinyin":
        hits = [(0, len(text), 0)]
    elif way == SIMILAR:
        hits = nearest(text, query.folded)
    else:
        hits = highlighter.in_name(text) or nearest(text, query.folded)
    return _reason(WAYS[way], kind, text, None, segments(text, hits))


def _terms(hits):
    return len({term for _start, _end, term in hits})


def _reason(match, kind, name, field, pieces):
    return {"match": match, "kind": kind, "name": name, "field": field, "segments": pieces}
