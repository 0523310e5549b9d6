"""Databases on the server of the tests: two that are made once and copied by all, and copies of them for a while.

Making a database by `migrate` takes about 25 seconds, and loading the shipped data 15; copying one takes less than one.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import quote

import psycopg2
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from code_version import fingerprint
from environment import BASE
from postgres import embedded

SECRET_KEY = "made-up-for-the-test"
LOCK = 20_26
"""The number of the lock under which one process makes a database while the others wait for it."""


def address(name, role=None):
    """The URL of a database on the server of the tests, for its owner or another role."""
    given = connection.settings_dict
    given = given | given["OWNER"]
    user = quote(given["USER"], safe="") + (f":{quote(given['PASSWORD'], safe='')}" if given["PASSWORD"] else "")
    user = role or user
    return (
        f"postgresql://{user}@/{name}?host={quote(given['HOST'] or 'localhost', safe='')}&port={given['PORT'] or 5432}"
    )


@contextmanager
def cursor_of(name):
    connected = psycopg2.connect(address(name))
    connected.autocommit = True
    try:
        with connected.cursor() as cursor:
            yield cursor
    finally:
        connected.close()


def environment_for(name, **more):
    """The environment of a process of the site that works in a database, as the application."""
    inherited = {
        key: value for key, value in os.environ.items() if not key.startswith(("MEDTECH_", "DATABASE_", "DJANGO_"))
    }
    roles = {"DATABASE_URL": address(name, embedded.APPLICATION), "DATABASE_OWNER_URL": address(name)}
    return inherited | roles | {"MEDTECH_SECRET_KEY": SECRET_KEY} | more


def manage(name, *arguments):
    """What a command says that works in a database."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=BASE, env=environment_for(name), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def database(purpose, template="template0"):
    """A database of its own for a test, with what `template` holds; it ends with the test."""
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{purpose}"
    with cursor_of("postgres") as server:
        server.execute("SET statement_timeout = '60s'")
        _in_time(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # a killed run leaves one
        _in_time(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield name
        finally:
            _in_time(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _in_time(server, statement):
    """Run it, and once more where it took too long: PostgreSQL up to 18 can wait here for a process that has just begun
    and was never told of it (pgsql-hackers, “Startup process deadlock”, 2026); asked again, it tells all of them.
    """
    try:
        server.execute(statement)
    except psycopg2.errors.QueryCanceled:
        server.execute(statement)


@contextmanager
def connected_to(name):
    """Let this process work in another database, the threads of its live server included."""
    own = connection.settings_dict["NAME"]
    _connect_to(name)
    try:
        yield
    finally:
        _connect_to(own)


@contextmanager
def only_read():
    """Whatever this process writes is refused by PostgreSQL, whichever database it works in."""
    options = connection.settings_dict["OPTIONS"]
    writing = options["options"]
    options["options"] = f"{writing} -c default_transaction_read_only=on"
    try:
        yield
    finally:
        options["options"] = writing
        connection.close()


@contextmanager
def own(purpose, template, blocker):
    """Let this process work in a database of its own, without the mark `django_db`: what it writes is committed."""
    with database(purpose, template) as name, blocker.unblock(), connected_to(name):
        yield name


def _connect_to(name):
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()  # a flushed database has numbered its types anew


def migrated():
    """The name of the database that `migrate` makes of the code as it is now; a database to copy."""
    return kept("template_migrated", fingerprint(BASE), "template0", "migrate")


def shipped():
    """The name of the database with the shipped data as they are now; a database to copy."""
    digest = hashlib.sha256(fingerprint(BASE).encode())
    for path in sorted((BASE / "fixtures").rglob("*.yaml")):
        digest.update(b"%s\n%s" % (os.fsencode(path.relative_to(BASE)), path.read_bytes()))
    return kept("template_shipped", digest.hexdigest(), migrated(), "load_kb")


def kept(prefix, version, template, command):
    """The name of a database that a command made from a template; made where there is none of this version."""
    name = f"{prefix}_{version[:16]}"
    with cursor_of("postgres") as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # let go with the connection
        server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{prefix}_"])
        there = {found for (found,) in server.fetchall()}
        if name not in there:
            for old in there:
                server.execute(f'DROP DATABASE "{old}"')
            server.execute(f'CREATE DATABASE "{prefix}_unfinished" TEMPLATE "{template}"')
            manage(f"{prefix}_unfinished", command, "--verbosity", "0")
            with cursor_of(f"{prefix}_unfinished") as cursor:
                cursor.execute("VACUUM ANALYZE")  # else it is planned by what is known of empty tables
            server.execute(f'ALTER DATABASE "{prefix}_unfinished" RENAME TO "{name}"')
    return name
