"""Why each hit of a page was found: by which name, or by which passage of ours."""

import orjson

from .finding import WAYS
from .highlighting import SNIPPET, Highlighter, nearest, segments
from .parts import EXACT, SIMILAR, TEXT


def explained(query, hits) -> list:
    """The hits of one page as documents, each with `why`. Asks nothing of the database."""
    highlighter = Highlighter(query)
    return [document(hit, why(query, hit, highlighter)) for hit in hits]


def document(hit, reason):
    return {
        "type": hit.type, "slug": hit.slug, "name": hit.name, "api_url": f"/api/v1/{hit.type}/{hit.slug}/",
        "score": hit.score, "why": reason,
    }  # fmt: skip


def why(query, hit, highlighter):
    """{match, kind, name, field, segments}: a name and its kind, or a field and its passage."""
    if hit.way != TEXT:
        return _by_name(query, hit.way, hit.fits or hit.name, hit.kind or "name", highlighter)
    highlighter.learn(orjson.loads(hit.stems or "{}"))
    best = max(
        ((highlighter.in_text(passage["text"]), passage) for passage in orjson.loads(hit.passages)),
        key=lambda found: _terms(found[0]), default=([], None),
    )  # fmt: skip
    called = max(
        ((highlighter.in_text(text), text, kind) for text, kind in orjson.loads(hit.names or "[]")),
        key=lambda found: _terms(found[0]), default=([], hit.name, "name"),
    )  # fmt: skip
    if _terms(best[0]) and _terms(best[0]) >= _terms(called[0]):
        passage = best[1]
        return _reason("text", "text", None, passage["field"], segments(passage["text"], best[0], SNIPPET))
    hits, text, kind = called
    return _reason("text", kind, text, None, segments(text, hits))


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
