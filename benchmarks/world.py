"""What all generated companies share: sources, authorities, segments, investors, partners, and random numbers."""

import random
from dataclasses import dataclass, field

from benchmarks import words
from values.amounts import StatedAmount

SOURCES, PARAGRAPHS = 300, 60
STAMP = "2026-01-01 00:00:00+00"
YEARS = range(2005, 2026)


def skewed(weights, size=10_000) -> list[int]:
    """Indexes 0, 1, … as often as their weights say, to be drawn by `drawn[int(random() * len(drawn))]`."""
    total = sum(weights)
    return [index for index, weight in enumerate(weights) for _ in range(max(1, round(size * weight / total)))]


def zipf_weights(count: int) -> list[float]:
    return [1 / (index + 1) for index in range(count)]


def zipf(count: int) -> list[int]:
    return skewed(zipf_weights(count))


@dataclass
class World:
    """The sizes of a generated world, and the weights by which companies refer to what they share.

    `types` is the number of each content type by table. The same N and seed make the same rows on every machine.
    """

    companies: int
    seed: int
    types: dict
    investors: int = 0
    partners: int = 0
    segments: int = 0
    drawn_segments: list = field(default_factory=list)
    drawn_authorities: list = field(default_factory=lambda: zipf(len(words.AUTHORITIES)))
    drawn_countries: list = field(default_factory=lambda: skewed([6, *zipf_weights(len(words.COUNTRIES) - 1)]))
    drawn_years: list = field(default_factory=lambda: skewed([1 + n / 4 for n in range(len(YEARS))]))

    no_amount: tuple = ("", "", None, None, "", "t", "f", "f")
    amounts: list = field(default_factory=lambda: [columns_of(stated) for stated in words.AMOUNTS])

    def __post_init__(self):
        self.investors = max(50, self.companies // 20)
        self.partners = max(20, self.companies // 10)
        self.segments = len(segment_names())
        self.drawn_segments = zipf(self.segments)

    def random_for(self, *owner):
        """Random numbers for one owner: each company has its own, so that the order of writing doesn't matter."""
        return random.Random(f"{self.seed} {owner}").random


def columns_of(stated: str) -> tuple:
    """The columns of a stated amount, as the application reads it."""
    amount = StatedAmount.read(stated)
    flags = ("ft"[flag] for flag in (amount.is_disclosed, amount.approximate, amount.currency_inferred))
    return (amount.stated, amount.currency, amount.low, amount.high, amount.bounds, *flags)


def segment_names():
    """[(slug, English name, Chinese name)] of the segments, the most frequent first."""
    return [
        (f"{english.lower()}-{kind}", f"{english} {kind}", f"{chinese}{kind_chinese}")
        for kind, kind_chinese in words.KINDS_OF_SEGMENT for english, chinese, _indication in words.FIELDS
    ]  # fmt: skip


def shared_rows(world: World, put):
    """Write everything that companies refer to, with citations, by `put(table, *values)`."""
    _sources(world, put)
    _authorities(world, put)
    _segments(world, put)
    for kind, table, count in (
        ("investor", "companies_investor", world.investors), ("partner", "products_clinicalpartner", world.partners),
    ):  # fmt: skip
        for number in range(1, count + 1):
            (_investor if kind == "investor" else _partner)(world, put, number)
            _cite(world, put, table, number)


def _record(put, table, number, slug, *values):
    put(table, number, "{}", STAMP, STAMP, slug, "t", *values)


def _cite(world, put, table, number):
    """Write one citation, with a negative number: positive ones belong to the companies' citations."""
    of_type = world.types[table]
    source, paragraph = 1 + number % SOURCES, 1 + number % PARAGRAPHS
    put(
        "sources_citation",
        -(of_type * 10_000_000 + number),
        of_type,
        number,
        source,
        paragraph,
        "",
        "",
        "supports",
        "stated",
        "",
        "f",
    )


def _name(world, put, table, number, text):
    of_type = world.types[table]
    put("entities_name", -(of_type * 10_000_000 + number), of_type, number, text, "zh-Hans", "primary", None)


def _sources(world, put):
    for number in range(1, SOURCES + 1):
        published = f"{2005 + number % 21}-{1 + number % 12:02}"
        _record(
            put, "sources_source", number, f"source-{number:03}", f"Report {number} on medical technology",
            f"Publisher {number % 20}", "", published, "en", "article", "", "", "", "", PARAGRAPHS, f"{number:064x}",
            "done",
        )  # fmt: skip
        _cite(world, put, "sources_source", number)


def _authorities(world, put):
    for number, (name, slug, jurisdiction, kind) in enumerate(words.AUTHORITIES, start=1):
        _record(put, "regulatory_authority", number, slug, name, jurisdiction, kind, None, "", "Decides on devices.")
        _cite(world, put, "regulatory_authority", number)


def _segments(world, put):
    for number, (slug, english, chinese) in enumerate(segment_names(), start=1):
        _record(put, "market_segment", number, slug, english, "", "", "", "", None)
        _name(world, put, "market_segment", number, chinese)
        _cite(world, put, "market_segment", number)


def _investor(world, put, number):
    random = world.random_for("investor", number)
    first, second = (words.SYLLABLES[int(random() * len(words.SYLLABLES))] for _ in range(2))
    name = f"{(first[0] + second[0]).capitalize()} Capital {number}"
    _record(put, "companies_investor", number, f"investor-{number}", name, "venture", "", "")
    _name(world, put, "companies_investor", number, f"{first[1]}{second[1]}资本{number}号")


def _partner(world, put, number):
    random = world.random_for("partner", number)
    english, chinese = words.CITIES[int(random() * len(words.CITIES))]
    name = f"{english} Hospital {number}"
    _record(put, "products_clinicalpartner", number, f"partner-{number}", name, "hospital", "CN", english, "", "")
    _name(world, put, "products_clinicalpartner", number, f"{chinese}第{number}人民医院")
