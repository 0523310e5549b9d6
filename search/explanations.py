"""Why each hit of a page was found: by which name, or by which passage of ours."""

import re

import orjson

from .highlighting import SNIPPET, Highlighter, nearest, segments
from .ranking import MATCHES
from .sounds import sounds_of
from .sql_parts import EXACT, SIMILAR, SOUND, TEXT


def explain(query, hits) -> list:
    """The hits of one page as documents, each with `why`: {match, kind, name, field, segments}."""
    texts_of = {id(hit): _searched_texts(hit) for hit in hits if hit.tier == TEXT}
    highlighter = Highlighter(query, {text for texts in texts_of.values() for text, _field, _kind in texts})
    return [
        {
            "type": hit.type, "slug": hit.slug, "name": hit.name, "api_url": f"/api/v1/{hit.type}/{hit.slug}/",
            "score": hit.score,
            "why": _by_text(query, hit, texts_of[id(hit)], highlighter) if hit.tier == TEXT
            else _by_name(query, hit, highlighter),
        }
        for hit in hits
    ]  # fmt: skip


def _searched_texts(hit):
    """[(text, field or None, kind of the name or None)]: the passages and names of a hit."""
    passages = [(passage["text"], passage["field"], None) for passage in orjson.loads(hit.passages)]
    return [*passages, *((text, None, kind) for text, kind in orjson.loads(hit.names or "[]"))]


def _by_text(query, hit, texts, highlighter):
    """The first text that contains the most terms; the search ends at one that contains all."""
    best, text, field, kind = [], hit.name, None, "name"
    for candidate in texts:
        hits = highlighter.in_text(candidate[0])
        if _terms(hits) > _terms(best):
            best, (text, field, kind) = hits, candidate
        if _terms(best) == len(query.terms):
            break
    if field is not None:
        return _reason("text", "text", None, field, segments(text, best, SNIPPET))
    return _reason("text", kind, text, None, segments(text, best))


def _by_name(query, hit, highlighter):
    text, kind = hit.matched_name or hit.name, hit.kind or "name"
    if hit.tier == SOUND:
        sound = next(sound for sound in sounds_of(query) if re.match(sound.pattern, hit.folded))
        return _reason(MATCHES[SOUND], "pinyin", text, None, segments(text, nearest(text, sound.syllables)))
    if hit.tier == EXACT or kind == "pinyin":
        hits = [(0, len(text), 0)]
    elif hit.tier == SIMILAR:
        hits = nearest(text, query.folded)
    else:
        hits = highlighter.in_name(text) or nearest(text, query.folded)
    return _reason(MATCHES[hit.tier], kind, text, None, segments(text, hits))


def _terms(hits):
    return len({term for _start, _end, term in hits})


def _reason(match, kind, name, field, pieces):
    return {"match": match, "kind": kind, "name": name, "field": field, "segments": pieces}
