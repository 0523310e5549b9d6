"""The requests to be measured, by workload: each with as many distinct URLs as the data offers."""

import base64
import json
import random
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from benchmarks import words

PATHS = 400
"""Addresses of a workload; a run repeats them."""
API = "/api/v1/companies/"
SEARCH = "/api/v1/search/"
VIEWSET = "/api/companies/"


@dataclass
class Workload:
    """One kind of request. `paths` are URLs by contestant; "ours, b" is ours with the requests of another workload.

    `unchanged` are the contestants that get their own ETag back, and then answer 304.
    """

    name: str
    title: str
    paths: dict
    unchanged: tuple = field(default=())

    def status(self, name):
        return 304 if name in self.unchanged else 200


def workloads(cursor, datasette="/data", seed=1) -> dict:
    """Every workload by name, drawn from the data behind `cursor`; `datasette` is the path of the database there."""
    draw = Draw(cursor, random.Random(seed))
    profiles = [f"{API}{slug}/" for slug in draw.slugs]
    filters, facets, deep = draw.filters(), draw.facets(), draw.deep()
    all_workloads = [
        Workload("a", "list of 50 companies", {
            "ours": [API], "limit": [API], "viewset": [VIEWSET],
            "datasette": [f"{datasette}/page.json?key=&id=0"],
            "datasette, flat": [f"{datasette}/company.json?_size=50&_sort=key"],
        }),
        Workload("b", "one full company profile", {
            "ours": profiles, "limit": profiles, "viewset": [f"{VIEWSET}{slug}/" for slug in draw.slugs],
            "datasette": [f"{datasette}/profile.json?slug={slug}" for slug in draw.slugs],
        }),
        Workload("c", "companies with an FDA milestone of a year in a segment", {
            "ours": [_ours(milestone=f"@fda:{year}", segment=segment) for segment, year in filters],
            "limit": [_ours(milestone=f"@fda:{year}", segment=segment) for segment, year in filters],
            "viewset": [f"{VIEWSET}?{urlencode({'fda': year, 'segment': segment})}" for segment, year in filters],
            "datasette": [f"{datasette}/filtered.json?segment={segment}&year={year}" for segment, year in filters],
            "datasette, flat": [_narrowed(datasette, _fda(*pair), _size=50, _sort="key") for pair in filters],
        }),
        *draw.searches(datasette),
        Workload("e", "facet counts for a filter", {
            "ours": [_ours(**FACETS, **{name: value}) for name, value in facets],
            "limit": [_ours(**FACETS, **{name: value}) for name, value in facets],
            "viewset": [f"{VIEWSET}facets/?{urlencode({name: value})}" for name, value in facets],
            "datasette": [_narrowed(datasette, _having(*facet), _size=1) + FACET_PARAMETERS for facet in facets],
        }),
        Workload("f", "the page behind half of all companies", {
            "ours": [_ours(cursor=cursor_at(*row)) for row in deep],
            "limit": [_ours(cursor=cursor_at(*row)) for row in deep],
            "viewset": [f"{VIEWSET}?page={draw.count // 100 + number}" for number in range(1, 6)],
            "datasette": [f"{datasette}/page.json?{urlencode({'key': key, 'id': number})}" for key, number in deep],
            "datasette, flat": [f"{datasette}/company.json?_size=50&_sort=key&_next={_tilde(key)}%2C{number}"
                                for key, number in deep],
            "ours, a": [API],
        }),
        Workload("g", "unchanged profile (304)", {"ours": profiles, "limit, b": profiles},
                 unchanged=("ours", "cold", "before")),
        Workload("h", "company page as HTML", {
            "ours": [f"/companies/{slug}/" for slug in draw.slugs], "ours, b": profiles,
        }),
    ]  # fmt: skip
    for workload in all_workloads:
        for name in ("cold", "before"):
            workload.paths[name] = workload.paths["ours"]
    return {workload.name: workload for workload in all_workloads}


FACETS = {"facets": "segment,authority,country", "page_size": 1}
FACET_PARAMETERS = "&_facet_array=segments&_facet_array=authorities&_facet=country"


def _ours(**query):
    return f"{API}?{urlencode(query)}"


def _narrowed(datasette, where, **query):
    return f"{datasette}/company.json?{urlencode({'_where': where} | query)}"


def _fda(segment, year):
    of_segment = f"select company_id from company_segment where segment = '{segment}'"
    return (
        f"id in (select company_id from milestone where authority = 'fda' and first_year <= {year}"
        f" and last_year >= {year} and company_id in ({of_segment}))"
    )


