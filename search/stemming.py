"""The stems of English words, as the database's text search takes them."""

from records.prepared_statements import RecentCache, Statement

LONGEST = 60
"""Longer “words” are their own stems here: nobody highlights by one."""
_STEMS = Statement("SELECT word, (ts_lexize('pg_catalog.english_stem', word))[1] FROM unnest($1::text[]) AS word")
_known = RecentCache(20_000)


def stems(words) -> dict:
    """{word: its stem, or None for a word like “of”} of small Latin words; asks the database for those that are new."""
    stem_of, unknown = {}, []
    for word in words:
        known = _known.get(word)
        if known is not None:
            (stem_of[word],) = known
        elif word.isascii() and len(word) < LONGEST:
            unknown.append(word)
        else:
            stem_of[word] = word
    for word, stem in _STEMS.rows((unknown,)) if unknown else ():
        _known.put(word, (stem,))
        stem_of[word] = stem
    return stem_of
