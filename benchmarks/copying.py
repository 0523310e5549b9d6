"""Write generated rows by COPY in two processes, without triggers, and create the indexes afterwards."""

import io
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from benchmarks import databases
from benchmarks.rows import COLUMNS, Company
from benchmarks.world import World, shared_rows

CHUNK = 1_000
PROCESSES = 2
WITHOUT_TRIGGERS = "-c session_replication_role=replica -c synchronous_commit=off"
INDEXES = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
    format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'u' AND conrelid = ANY(%(tables)s::regclass[])
UNION ALL
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index i WHERE indrelid = ANY(%(tables)s::regclass[]) AND NOT indisprimary
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""
_worker = {}


class Rows:
    """Rows by table, as COPY reads them."""

    def __init__(self):
        self.lines = {table: [] for table in COLUMNS}

    def put(self, table, *values):
        self.lines[table].append("\t".join(["\\N" if value is None else str(value) for value in values]))

    def copy(self, cursor):
        for table, lines in self.lines.items():
            if lines:
                columns = ", ".join(f'"{column}"' for column in COLUMNS[table].split())
                cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", io.StringIO("\n".join(lines) + "\n"))


def fill(label, seed: int, companies: int, say=print) -> None:
    """Write all rows into the migrated, empty database of the label."""
    with databases.cursor_of(label) as cursor:
        world = World(companies, seed, content_types(cursor))
        cursor.execute(INDEXES, {"tables": list(COLUMNS)})
        indexes = cursor.fetchall()
        for drop, _create in indexes:
            cursor.execute(drop)
        began = time.monotonic()
        write_shared(label, world)
        write_companies(label, world)
        say(f"rows: {time.monotonic() - began:.0f} s")
        began = time.monotonic()
        with ThreadPoolExecutor(PROCESSES) as pool:
            list(pool.map(lambda create: build(label, create), sorted(create for _drop, create in indexes)))
        finish(cursor)
        say(f"indexes: {time.monotonic() - began:.0f} s")


def content_types(cursor) -> dict:
    """The number of each record type, by table."""
    cursor.execute("SELECT app_label || '_' || model, id FROM django_content_type")
    return dict(cursor.fetchall())


def write_shared(label, world):
    rows = Rows()
    shared_rows(world, rows.put)
    with databases.cursor_of(label, WITHOUT_TRIGGERS) as cursor:
        rows.copy(cursor)


def write_companies(label, world):
    starts = range(1, world.companies + 1, CHUNK)
    with ProcessPoolExecutor(PROCESSES, initializer=_begin, initargs=(label, world)) as pool:
        list(pool.map(_write_chunk, starts))


def _begin(label, world):
    _worker.update(connection=databases.connect(label, WITHOUT_TRIGGERS), world=world)


def _write_chunk(start):
    rows, world = Rows(), _worker["world"]
    for number in range(start, min(start + CHUNK, world.companies + 1)):
        Company(world, rows.put, number).write()
    with _worker["connection"].cursor() as cursor:
        rows.copy(cursor)


def build(label, statement):
    """Run a statement that creates an index, with enough memory."""
    with databases.cursor_of(label, databases.WITH_MEMORY) as cursor:
        cursor.execute(statement)


def finish(cursor):
    """Move the sequences past the written rows and give the data a version."""
    for table in COLUMNS:
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), greatest(max(id), 1)) FROM {table}")
    cursor.execute("INSERT INTO sources_dataversion (id, number, moved_at) VALUES (1, 1, now()) ON CONFLICT DO NOTHING")