def _having(facet, value):
    if facet == "country":
        return f"country = '{value}'"
    table, column = ("company_segment", "segment") if facet == "segment" else ("milestone", "authority")
    return f"id in (select company_id from {table} where {column} = '{value}')"


def _tilde(text):
    """Datasette's own encoding of a value in an address."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "+" if letter == " " else f"~{ord(letter):02X}"
                   for letter in text)  # fmt: skip


def cursor_at(key, number):
    """The cursor behind a row, as a list gives it."""
    content = json.dumps([0, key, number], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


class Draw:
    """Values drawn from the data, the same for the same seed."""

    def __init__(self, cursor, dice):
        self.cursor, self.dice = cursor, dice
        (self.count,) = self.all("SELECT count(*) FROM bench_limit.company")[0]
        numbers = [dice.randrange(self.count) + 1 for _ in range(PATHS * 2)]
        rows = self.all("SELECT slug, name FROM bench_limit.company WHERE id = ANY(%s) ORDER BY id", numbers)
        dice.shuffle(rows)
        self.slugs = [slug for slug, _name in rows[:PATHS]]
        self.names = [name for _slug, name in rows[:PATHS]]

    def all(self, sql, *values):
        self.cursor.execute(sql, values)
        return self.cursor.fetchall()

    def sample(self, values):
        values = list(values)
        self.dice.shuffle(values)
        return values[:PATHS]

    def values(self, facet):
        """The values of a facet, the most frequent first."""
        sql = "SELECT value FROM bench_limit.cube WHERE filter = %s AND facet = %s AND chosen = '' ORDER BY number DESC"
        return [value for (value,) in self.all(sql, facet, facet)]

    def filters(self):
        """[(segment, year)] of the frequent segments."""
        return self.sample((segment, year) for segment in self.values("segment")[:40] for year in range(2008, 2026))

    def facets(self):
        """[(facet, value)] of one filter each."""
        return self.sample((name, value) for name in ("segment", "country", "authority") for value in self.values(name))

    def deep(self):
        """[(key, number)] of rows behind half of all."""
        sql = "SELECT key, id FROM bench_limit.company ORDER BY key, id OFFSET %s LIMIT 40"
        return self.all(sql, self.count // 2)

    def searches(self, datasette):
        """The four searches, and all of them in turn."""
        virtues = {virtue.split()[0] for virtue in words.VIRTUES}
        phrases = words.DEVICES + sorted(f"{device} {virtue}" for device in words.DEVICES for virtue in virtues)
        prefixes = [name[: self.dice.randint(3, 9)].strip() for name in self.names]
        misspellings = [misspelled(name, self.dice) for name in self.names]
        searches = [
            self.search("d1", "search, English words", self.sample(phrases), SEARCH,
                        f"{datasette}/company.json?_search={{}}"),
            # Datasette's full-text index knows no Chinese words
            self.search("d2", "search, two Chinese characters", self.sample(pairs_of_characters()), SEARCH,
                        f"{datasette}/name.json?text__contains={{}}"),
            # and finds no misspelled name
            self.search("d3", "search, a misspelled name", misspellings, SEARCH),
            self.search("d4", "suggestions for a prefix", prefixes, f"{SEARCH}suggest/",
                        f"{datasette}/company.json?_searchmode=raw&_search=%22{{}}%22*"),
        ]  # fmt: skip
        contestants = ("ours", "limit", "viewset")
        together = {
            name: [path for search in searches for path in search.paths[name][: PATHS // 4]] for name in contestants
        }
        return [*searches, Workload("d", "all four searches", together)]

    def search(self, name, title, texts, address, datasette=""):
        ours = [f"{address}?q={quote(text)}" for text in texts]
        paths = {"ours": ours, "limit": ours, "viewset": [f"{VIEWSET}?search={quote(text)}" for text in texts]}
        if datasette:
            paths["datasette"] = [f"{datasette.format(quote(text))}&_size=20" for text in texts]
        return Workload(name, title, paths)


def pairs_of_characters():
    """Two Chinese characters that occur: of fields, of devices, and of names."""
    texts = [chinese for _english, chinese, _treats in words.FIELDS] + words.DEVICES_CHINESE
    named = [first + second for _s, first in words.SYLLABLES for _t, second in words.SYLLABLES[:12]]
    return [*dict.fromkeys(text[index : index + 2] for text in texts for index in range(len(text) - 1)), *named[:300]]


def misspelled(name, dice):
    """A name with two neighbouring letters of its first word exchanged."""
    index = dice.randrange(1, max(2, len(name.split()[0]) - 1))
    return name[:index] + name[index + 1] + name[index] + name[index + 2 :]
