"""All rows of a database, whatever they are, and programs of PostgreSQL that are watched."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from postgres.postmaster import TOOLS
from tests.history.revisions import run

LEFT_OUT = {"django_session", "sources_dataversion", "django_migrations"}
"""Sessions are not in a back-up, the version moves on, and of migrations the time is not compared."""
NUMBERED = ("numbered", "attribute", "transaction")
"""Columns that hold what PostgreSQL itself numbers: a restored table is another one to it."""
WATCHED = """#!/bin/sh
echo "{name} $*" >> "{log}"
echo "PGPASSWORD=$PGPASSWORD" >> "{log}.surroundings"
exec "{program}" "$@"
"""


def rows():
    """{table: its rows as texts, in order} of the data and of their history."""
    tables = run(
        "SELECT schemaname, tablename FROM pg_tables"
        " WHERE schemaname IN ('public', 'history') AND NOT tablename = ANY(%s)",
        [list(LEFT_OUT)],
    )
    return {
        (schema, table): [row for (row,) in run(
            f'SELECT (to_jsonb(t) - %s)::text AS row FROM {schema}."{table}" t ORDER BY 1', [list(NUMBERED)])]
        for schema, table in tables
    }  # fmt: skip


def command(*arguments):
    """What a command says on its two outputs."""
    out, err = StringIO(), StringIO()
    call_command(*arguments, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def refused(*arguments):
    """The one line by which a command refuses, with exit code 2."""
    with pytest.raises(CommandError) as caught:
        command(*arguments)
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
    return str(caught.value)


def watched(folder, monkeypatch):
    """The file that lists how each program is called from now on; what surrounds them is in a second one."""
    tools, log = folder / "tools", folder / "calls"
    tools.mkdir()
    for name in ("pg_dump", "pg_restore", "psql"):
        script = tools / name
        script.write_text(WATCHED.format(name=name, log=log, program=TOOLS / name))
        script.chmod(0o755)
    for module in ("postgres.dumps", "postgres.restoring"):
        monkeypatch.setattr(f"{module}.TOOLS", tools)
    return log


def data_version():
    return run("SELECT number, moved_at FROM sources_dataversion")[0]


def name():
    return connection.settings_dict["NAME"]
