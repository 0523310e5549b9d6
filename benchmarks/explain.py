"""The plans of each workload, and their scans of whole large tables: `python -m benchmarks.explain 1000000`.

Every statement of one request of each workload is run again by EXPLAIN (ANALYZE, BUFFERS). The plans are written to
benchmarks/results/; a sequential scan of a table of more than 10,000 rows is reported and makes the exit code 1.
"""

import argparse
import re
import sys

from benchmarks import results
from benchmarks.statements import begin, sent

LARGE = 10_000
SCAN = re.compile(r"Seq Scan on (?:\w+\.)?(\w+)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("companies", type=int, help="the size of a database that benchmarks.generate made")
    label = parser.parse_args().companies
    begin(label)
    plans, scans = [], set()
    for name, requests in sent().items():
        for statement in requests[0]:
            lines = explained(statement)
            scans |= {f"{name}: {table}" for table in large_scans(lines)}
            plans += (
                [f"## {name}", "", "```sql", statement[:1500], "```", "", "```", *lines, "```", ""] if lines else []
            )
    results.FOLDER.mkdir(exist_ok=True)
    path = results.FOLDER / f"explain-n{label}.md"
    path.write_text("\n".join([f"# Plans at {label:,} companies", "", *plans]), encoding="utf-8")
    print(f"The plans are in {path.name}.")
    for scan in sorted(scans):
        print(f"sequential scan of a large table: {scan}")
    return 1 if scans else 0


def explained(statement) -> list[str]:
    """The lines of the plan of a statement; empty for one that has no plan."""
    from django.db import connection, transaction

    *settings, query = statement.split("; ") if statement.startswith("SET ") else [statement]
    if not query.lstrip("( \n").upper().startswith(("SELECT", "WITH", "EXECUTE", "VALUES")):
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        for setting in settings:
            cursor.execute(setting)
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {query.replace('%', '%%')}", ())
        return [line for (line,) in cursor.fetchall()]


def large_scans(lines) -> set[str]:
    """The large tables that a plan scans as a whole."""
    tables = {match[1] for line in lines if (match := SCAN.search(line)) and "never executed" not in line}
    return {table for table in tables if _rows_of(table) > LARGE}


def _rows_of(table):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(reltuples), 0) FROM pg_class WHERE relname = %s", [table])
        return cursor.fetchone()[0]


if __name__ == "__main__":
    sys.exit(main())
