"""The one SQL statement of a search: it finds, ranks, counts, and tells of each hit of a page why it was found.

Whatever can be frequent is bounded by MOST. A word that more than MOST of the sample hold (one record of 64, with
an index of its own) is read from it alone, so that no search reads long lists of rows; otherwise from one record
of eight, or from all.
Each part is a common table expression; what is not needed is never run, by conditions that hold for the whole part.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from catalogue.record_types import RECORD_TYPES
from records.prepared_statements import Statement

from .query import Query, type_query
from .sql_parts import (
    BEST,
    BOUNDED,
    EXACT_AND_PREFIX,
    IS_SAMPLED,
    OPEN_WORD_COLUMNS,
    PAGE,
    PAGE_OF_EACH,
    PREFIX_COLUMNS,
    RESULT_ROWS,
    SEARCH_TERMS,
    SIMILARS,
    TEXT_COLUMNS,
    UNWANTED,
    WITHOUT,
    WORD_COLUMNS,
    WORD_PREFIXES,
)

TYPES = [record_type.name for record_type in RECORD_TYPES]

MOST, SUGGESTED = 500, 100
"""So many hits are ranked, counted and reached by paging; the rest is only known to be there. MOST in the SQL is one of
them: to suggest ten names, the first hundred that begin so are enough."""
SETTINGS = "SET LOCAL enable_seqscan = off; "
"""For one statement alone. No plan depends on the words that are asked: all are bounded alike. And of a common word the
planner would like to scan the table until it has enough, which takes for ever where the hits of the asked type stand at
its end."""


class Shape(NamedTuple):
    """What the SQL of a search depends on: never its words."""

    has_unwanted: bool
    is_one_term: bool
    goes_on: bool
    may_be_misspelled: bool
    has_rest: bool
    has_types: bool
    texts: bool
    of_each_type: bool


def statement(query: Query, types=(), order=(), texts=True, start=0, page=MOST, of_each_type=False):
    """(SQL, parameters) of a search, SETTINGS before it."""
    shape = Shape(
        bool(query.unwanted), query.is_one_term, query.goes_on, query.may_be_misspelled, bool(query.rest),
        bool(types), texts, of_each_type,
    )  # fmt: skip
    return _sql(shape, MOST if texts else SUGGESTED), _parameters(query, types, order, start, page)


@cache
def _sql(shape, most):
    of_types, plain = ("types", " && %(type_query)s::tsquery"), ("order", "")
    parts = [SEARCH_TERMS, *([UNWANTED] if shape.has_unwanted else [])]
    parts += _finding_parts(shape, "", *(of_types if shape.has_types else plain))
    if shape.has_types:
        parts += _finding_parts(shape, "_any", *plain)
    shown = PAGE_OF_EACH if shape.of_each_type else PAGE
    if shape.may_be_misspelled:
        also = (of_types[1] if shape.has_types else "") + (" && %(rest)s::tsquery" if shape.has_rest else "")
        parts.append(SIMILARS.format(also=also))
        shown = f"({shown}) UNION ALL SELECT * FROM similars"
    parts.append(f"page AS MATERIALIZED ({shown})")
    in_part = " OR ".join(IS_SAMPLED.format(name=name) for name in ("words", *(["texts"] if shape.texts else [])))
    result_rows = RESULT_ROWS.format(counted="_any" if shape.has_types else "", in_part=in_part)
    sql = re.sub(r"\bMOST\b", str(most), f"WITH {','.join(parts)} {result_rows}")
    return f"{SETTINGS}{sql}"


def answered(query: Query, *options, **more):
    """The rows of a search, by a statement that is planned once per connection."""
    sql, given = statement(query, *options, **more)
    prepared, names = _numbered(sql)
    return prepared.rows([given[name] for name in names])


@lru_cache(100)
def _numbered(sql):
    """(Statement, names of its parameters) for an SQL text with %(name)s."""
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", sql)))
    numbered = re.sub(r"%\((\w+)\)s", lambda match: f"${names.index(match[1]) + 1}", sql.removeprefix(SETTINGS))
    return Statement(numbered, settings=SETTINGS), names


def _finding_parts(shape, kind, types, also):
    """The parts that find, `kind` the end of their names: of the types of a parameter, and the words `also`.

    A part is needed where those that rank before it did not find all that is ranked. Words that go on are read whole
    from the index, with a type or without: of one type, they are looked for only where nothing else fits.
    """
    closed, opened, stems, before = (
        f"((SELECT {name} FROM search_terms){also})" for name in ("closed", "open", "stems", "before")
    )
    in_names = {"table": "entities_searchname", "columns": PREFIX_COLUMNS}
    in_texts = {"table": "entities_searchtext", "columns": TEXT_COLUMNS}
    parts = [EXACT_AND_PREFIX.format(kind=kind, types=types)]
    arms = [f"exact{kind}", f"prefix{kind}"]
    is_open = shape.is_one_term and not also
    whole = in_names | {
        "columns": OPEN_WORD_COLUMNS if is_open else WORD_COLUMNS,
        "query": opened if is_open else closed,
    }
    parts.append(BOUNDED.format(name=f"words{kind}", needed=_few(arms), **whole))
    arms.append(f"words{kind}")
    if shape.goes_on and not is_open:
        nothing = " AND ".join(f"NOT EXISTS (SELECT FROM {arm})" for arm in arms)
        if shape.is_one_term:
            parts.append(BOUNDED.format(name=f"word_prefixes{kind}", query=opened, needed=nothing, **in_names))
        else:
            held = {"table": "entities_searchname", "columns": "*"}
            parts.append(BOUNDED.format(name=f"before{kind}", query=before, needed=nothing, **held))
            parts.append(WORD_PREFIXES.format(kind=kind, query=opened))
        arms.append(f"word_prefixes{kind}")
    if shape.texts:
        parts.append(BOUNDED.format(name=f"texts{kind}", query=stems, needed=_few(arms), **in_texts))
        arms.append(f"texts{kind}")
    every = " UNION ALL ".join(f"SELECT * FROM {arm}" for arm in arms)
    parts.append(f"hits{kind} AS MATERIALIZED ({every})")
    parts.append(BEST.format(kind=kind, without=WITHOUT if shape.has_unwanted else ""))
    return parts


def _few(arms):
    return " + ".join(f"(SELECT count(*) FROM {arm})" for arm in arms) + " <= MOST"


def _parameters(query, types, order, start, page):
    compact = query.compact[:200]
    return {
        "compact": compact, "beyond": f"{compact}\U0010ffff", "size": len(compact), "folded": query.folded,
        "types": list(types), "type_query": type_query(types), "order": list(order or TYPES),
        "closed": [term.in_names for term in query.wanted], "open": query.opened,
        "rest": query.rest, "slips": query.slips,
        "latin": [" ".join(term.latin) for term in query.wanted], "pairs": [term.pairs for term in query.wanted],
        "unwanted_latin": [" ".join(term.latin) for term in query.unwanted],
        "unwanted_pairs": [term.pairs for term in query.unwanted], "start": start, "page": page,
        "terms": len(query.wanted),
    }  # fmt: skip
