"""What PostgreSQL knows of a table: its columns and indexes."""

import re
from typing import NamedTuple

from django.db import connection

COLUMNS = """
SELECT a.attname, a.attnum, format_type(a.atttypid, NULL), a.attgenerated <> '',
    CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END
FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
INDEXES = """
SELECT i.relname, pg_get_indexdef(i.oid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_am m ON m.oid = i.relam
WHERE x.indrelid = %s::regclass AND m.amname = 'btree' AND NOT x.indisprimary ORDER BY i.relname
"""


class Column(NamedTuple):
    """A column: its name, its number, which a rename leaves, its type without limits, and how it is generated."""

    name: str
    number: int
    kind: str
    is_generated: bool
    expression: str | None


def quoted(name):
    return connection.ops.quote_name(name)


def columns_of(cursor, table):
    """The columns of a table, given like `public."companies_company"`."""
    cursor.execute(COLUMNS, [table])
    return [Column(*row) for row in cursor.fetchall()]


def names_of(columns):
    """The names of columns as SQL lists them."""
    return ", ".join(quoted(column.name) for column in columns)


def indexes_of(cursor, table):
    """{definition behind the table's name: name} of the B-tree indexes of a table but for its primary key."""
    cursor.execute(INDEXES, [table])
    return {re.sub(r"^CREATE .*? ON \S+ ", "", sql): name for name, sql in cursor.fetchall()}
