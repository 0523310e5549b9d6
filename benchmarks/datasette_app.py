"""Datasette over the SQLite file that BENCH_SQLITE names, served by uvicorn with two workers.

The file is opened as immutable with its rows counted beforehand, which is how Datasette is quickest. Canned
queries nest as JSON what SQLite finds, so that lists and profiles hold what ours hold; all else is asked by Datasette's
own addresses.
"""

import os
import signal
import socket
import sqlite3
import sys
from pathlib import Path

import uvicorn
from datasette.app import Datasette

WORKERS = 2

CITED = """(SELECT json_group_array(json_object('source', source, 'paragraph', paragraph, 'field', field,
    'stated', stated, 'stance', stance)) FROM citation WHERE object_id = {row}.id AND kind = {kind})"""


def rows(table, kind, columns, where, more=""):
    """A nested list: the columns of each row with its citations."""
    pairs = ", ".join(f"'{column}', {table}.{column}" for column in columns.split())
    cited = CITED.format(row=table, kind=kind)
    return f"(SELECT json_group_array(json_object({pairs}, 'citations', {cited} {more})) FROM {table} WHERE {where})"


INVESTMENTS = rows("investment", 5, "investor role amount_stated", "investment.round_id = round.id")
COMPANY = f"""company.*, {CITED.format(row="company", kind=1)} AS citations,
    (SELECT json_group_array(json_object('text', text, 'language', language, 'kind', kind)) FROM name
        WHERE name.company_id = company.id) AS names"""
PAGE = f"""SELECT {COMPANY}, (SELECT count(*) FROM company) AS count FROM (SELECT * FROM company
    WHERE (key, id) > (:key, cast(:id AS integer)) ORDER BY key, id LIMIT 50) AS company ORDER BY key, id"""
FDA = """EXISTS (SELECT 1 FROM milestone m WHERE m.company_id = company.id AND m.authority = 'fda'
    AND m.first_year <= cast(:year AS integer) AND m.last_year >= cast(:year AS integer))
    AND company.id IN (SELECT company_id FROM company_segment WHERE segment = :segment)"""
FILTERED = f"""SELECT {COMPANY}, (SELECT count(*) FROM company WHERE {FDA}) AS count
    FROM (SELECT * FROM company WHERE {FDA} ORDER BY key, id LIMIT 50) AS company ORDER BY key, id"""
PROFILE = f"""SELECT {COMPANY},
    {rows("product", 2, "id slug name kind summary intended_use indication benefit", "product.company_id = company.id")}
        AS products,
    {rows("milestone", 3, "id slug name product authority pathway outcome strength device_class edtf scope",
          "milestone.company_id = company.id")} AS milestones,
    {rows("round", 4, "id slug name series edtf amount_stated low high", "round.company_id = company.id",
          f", 'investments', {INVESTMENTS}")} AS rounds
    FROM company WHERE company.slug = :slug"""  # fmt: skip
QUERIES = {"page": PAGE, "filtered": FILTERED, "profile": PROFILE}


def main(host, port):
    """Serve until SIGTERM.

    The socket says that it is TCP: uvicorn's own workers take one that does not, asyncio then leaves Nagle's algorithm
    on, and every answer waits 40 ms for an acknowledgement.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(2048)
    workers = [os.fork() for _ in range(WORKERS - 1)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        server = uvicorn.Server(uvicorn.Config(application(), log_level="warning"))
        server.run(sockets=[listening])
    finally:
        for worker in filter(None, workers):
            os.kill(worker, signal.SIGTERM)


def application():
    """The application of one worker."""
    path = Path(os.environ["BENCH_SQLITE"])
    with sqlite3.connect(path) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = {name: {"count": file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]} for name in tables}
    inspected = {path.stem: {"hash": "0" * 64, "size": path.stat().st_size, "file": path.name, "tables": counts}}
    return Datasette(
        immutables=[str(path)],
        inspect_data=inspected,
        metadata={"databases": {path.stem: {"queries": {name: {"sql": sql} for name, sql in QUERIES.items()}}}},
        settings={
            "sql_time_limit_ms": 30_000, "facet_time_limit_ms": 30_000, "suggest_facets": False,
            "default_facet_size": 200, "max_returned_rows": 1000, "num_sql_threads": 4,
        },
    ).app()  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
