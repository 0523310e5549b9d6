"""The functions, views and aggregates of the database: each stands whole, as it is now, in one file of postgres/sql/.

`migrate` applies the files at its end, so that a change of a body is a change of one file. Where a signature changes
or a generated column or index is made from a function, a migration drops or rebuilds what depends on it. The migrations
that first made them keep the SQL that they had then; one that rebuilds columns applies their files itself.
"""

import hashlib
import re
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor

FOLDER = Path(__file__).with_name("sql")
KINDS = {"f": "FUNCTION", "a": "AGGREGATE", "v": "VIEW"}
OBJECTS = """
SELECT p.proname, p.prokind, p.oid::regprocedure::text, obj_description(p.oid, 'pg_proc')
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'kb\\_%'
UNION ALL
SELECT c.relname, 'v', c.oid::regclass::text, obj_description(c.oid, 'pg_class')
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v' AND c.relname LIKE 'kb\\_%'
"""


def definitions(folder: Path = FOLDER) -> dict[str, str]:
    """{name: SQL} of every object, such that each comes after those that its SQL names."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}
    named = {
        name: {other for other in re.findall(r"\bpublic\.(kb_\w+)", text) if other in texts and other != name}
        for name, text in texts.items()
    }
    return {name: texts[name] for name in TopologicalSorter(named).static_order()}


def objects(cursor: CursorWrapper) -> dict[str, tuple[str, str, str | None]]:
    """{name: (kind, signature, comment)} of the objects in the database whose names begin with kb_."""
    cursor.execute(OBJECTS)
    return {name: (KINDS[kind], signature, comment) for name, kind, signature, comment in cursor.fetchall()}


def apply(using: str = "default") -> list[str]:
    """Bring the database's objects up to date with the files, in one transaction; return the names of those written.

    The comment on each object says from which state of its file it was made: what is up to date is not touched, so that
    a `migrate` with nothing to do takes no locks.
    """
    written = []
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        present = objects(cursor)
        for name, sql in definitions().items():
            mark = f"postgres/sql/{name}.sql {hashlib.sha256(sql.encode()).hexdigest()[:16]}"
            if name in present and present[name][2] == mark:
                continue
            cursor.execute(sql)
            kind, signature, _comment = objects(cursor)[name]
            cursor.execute(f"COMMENT ON {kind} {signature} IS %s", [mark])
            written.append(name)
    return written


def apply_after_migrate(using: str, plan: list | None = None, **_signal: Any) -> None:
    """Receiver of `post_migrate`: apply the files where the database is at the newest migrations."""
    if is_migrated(using, plan):
        apply(using)


def is_migrated(using: str, plan: list | None) -> bool:
    """Whether a `post_migrate` with this plan leaves the database at the newest migrations.

    A flush sends the signal too, without a plan: it changes no object. A database that was migrated back to an older
    state lacks what the files name.
    """
    if plan is None:
        return False
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
