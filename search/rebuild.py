"""Rebuild all search rows: after a change of the character files, or of how names are folded.

Parallel queries derive the rows into new tables, with the same functions as the triggers; indexes are created
afterwards, then the new tables replace the old. Until then readers see the old rows, and writers wait.
"""

from django.apps import apps
from django.db import connection, transaction

from names.hanzi import seed
from names.models import SearchName, SearchText, SearchWord
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
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT record_type, count(*) FROM public.entities_searchtext GROUP BY record_type")
        counts = dict(cursor.fetchall())
    return {model: counts.get(model.record_type, 0) for model in models}


def fill_if_empty(**_signal):
    """After `migrate`: derive the rows if there are records but no search rows yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM public.sources_source WHERE is_published)"
            " AND NOT EXISTS (SELECT FROM public.entities_searchtext)"
        )
        (is_empty,) = cursor.fetchone()
    if is_empty:
        rebuild()
