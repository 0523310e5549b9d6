"""Why each hit of a page was found: by which name, or by which passage of ours."""

import orjson
from django.db import connection

from .finding import EXACT, SIMILAR, TEXT, WAYS
from .highlighting import SNIPPET, Highlighter, nearest, segments

DETAILS = """
SELECT t.id, t.passages, (SELECT jsonb_agg(jsonb_build_array(n.id, n.text, n.kind) ORDER BY n.id)
    FROM entities_searchname n WHERE n.content_type_id = t.content_type_id AND n.object_id = t.object_id)
FROM entities_searchtext t WHERE t.id = ANY(%s)
"""


def explained(query, hits) -> list:
    """The hits of one page as documents, each with `why`. Costs two queries, however many there are."""
    details = _details(hits)
    highlighter = Highlighter(query)
    highlighter.learn(_texts_of(hits, details))
    return [document(hit, why(query, hit, *details[hit.number], highlighter)) for hit in hits if hit.number in details]


def _details(hits):
    with connection.cursor() as cursor:
        cursor.execute(DETAILS, [[hit.number for hit in hits]])
        return {number: (_read(passages), _read(names)) for number, passages, names in cursor.fetchall()}


def _read(value):
    """JSON of the database: Django has psycopg2 hand it over as text."""
    return orjson.loads(value) if isinstance(value, str) else value or []


def _texts_of(hits, details):
    for hit in hits:
        if hit.way == TEXT and hit.number in details:
            passages, names = details[hit.number]
            yield from (passage["text"] for passage in passages)
            yield from (text for _id, text, _kind in names)


def document(hit, reason):
    return {
        "type": hit.type, "slug": hit.slug, "name": hit.name, "api_url": f"/api/v1/{hit.type}/{hit.slug}/",
        "score": hit.score, "why": reason,
    }  # fmt: skip


def why(query, hit, passages, names, highlighter):
    """{match, kind, name, field, segments}: a name and its kind, or a field and its passage."""
    if hit.way != TEXT:
        found = next((name for name in names if name[0] == hit.name_id), None) or [0, hit.name, "name"]
        return _by_name(query, hit.way, found[1], found[2], highlighter)
    best = max(
        ((highlighter.in_text(passage["text"]), passage) for passage in passages),
        key=lambda found: _terms(found[0]), default=([], None),
    )  # fmt: skip
    called = max(
        ((highlighter.in_text(text), text, kind) for _id, text, kind in names if kind != "pinyin"),
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
