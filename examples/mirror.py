"""A mirror of all records in one SQLite file, built from nothing and kept current by /api/v1/changes/ alone.

    python3 examples/mirror.py http://127.0.0.1:8000 mirror.sqlite

Each page of changes is one transaction: broken off at any moment, the next run goes on where the last one stood.
The table `record` holds each row as its list has it. A row names other records, so a record that changed lets those be
read again that mention it, or that it mentions; one that is new, those that its profile lists. All are read as of the
newest revision that the page of changes names: a server that lags behind it answers with nothing older.
"""

import json
import sqlite3
import sys
import time
import urllib.error
import urllib.request

SCHEMA = """
CREATE TABLE IF NOT EXISTS record (type TEXT, slug TEXT, seen INTEGER, row TEXT, PRIMARY KEY (type, slug));
CREATE TABLE IF NOT EXISTS mention (type TEXT, slug TEXT, of_type TEXT, of_slug TEXT);
CREATE INDEX IF NOT EXISTS mentioned ON mention (of_type, of_slug);
CREATE INDEX IF NOT EXISTS mentioning ON mention (type, slug);
CREATE TABLE IF NOT EXISTS place (next TEXT, head INTEGER);
"""
AT_ONCE = 25  # slugs in one address


class Mirror:
    def __init__(self, site, file):
        self.site, self.db = site.rstrip("/"), sqlite3.connect(file)
        self.db.executescript(SCHEMA)

    def catch_up(self):
        """Apply page after page, until there is no next one."""
        following, head = self.db.execute("SELECT next, head FROM place").fetchone() or ("/api/v1/changes/?after=0", 0)
        while following:
            page = self.get(following)
            if page["head"] < head:  # the site was restored from a backup: what we have may never have been
                with self.db:
                    for table in ("record", "mention", "place"):
                        self.db.execute(f"DELETE FROM {table}")
                return self.catch_up()
            following, head = page["next"], page["head"]
            with self.db:
                self.apply(page)
                self.db.execute("DELETE FROM place")
                where = following or f"/api/v1/changes/?after={head}"
                self.db.execute("INSERT INTO place VALUES (?, ?)", (where, head))

    def apply(self, page):
        changed = {(row["type"], row["slug"]): rev["revision"] for rev in page["results"] for row in rev["records"]}
        new = {(r["type"], r["slug"]) for rev in page["results"] for r in rev["records"] if r["change"] == "created"}
        stale = {key for key in changed if self.is_older(key, changed[key])}
        for key, revision in changed.items():
            near = self.mentions("of_type, of_slug", key) | self.mentions("type, slug", key)
            if key in new and self.db.execute("SELECT 1 FROM record WHERE seen < ?", (revision,)).fetchone():
                near |= self.listed_by(key, page["head"])
            stale |= {other for other in near if self.has(other) and self.is_older(other, revision)}
        self.read(stale, page["head"])
        for key, revision in changed.items():  # what they mention now
            near = self.mentions("type, slug", key)
            self.read({each for each in near if self.has(each) and self.is_older(each, revision)}, page["head"])

    def mentions(self, columns, key):
        """The records that mention one (by of_type, of_slug), or that one mentions (by type, slug)."""
        others = "type, slug" if columns.startswith("of_") else "of_type, of_slug"
        where = " AND ".join(f"{column} = ?" for column in columns.split(", "))
        return set(self.db.execute(f"SELECT {others} FROM mention WHERE {where}", key))

    def has(self, key):
        return bool(self.db.execute("SELECT 1 FROM record WHERE type = ? AND slug = ?", key).fetchone())

    def is_older(self, key, revision):
        """Whether our row was read before the revision, or is not there."""
        row = self.db.execute("SELECT seen FROM record WHERE type = ? AND slug = ?", key).fetchone()
        return row is None or row[0] < revision

    def listed_by(self, key, head):
        """The records that a profile names; of a source, those that cite it."""
        if key[0] == "sources":
            return self.named_in_list(f"/api/v1/citations/?source={key[1]}&as_of={head}")
        profile = self.get(f"/api/v1/{key[0]}/{key[1]}/?as_of={head}") or {}
        more = [self.named_in_list(f"{address}&as_of={head}") for address in profile.get("more", {}).values()]
        return set(named_in(profile)).union(*more)

    def named_in_list(self, address):
        found = set()
        while address:
            page = self.get(address) or {"results": [], "next": None}  # None: it is gone by now
            found |= set(named_in(page["results"]))
            address = page["next"]
        return found

    def read(self, keys, head):
        """Read rows from their lists as of the revision `head`."""
        for kind in {kind for kind, _slug in keys}:
            slugs = sorted(slug for of, slug in keys if of == kind)
            for start in range(0, len(slugs), AT_ONCE):
                asked = slugs[start : start + AT_ONCE]
                page = self.get(f"/api/v1/{kind}/?page_size={AT_ONCE}&slug__in={','.join(asked)}&as_of={head}")
                if page is None:
                    raise SystemExit(f"Revision {head} is gone: the site was restored meanwhile. Run this again.")
                rows = {row["slug"]: row for row in page["results"]}
                for slug in asked:
                    self.put(kind, slug, rows.get(slug), head)

    def put(self, kind, slug, row, head):
        self.db.execute("DELETE FROM record WHERE type = ? AND slug = ?", (kind, slug))
        self.db.execute("DELETE FROM mention WHERE type = ? AND slug = ?", (kind, slug))
        if row is not None:
            self.db.execute("INSERT INTO record VALUES (?, ?, ?, ?)", (kind, slug, head, json.dumps(row)))
            named = [(kind, slug, *other) for other in set(named_in(row)) - {(kind, slug)}]
            self.db.executemany("INSERT INTO mention VALUES (?, ?, ?, ?)", named)

    def get(self, address):
        """The answer in JSON, or None for what is not there. Waits where the site asks to."""
        for attempt in range(10):
            try:
                with urllib.request.urlopen(address if "://" in address else self.site + address) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                if error.code in (404, 410):
                    return None
                if error.code not in (429, 500, 502, 503) or attempt == 9:
                    raise
                time.sleep(int(error.headers.get("Retry-After") or 2**attempt))
        return None


def named_in(document):
    """(type, slug) of each record that a document names, at any depth."""
    if isinstance(document, list):
        for item in document:
            yield from named_in(item)
    elif isinstance(document, dict):
        if isinstance(document.get("slug"), str):
            kind = document.get("type") or document.get("api_url", "///").split("/")[3]
            yield kind, document["slug"]
        if "paragraph" in document and isinstance(document["source"], str):
            yield "sources", document["source"]
        for value in document.values():
            yield from named_in(value)


if __name__ == "__main__":
    mirror = Mirror(*sys.argv[1:3])
    mirror.catch_up()
    print(mirror.db.execute("SELECT count(*) FROM record").fetchone()[0], "records")
