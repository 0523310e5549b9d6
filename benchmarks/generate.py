"""Makes a database of N generated companies, or finds the one that is there: `python -m benchmarks.generate 1000`."""

import argparse
import hashlib
import time

from benchmarks import copying, place
from environment import BASE

VERSION = 1
"""Of the generated data: what was made by another version is made anew."""
SEED = 667
LIMIT = BASE / "benchmarks" / "limit_tables.sql"


def ready(companies: int, seed: int = SEED, say=print) -> None:
    """Make sure that the database of this size is there, holds this data, and everything derived from them."""
    wanted = {"companies": companies, "seed": seed, "version": VERSION}
    found, is_new = place.note(companies), False
    if {key: found.get(key) for key in wanted} != wanted:
        say(f"Generating {companies:,} companies …")
        place.remake(companies)
        copying.fill(companies, seed, companies, say)
        place.write_note(companies, wanted)
        found, is_new = wanted, True
    derived = fingerprint()
    if found.get("derived") != derived:
        derive(companies, is_new, say)
        place.write_note(companies, wanted | {"derived": derived})


def fingerprint() -> str:
    """Of the files by which anything is derived: where one changed, all of it is derived anew."""
    files = [
        LIMIT,
        *sorted(BASE.glob("*/migrations/*.py")),
        BASE / "search" / "rebuild.py",
        *sorted(BASE.glob("companies/derived*")),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def derive(label, is_new, say=print) -> None:
    """Everything that triggers would have derived, and the limit's own tables; then the planner's statistics.

    `migrate` has derived what search reads where there was nothing of it yet: in a new database.
    """
    ours = "rebuild_derived" if is_new else "rebuild"
    steps = {
        "search": lambda: place.migrate(label),
        "application": lambda: place.manage(label, ours),
        "limit": lambda: _derive_limit(label),
        "vacuum": lambda: _vacuum(label),
    }
    for name, step in steps.items():
        began = time.monotonic()
        step()
        say(f"derived, {name}: {time.monotonic() - began:.0f} s")


def _derive_limit(label):
    with place.cursor_of(label, place.WITH_MEMORY) as cursor:
        for statement in LIMIT.read_text().split(";\n"):
            if statement.strip():
                cursor.execute(statement)


def _vacuum(label):
    with place.cursor_of(label) as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("companies", type=int, help="how many companies: 1000, 100000, 1000000")
    parser.add_argument("--seed", type=int, default=SEED, help="of the dice; the same seed makes the same rows")
    given = parser.parse_args()
    ready(given.companies, given.seed)


if __name__ == "__main__":
    main()
