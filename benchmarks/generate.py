"""Make a database of N generated companies, or reuse an existing one: `python -m benchmarks.generate 1000`."""

import argparse
import hashlib
import time

from benchmarks import copying, databases
from environment import BASE

VERSION = 1
"""Of the generated data: data of another version is generated anew."""
SEED = 667
LIMIT = BASE / "benchmarks" / "limit_tables.sql"


def ready(companies: int, seed: int = SEED, say=print) -> None:
    """Make sure that the database of this size exists, with this data and everything derived from it."""
    expected = {"companies": companies, "seed": seed, "version": VERSION}
    note, is_new = databases.read_note(companies), False
    if {key: note.get(key) for key in expected} != expected:
        say(f"Generating {companies:,} companies …")
        databases.remake(companies)
        copying.fill(companies, seed, companies, say)
        databases.write_note(companies, expected)
        note, is_new = expected, True
    derived = fingerprint()
    if note.get("derived") != derived:
        derive(companies, is_new, say)
        databases.write_note(companies, expected | {"derived": derived})


def fingerprint() -> str:
    """A hash of the files that derive anything: if one changes, everything is derived anew."""
    files = [
        LIMIT,
        *sorted(BASE.glob("*/migrations/*.py")),
        *sorted(BASE.glob("postgres/sql/*.sql")),
        BASE / "search" / "rebuild.py",
        *sorted(BASE.glob("companies/derived*")),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def derive(label, is_new, say=print) -> None:
    """Derive what triggers would have, and the limit's own tables; then update the planner's statistics.

    In a new database, `migrate` has already derived the search rows.
    """
    ours = "rebuild_derived" if is_new else "rebuild"
    steps = {
        "search": lambda: databases.migrate(label),
        "application": lambda: databases.manage(label, ours),
        "limit": lambda: _derive_limit(label),
        "vacuum": lambda: _vacuum(label),
    }
    for name, step in steps.items():
        began = time.monotonic()
        step()
        say(f"derived, {name}: {time.monotonic() - began:.0f} s")


def _derive_limit(label):
    with databases.cursor_of(label, databases.WITH_MEMORY) as cursor:
        for statement in LIMIT.read_text().split(";\n"):
            if statement.strip():
                cursor.execute(statement)


def _vacuum(label):
    with databases.cursor_of(label) as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("companies", type=int, help="how many companies: 1000, 100000, 1000000")
    parser.add_argument("--seed", type=int, default=SEED, help="of the dice; the same seed makes the same rows")
    options = parser.parse_args()
    ready(options.companies, options.seed)


if __name__ == "__main__":
    main()
