"""Rebuild all search rows: after a change of the character files, or of how names are folded.

Parallel queries derive the rows into new tables, with the same functions as the triggers; indexes are created
afterwards, then the new tables replace the old. Until then readers see the old rows, and writers wait.
"""

import hashlib
import re

from django.apps import apps
from django.db import connection, transaction

from names.hanzi import READINGS, TRADITIONAL, seed
from names.models import SearchName, SearchText, SearchWord
from postgres.functions import definitions, is_migrated
from postgres.roles import grant_on
from search.table_swap import finish, replace
from sources.models import Record
from sources.models.searchable import published

SETTINGS = """
SET CONSTRAINTS ALL IMMEDIATE;
SET LOCAL maintenance_work_mem = '512MB';
SET LOCAL work_mem = '128MB';
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
"""
"""For the one transaction. Folding is expensive, which the planner does not know: it would use one processor."""
ROWS = {
    SearchName: """
        SELECT row_number() OVER ()::bigint AS id, r.type_id::integer AS content_type_id, r.record AS object_id,
            r.address::varchar(40) AS record_type, n.text, n.kind::varchar(12) AS kind, n.folded, n.compact, n.words
        FROM ({records}) AS r, public.kb_search_names_of(r.type_id, r.record, r.address, r.own) AS n""",
    SearchText: """
        SELECT row_number() OVER ()::bigint AS id, *
        FROM (SELECT r.type_id::integer AS content_type_id, r.record AS object_id,
            r.address::varchar(40) AS record_type, r.slug::varchar(120) AS slug, r.own::text AS name,
            r.country::varchar(2) AS country, r.city::text AS city, r.passages, w.words
        FROM ({records}) AS r,
            public.kb_search_words(r.type_id, r.record, r.address, r.own, r.passages) AS w) AS derived""",
    SearchWord: """
        SELECT row_number() OVER ()::bigint AS id, word, public.kb_slips(word) AS slips
        FROM (SELECT DISTINCT word FROM public.entities_searchname_new n, public.kb_words_of(n.words) AS word
            WHERE n.kind <> 'pinyin') AS derived""",
}
"""The query that fills each table; the words come from the names derived before."""
DERIVED_BY = ["kb_search_names_of", "kb_search_words", "kb_slips", "kb_words_of"]
STATE = """
SELECT EXISTS (SELECT FROM public.sources_source WHERE is_published),
    EXISTS (SELECT FROM public.entities_searchtext), obj_description('public.entities_searchtext'::regclass)
"""


def rebuild() -> dict:
    """Derive the search rows of every published record, all or nothing; returns {model: number of records}."""
    models = [model for model in apps.get_models() if issubclass(model, Record)]
    tables = {model: f"public.{model._meta.db_table}" for model in ROWS}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables.values())} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(SETTINGS)
        seed(cursor)
        records = " UNION ALL ".join(f"({published(model)})" for model in models)
        for model, table in tables.items():
            cursor.execute(f"CREATE TABLE {table}_new AS {ROWS[model].format(records=records)}")
        for table in tables.values():
            finish(cursor, table, f"{table}_new")
        for table in tables.values():
            replace(cursor, table, f"{table}_new")
        cursor.execute("COMMENT ON TABLE public.entities_searchtext IS %s", [rules_mark()])
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        grant_on(cursor, *tables.values())
        cursor.execute("SELECT record_type, count(*) FROM public.entities_searchtext GROUP BY record_type")
        counts = dict(cursor.fetchall())
    return {model: counts.get(model.record_type, 0) for model in models}


def rebuild_if_outdated(using="default", plan=None, **_signal):
    """After `migrate`: derive the rows anew, and read the files of characters, unless the same rules made them."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        has_records, has_rows, mark = cursor.fetchone()
    is_outdated = mark != rules_mark() and is_migrated(using, plan)
    if is_outdated or (has_records and not has_rows):
        rebuild()


def rules_mark() -> str:
    """A hash of what search rows are derived by: the functions of the database and the files of characters."""
    texts, names = definitions(), [*DERIVED_BY]
    for name in names:
        names += {other for other in re.findall(r"\bpublic\.(kb_\w+)", texts[name]) if other in texts} - {*names}
    files = [path.read_text(encoding="utf-8") for path in (READINGS, TRADITIONAL)]
    rules = "\0".join([*(texts[name] for name in sorted(names)), *files])
    return f"rules {hashlib.sha256(rules.encode()).hexdigest()}"
