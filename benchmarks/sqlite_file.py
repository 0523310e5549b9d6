"""The same published data as a SQLite file for Datasette, with its indexes and full-text search."""

import sqlite3
from contextlib import closing
from pathlib import Path
from zlib import crc32

from benchmarks import databases
from environment import BASE

FORMAT = 2
"""Of the file: one of another format is written anew."""
BATCH = 20_000
TABLES = {  # what PostgreSQL selects for each table of the file
    "company": """SELECT c.id, c.key, c.slug, c.name, c.coverage, c.kind, c.country, c.city, c.website, c.summary,
        c.gaps::text, c.updated_at::text,
        to_json(ARRAY(SELECT s.slug FROM bench_limit.segment s WHERE s.kind = 1 AND s.object_id = c.id))::text
            AS segments,
        to_json(ARRAY(SELECT DISTINCT m.authority_slug FROM bench_limit.milestone m WHERE m.company_id = c.id))::text
            AS authorities FROM bench_limit.company c""",
    "company_segment": "SELECT object_id AS company_id, slug AS segment FROM bench_limit.segment WHERE kind = 1",
    "name": "SELECT id, company_id, text, language, kind FROM bench_limit.name",
    "product": """SELECT id, company_id, slug, name, kind, summary, intended_use, indication, benefit
        FROM bench_limit.product""",
    "milestone": """SELECT id, company_id, slug, name, product_slug AS product, authority_slug AS authority, pathway,
        outcome, strength, device_class, edtf, extract(year FROM lower(when_span))::int AS first_year,
        extract(year FROM upper(when_span) - 1)::int AS last_year, scope FROM bench_limit.milestone""",
    "round": "SELECT id, company_id, slug, name, series, edtf, amount_stated, low, high FROM bench_limit.round",
    "investment": "SELECT id, round_id, slug AS investor, role, amount_stated FROM bench_limit.investment",
    "citation": "SELECT id, kind, object_id, source, paragraph, field, stated, stance FROM bench_limit.citation",
}  # fmt: skip
INDEXES = """
CREATE UNIQUE INDEX company_by_slug ON company (slug);
CREATE INDEX company_by_key ON company (key, id);
CREATE INDEX company_by_country ON company (country);
CREATE INDEX segment_of_company ON company_segment (company_id);
CREATE INDEX company_of_segment ON company_segment (segment, company_id);
CREATE INDEX name_of_company ON name (company_id);
CREATE INDEX product_of_company ON product (company_id);
CREATE INDEX milestone_of_company ON milestone (company_id);
CREATE INDEX milestone_of_authority ON milestone (authority, first_year, last_year, company_id);
CREATE INDEX round_of_company ON round (company_id);
CREATE INDEX investment_of_round ON investment (round_id);
CREATE INDEX citation_of_record ON citation (object_id, kind);
CREATE VIRTUAL TABLE company_fts USING fts5 (name, summary, content="company", content_rowid="id", prefix="2 3");
INSERT INTO company_fts (company_fts) VALUES ('rebuild');
ANALYZE;
"""


def path_of(companies) -> Path:
    return BASE / "var" / f"bench-{companies}.sqlite"


def ready(companies, made_of: str) -> None:
    """Write the file of this size, unless it exists and was made of the same data by the same statements."""
    path, mark = path_of(companies), crc32(f"{made_of} {FORMAT} {TABLES} {INDEXES}".encode()) >> 1
    with closing(sqlite3.connect(path)) as file:
        (version,) = file.execute("PRAGMA user_version").fetchone()
    if version != mark:
        path.unlink()
        write(companies, path)
        with closing(sqlite3.connect(path)) as file:
            file.execute(f"PRAGMA user_version = {mark}")


INTEGERS = {20, 21, 23}
"""PostgreSQL's numbers of its types of whole numbers."""


def _declared(column):
    """A column with its type: without one, SQLite would not use the index for `company_id = company.id`."""
    if column.name == "id":
        return "id INTEGER PRIMARY KEY"
    return f'"{column.name}" {"INTEGER" if column.type_code in INTEGERS else "TEXT"}'


def write(companies, path):
    file = sqlite3.connect(path)
    file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    connection = databases.connect(companies)
    connection.autocommit = False  # a cursor with a name reads in pieces, in one transaction
    for table, query in TABLES.items():
        with connection.cursor(f"of_{table}") as cursor:
            cursor.itersize = BATCH
            cursor.execute(query)
            rows = cursor.fetchmany(BATCH)
            columns = [_declared(column) for column in cursor.description]
            file.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
            while rows:
                file.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)
                rows = cursor.fetchmany(BATCH)
        file.commit()
    connection.close()
    file.executescript(INDEXES)
    file.close()
