"""The one SQL statement of a search: it finds, ranks and counts, and returns why each hit of a page was found.

Whatever can be frequent is bounded by MOST. A word that more than MOST rows of the sample contain (one record of 64,
with an index of its own) is read from the sample alone, so that no search reads long lists of rows; otherwise from one
record of eight, or from all.
Each part is a common table expression; a condition on the whole part keeps it from running where it isn't needed.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from catalogue.record_types import RECORD_TYPES
from records.prepared_statements import Statement

from . import sql_parts
from .query import Query, type_query
from .sounds import sounds_of

MODELS = {record_type.name: record_type.model for record_type in RECORD_TYPES}
TYPES = list(MODELS)
"""The names of the record types, in the order in which equal hits are ranked."""

PRESENT_ALONE = _("Search and matching know the names and texts of the present only.")
"""Why none of their addresses takes `as_of`."""

MOST, SUGGESTED = 500, 100
"""How many hits are ranked, counted and reached by paging; of the others is only known that there are some. MOST in the
SQL is one of the two: to suggest ten names, the first hundred with the prefix are enough."""
SETTINGS = "SET LOCAL enable_seqscan = off; "
"""For one statement alone. No plan depends on the words of a query: all are bounded alike. And for a common word the
planner would scan the table until it has enough rows, which takes very long where those of the requested type are at
its end."""


class Features(NamedTuple):
    """The features of a search that its SQL depends on: never its words."""

    has_excluded: bool
    is_one_term: bool
    has_prefix: bool
    may_be_misspelled: bool
    has_exact_words: bool
    has_sounds: bool
    has_types: bool
    texts: bool
    per_type: bool


def statement(query: Query, types=(), texts=True, start=0, page=MOST, per_type=False):
    """(SQL, parameters) of a search, preceded by SETTINGS."""
    features = Features(
        bool(query.excluded), query.is_one_term, query.has_prefix, query.may_be_misspelled, bool(query.exact_words),
        bool(sounds_of(query)), bool(types), texts, per_type,
    )  # fmt: skip
    return _sql(features, MOST if texts else SUGGESTED), _parameters(query, types, start, page)


@cache
def _sql(features, most):
    of_types, plain = ("types", " && %(type_query)s::tsquery"), ("order", "")
    parts = [sql_parts.SEARCH_TERMS, *([sql_parts.EXCLUDED] if features.has_excluded else [])]
    parts += _matching_parts(features, "", *(of_types if features.has_types else plain))
    if features.has_types:
        parts += _matching_parts(features, "_any", *plain)
    page = sql_parts.PAGE_PER_TYPE if features.per_type else sql_parts.PAGE
    if features.may_be_misspelled:
        also = of_types[1] if features.has_types else ""
        also += " && %(exact_words)s::tsquery" if features.has_exact_words else ""
        parts.append(sql_parts.SIMILARS.format(also=also))
        page = f"({page}) UNION ALL SELECT * FROM similars"
    parts.append(f"page AS MATERIALIZED ({page})")
    tables = ("words", "texts") if features.texts else ("words",)
    sampled = " OR ".join(sql_parts.IS_SAMPLED.format(name=name) for name in tables)
    result_rows = sql_parts.RESULT_ROWS.format(counted="_any" if features.has_types else "", is_sampled=sampled)
    sql = re.sub(r"\bMOST\b", str(most), f"WITH {','.join(parts)} {result_rows}")
    return f"{SETTINGS}{sql}"


def fetch_rows(query: Query, **options):
    """The rows of a search, by a statement that is planned once per connection. Takes the options of `statement`."""
    sql, parameters = statement(query, **options)
    prepared, names = _prepared(sql)
    return prepared.rows([parameters[name] for name in names])


@lru_cache(100)
def _prepared(sql):
    """(Statement, names of its parameters) of an SQL text with %(name)s."""
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", sql)))
    numbered = re.sub(r"%\((\w+)\)s", lambda match: f"${names.index(match[1]) + 1}", sql.removeprefix(SETTINGS))
    return Statement(numbered, settings=SETTINGS), names


def _matching_parts(features, suffix, types, also):
    """The parts that find matches, with `suffix` in their names: of the types of a parameter, with the words `also`.

    A part runs only if those that rank before it found fewer than are ranked. Word prefixes are read whole from the
    index, with a type or without: for one type, they are searched only where nothing else matches.
    """
    words, prefixes, stems, before = (
        f"((SELECT {name} FROM search_terms){also})" for name in ("words", "prefixes", "stems", "before")
    )
    bounded = sql_parts.BOUNDED.format
    in_names = {"table": "entities_searchname", "columns": sql_parts.PREFIX_COLUMNS}
    in_texts = {"table": "entities_searchtext", "columns": sql_parts.TEXT_COLUMNS}
    parts = [sql_parts.EXACT_AND_PREFIX.format(suffix=suffix, types=types)]
    tiers = [f"exact{suffix}", f"prefix{suffix}"]
    with_prefixes = features.is_one_term and not also
    columns, query = (sql_parts.WORD_OR_PREFIX_COLUMNS, prefixes) if with_prefixes else (sql_parts.WORD_COLUMNS, words)
    of_words = in_names | {"columns": columns, "query": query}
    parts.append(bounded(name=f"words{suffix}", needed=_has_room(tiers), **of_words))
    tiers.append(f"words{suffix}")
    if features.has_prefix and not with_prefixes:
        nothing = " AND ".join(f"NOT EXISTS (SELECT FROM {tier})" for tier in tiers)
        if features.is_one_term:
            parts.append(bounded(name=f"word_prefixes{suffix}", query=prefixes, needed=nothing, **in_names))
        else:
            rows = {"table": "entities_searchname", "columns": "*"}
            parts.append(bounded(name=f"before{suffix}", query=before, needed=nothing, **rows))
            parts.append(sql_parts.WORD_PREFIXES.format(suffix=suffix, query=prefixes))
        tiers.append(f"word_prefixes{suffix}")
    if features.has_sounds:
        parts.append(sql_parts.SOUNDS.format(suffix=suffix, types=types))
        tiers.append(f"sounds{suffix}")
    if features.texts:
        parts.append(bounded(name=f"texts{suffix}", query=stems, needed=_has_room(tiers), **in_texts))
        tiers.append(f"texts{suffix}")
    hits = " UNION ALL ".join(f"SELECT * FROM {tier}" for tier in tiers)
    parts.append(f"hits{suffix} AS MATERIALIZED ({hits})")
    condition = sql_parts.NOT_EXCLUDED if features.has_excluded else ""
    parts.append(sql_parts.BEST.format(suffix=suffix, condition=condition))
    return parts


def _has_room(tiers):
    """The condition that these parts found no more than are ranked."""
    return " + ".join(f"(SELECT count(*) FROM {tier})" for tier in tiers) + " <= MOST"


def _parameters(query, types, start, page):
    compact, sounds = query.compact[:200], sounds_of(query)
    return {
        "compact": compact, "beyond": f"{compact}\U0010ffff", "size": len(compact), "folded": query.folded,
        "types": list(types), "type_query": type_query(types), "order": TYPES,
        "words": query.name_terms, "prefixes": query.name_prefixes,
        "exact_words": query.exact_words, "fuzzy_words": query.fuzzy_words,
        "latin": [" ".join(term.latin) for term in query.terms], "pairs": [term.pairs for term in query.terms],
        "excluded_latin": [" ".join(term.latin) for term in query.excluded],
        "excluded_pairs": [term.pairs for term in query.excluded], "start": start, "page": page,
        "terms": len(query.terms),
        "sounds": [sound.compact for sound in sounds], "patterns": [sound.pattern for sound in sounds],
    }  # fmt: skip
