"""A database of version 0.1.0 on the server of the tests, and what is seen in it."""

import gzip
import json
import subprocess
from pathlib import Path

from postgres.postmaster import TOOLS
from tests.databases import address, cursor_of

DUMP = Path(__file__).with_name("database-0.1.0.sql.gz")
PASSWORD = "made-up-for-the-test"
READ_OFF = {"amount_currency", "amount_low", "amount_high", "amount_bounds", "amount_is_disclosed", "amount_span"}
"""Columns that are read off an amount's words, and read anew by an upgrade."""
RENAMED = {"sources_citation": {"is_tainted": "needs_recheck"}}
"""{table: {column in the dump: its name since}}. A column that is gone and not listed here counts as lost."""
DERIVED = ("companies_milestoneyear", "entities_facet", "entities_search", "kb_hanzi")
"""How the names of tables begin that hold nothing but what `rebuild` derives from the others or from files."""
READINGS = {"when_earliest", "when_latest", "when_span", "amount_bounds", "amount_span"}
"""Columns that are read off others, whose words are as they were: a later version may read them better."""
STRUCTURE = """
SELECT 'column', table_name || '.' || column_name, concat_ws(' ', data_type, character_maximum_length, is_nullable)
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, contype::text FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, translate(pg_get_triggerdef(oid), '()', '')
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', p.oid::regprocedure::text, p.prosrc FROM pg_proc p
WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
"""A restored trigger has fewer parentheses around its condition; they are left out."""


def restore(name):
    command = [TOOLS / "psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", address(name)]
    done = subprocess.run(command, input=gzip.decompress(DUMP.read_bytes()), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def contents(name):
    """{table: its rows, each {column: value}}"""
    with cursor_of(name) as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [table for (table,) in cursor.fetchall()]
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT to_jsonb(t) FROM public."{table}" t')
            rows[table] = [row for (row,) in cursor.fetchall()]
    return rows


def structure(name):
    """{(kind, name): definition} of the columns, constraints, indexes, triggers and functions."""
    with cursor_of(name) as cursor:
        cursor.execute(STRUCTURE)
        return {(kind, label): definition for kind, label, definition in cursor.fetchall()}


def lost(before, after):
    """{table: rows} of what was there before and is not there now, value by value."""
    missing = {}
    for table, rows in before.items():
        now = {_as_text(row) for row in _with_columns_of(rows, table, after.get(table, []))}
        before_it = [{column: value for column, value in row.items() if column not in READ_OFF} for row in rows]
        if gone := [row for row in before_it if _as_text(row) not in now]:
            missing[table] = gone
    return missing


def _with_columns_of(old_rows, table, rows):
    """The rows under the columns that the old ones have."""
    if not old_rows or not rows:
        return []
    stated = [old for old in old_rows[0] if old not in READ_OFF]
    names = {old: old if old in rows[0] else RENAMED.get(table, {}).get(old, old) for old in stated}
    return [{old: row.get(new, "no such column") for old, new in names.items()} for row in rows]


def _as_text(row):
    return json.dumps({name: value for name, value in row.items() if name not in READINGS}, sort_keys=True)
