"""What is asked: the shapes of the issue, each with as many addresses as the data have interesting ones."""

import base64
import json
import random
from dataclasses import dataclass
from urllib.parse import urlencode

PATHS = 400
"""Addresses of a shape; a run walks through them again and again."""
API = "/api/v1/companies/"


@dataclass
class Shape:
    """One question. `paths` are the addresses by contestant; a contestant that is not named asks those of "ours"."""

    letter: str
    title: str
    paths: dict
    status: int = 200
    is_conditional: bool = False

    def paths_of(self, contestant):
        return self.paths.get(contestant, self.paths.get("ours", []))


def shapes(cursor, seed=1) -> dict:
    """Every shape by its letter, asked of the data behind `cursor`."""
    draw = Draw(cursor, random.Random(seed))
    profiles = [f"{API}{slug}/" for slug in draw.slugs]
    found = [
        Shape("a", "list of 50 companies", {"ours": [API]}),
        Shape("b", "one full company profile", {"ours": profiles}),
        Shape("c", "companies with an FDA milestone of a year in a segment", {"ours": draw.filtered()}),
        Shape("e", "facet counts for a filter", {"ours": draw.facetted()}),
        Shape("f", "the page behind half of all companies", {"ours": draw.deep()}),
        Shape("g", "unchanged profile (304)", {"ours": profiles}, status=304, is_conditional=True),
        Shape("h", "company page as HTML", {"ours": [f"/companies/{slug}/" for slug in draw.slugs]}),
    ]
    return {shape.letter: shape for shape in found}


class Draw:
    """Values drawn from the data, the same for the same seed."""

    def __init__(self, cursor, dice):
        self.cursor, self.dice = cursor, dice
        (self.count,) = self.one("SELECT count(*) FROM bench_limit.company")
        numbers = [dice.randrange(self.count) + 1 for _ in range(PATHS * 2)]
        slugs = self.all("SELECT slug FROM bench_limit.company WHERE id = ANY(%s) ORDER BY id", numbers)
        self.slugs = [slug for (slug,) in slugs][:PATHS]
        dice.shuffle(self.slugs)
        self.segments = self.values("segment")

    def all(self, sql, *values):
        self.cursor.execute(sql, values)
        return self.cursor.fetchall()

    def one(self, sql, *values):
        return self.all(sql, *values)[0]

    def values(self, facet):
        """The values of a facet, the most frequent first."""
        sql = "SELECT value FROM bench_limit.cube WHERE filter = %s AND facet = %s AND chosen = '' ORDER BY number DESC"
        return [value for (value,) in self.all(sql, facet, facet)]

    def filtered(self):
        asked = [{"milestone": f"@fda:{year}", "segment": segment} for segment in self.segments[:40]
                 for year in range(2008, 2026)]  # fmt: skip
        return self.some(asked)

    def facetted(self):
        base = {"facets": "segment,authority,country", "page_size": 1}
        asked = [base | {facet: value} for facet in ("segment", "country", "authority") for value in self.values(facet)]
        return self.some(asked)

    def deep(self):
        rows = self.all(
            "SELECT key, id FROM bench_limit.company ORDER BY key, id OFFSET %s LIMIT %s", self.count // 2, 40
        )
        return self.some([{"cursor": cursor_at(*row)} for row in rows])

    def some(self, queries):
        self.dice.shuffle(queries)
        return [f"{API}?{urlencode(query)}" for query in queries[:PATHS]]


def cursor_at(key, number):
    """The cursor behind a row, as a list gives it."""
    content = json.dumps([0, key, number], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")
