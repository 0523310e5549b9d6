"""The stems of English words according to the database's text search."""

from records.prepared_statements import RecentCache, Statement

MAX_LENGTH = 60
"""Longer words are their own stems."""
_STEMS = Statement("SELECT word, (ts_lexize('pg_catalog.english_stem', word))[1] FROM unnest($1::text[]) AS word")
_known = RecentCache(20_000)


def stems(words) -> dict:
    """{word: its stem, or None for a stop word} of lowercase Latin words; queries the database for new ones only."""
    stem_of, unknown = {}, []
    for word in words:
        known = _known.get(word)
        if known is not None:
            (stem_of[word],) = known
        elif word.isascii() and len(word) < MAX_LENGTH:
            unknown.append(word)
        else:
            stem_of[word] = word
    for word, stem in _STEMS.rows((unknown,)) if unknown else ():
        _known.put(word, (stem,))
        stem_of[word] = stem
    return stem_of
