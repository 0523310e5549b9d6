"""The rows of one generated company: itself, 3 products, 5 milestones, 2 rounds of 3 investors, and their citations.

Numbers follow from the company's number, so that several processes can write at once: company n has the products
3n-2 to 3n, and so on. Every fact is cited once, the company twice, and a few are contradicted besides.
"""

import re

from benchmarks import words
from benchmarks.world import PARAGRAPHS, SOURCES, YEARS, World

PRODUCTS, MILESTONES, ROUNDS, INVESTORS = 3, 5, 2, 3
CITATIONS = 24
"""How many numbers are reserved for the citations of a company."""
FACT = "id gaps created_at updated_at"
RECORD = f"{FACT} slug is_published"
NAMED = f"{RECORD} name"
AMOUNT = (
    "amount_stated amount_currency amount_low amount_high amount_bounds amount_is_disclosed"
    " amount_is_approximate amount_currency_is_inferred"
)
COLUMNS = {
    "companies_company": f"{NAMED} coverage kind country city website summary",
    "companies_company_segments": "id company_id segment_id",
    "companies_fundinground": f"{NAMED} company_id series investor_list summary"
    f" when {AMOUNT}",
    "companies_investment": f"{FACT} round_id investor_id role note"
    f" {AMOUNT}",
    "companies_investor": f"{NAMED} kind region summary",
    "entities_name": "id content_type_id object_id text language kind when",
    "market_segment": f"{NAMED} definition in_scope out_of_scope assessment"
    " parent_id",
    "products_clinicalpartner": f"{NAMED} kind country city affiliation summary",
    "products_collaboration": f"{NAMED} partner_id company_id product_id kind"
    " contribution when",
    "products_product": f"{NAMED} company_id kind summary intended_use"
    " indication mechanism construction pain_point benefit",
    "products_product_segments": "id product_id segment_id",
    "regulatory_authority": f"{NAMED} jurisdiction kind parent_id succession summary",
    "regulatory_milestone": f"{NAMED} company_id product_id authority_id"
    " pathway outcome strength device_class condition scope when",
    "sources_citation": "id content_type_id object_id source_id paragraph field stated stance basis note needs_recheck",
    "sources_source": f"{RECORD} title publisher authors published language kind url"
    " excerpt_of method summary paragraphs sha256 reading_status",
}  # fmt: skip
"""The columns that are written, by table; the database makes the others."""


class Company:
    """One company with its own random numbers; `put(table, *values)` writes a row."""

    def __init__(self, world: World, put, number: int):
        self.world, self.put, self.number = world, put, number
        self.random = world.random_for("company", number)
        self.last_citation = (number - 1) * CITATIONS
        self.name, self.chinese, self.field = words.company_name(self.random)
        self.slug = f"{re.sub('[^a-z]+', '-', self.name.lower())}-{number}"
        self.stamp = f"2026-01-{1 + number % 28:02} {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}+00"
        self.is_draft = self.random() < 0.02

    def pick(self, values):
        return values[int(self.random() * len(values))]

    def record(self, table, number, slug, *values, draft=0.0):
        """Write a row of a record; `draft` is the probability that it is a draft although its company is published."""
        published = "f" if self.is_draft or (draft and self.random() < draft) else "t"
        self.put(table, number, "{}", self.stamp, self.stamp, slug, published, *values)

    def cite(self, table, number, field="", stated="", stance="supports"):
        self.last_citation += 1
        source, paragraph = 1 + int(self.random() * SOURCES), 1 + int(self.random() * PARAGRAPHS)
        self.put(
            "sources_citation", self.last_citation, self.world.types[table], number, source, paragraph, field, stated,
            stance, "stated", "", "f",
        )  # fmt: skip

    def write(self):
        self.write_itself()
        for index in range(PRODUCTS):
            self.write_product(index)
        for index in range(MILESTONES):
            self.write_milestone(index)
        for index in range(ROUNDS):
            self.write_round(index)
        if self.random() < 0.25:
            self.write_collaboration()

    def write_itself(self):
        number, random = self.number, self.random
        country = words.COUNTRIES[self.pick(self.world.drawn_countries)]
        city = words.CITIES[int(random() ** 2 * len(words.CITIES))] if country == "CN" else ("", "")
        gaps = '{"website": "not_stated"}' if random() < 0.3 else "{}"
        published = "f" if self.is_draft else "t"
        self.put(
            "companies_company", number, gaps, self.stamp, self.stamp, self.slug, published, self.name,
            "profiled" if random() < 0.8 else "mentioned", self.pick(("device", "device", "ai", "technology")),
            country, city[0], "", words.summary(random, self.field),
        )  # fmt: skip
        self.write_names(city)
        self.cite("companies_company", number)
        self.cite("companies_company", number, "names", self.chinese)
        if random() < 0.03:
            self.cite("companies_company", number, "country", "another country", "contradicts")
        first = self.pick(self.world.drawn_segments)
        self.segments = {first, self.pick(self.world.drawn_segments)} if random() < 0.5 else {first}
        for index, segment in enumerate(sorted(self.segments)):
            self.put("companies_company_segments", 2 * number - index, number, segment + 1)

    def write_names(self, city):
        put, owner, number = self.put, self.world.types["companies_company"], self.number
        put("entities_name", 2 * number, owner, number, self.chinese, "zh-Hans", "primary", None)
        chance = self.random()
        if chance < 0.15:
            put("entities_name", 2 * number - 1, owner, number, self.name.split()[0], "en", "short", None)
        elif chance < 0.3:
            former = f"{city[1]}{self.chinese[:2]}实业"
            put("entities_name", 2 * number - 1, owner, number, former, "zh-Hans", "former", "../2019")

    def write_product(self, index):
        number = PRODUCTS * (self.number - 1) + index + 1
        device, indication = self.pick(words.DEVICES), words.FIELDS[self.field][2]
        name = f"{self.name.split()[0]} {self.pick('ABCDEFGH')}{int(self.random() * 90) + 10} {device}"
        self.record(
            "products_product", number, f"{self.slug}-p{index + 1}", name, self.number,
            self.pick(("device", "device", "software", "robot")), f"A {device} for {indication}.",
            f"Treatment of {indication}.", indication, "", "", "", f"It {self.pick(words.VIRTUES)}.", draft=0.01,
        )  # fmt: skip
        self.put("products_product_segments", number, number, self.pick(list(self.segments)) + 1)
        self.cite("products_product", number)

    def write_milestone(self, index):
        number = MILESTONES * (self.number - 1) + index + 1
        authority = self.pick(self.world.drawn_authorities)
        _name, slug, jurisdiction, _kind = words.AUTHORITIES[authority]
        steps = words.STEPS.get(slug) or words.STEPS.get(jurisdiction) or words.STEPS["other"]
        pathway, outcome, device_class, label = self.pick(steps)
        product = PRODUCTS * (self.number - 1) + 1 + index % PRODUCTS if self.random() < 0.9 else None
        strength = self.pick(("reported", "reported", "reported", "seen", "submitted"))
        self.record(
            "regulatory_milestone", number, f"{self.slug}-m{index + 1}", f"{self.name}: {label}", self.number, product,
            authority + 1, pathway, outcome, strength, device_class, "", f"{label} for one indication.", self.date(),
            draft=0.01,
        )  # fmt: skip
        self.cite("regulatory_milestone", number)
        if self.random() < 0.01:
            self.cite("regulatory_milestone", number, "when", "another year", "contradicts")

    def write_round(self, index):
        number = ROUNDS * (self.number - 1) + index + 1
        series = self.pick(words.SERIES)
        self.record(
            "companies_fundinground", number, f"{self.slug}-r{index + 1}", f"{self.name}: series {series}", self.number,
            series, "as_listed", "", self.date(), *self.pick(self.world.amounts), draft=0.01,
        )  # fmt: skip
        self.cite("companies_fundinground", number)
        investors = set()
        while len(investors) < INVESTORS:
            investors.add(1 + int(self.random() ** 3 * self.world.investors))
        for index, investor in enumerate(sorted(investors)):
            self.write_investment(INVESTORS * (number - 1) + index + 1, number, investor, index)

    def write_investment(self, number, round_number, investor, index):
        role = ("lead", "participant", "unstated")[index]
        amount = self.pick(self.world.amounts) if self.random() < 0.1 else self.world.no_amount
        self.put(
            "companies_investment", number, "{}", self.stamp, self.stamp, round_number, investor, role, "", *amount
        )
        self.cite("companies_investment", number)

    def write_collaboration(self):
        partner = 1 + int(self.random() ** 3 * self.world.partners)
        self.record(
            "products_collaboration", self.number, f"{self.slug}-c1", f"{self.name}: trial site", partner, self.number,
            PRODUCTS * self.number, "trial_site", "Enrolled patients.", self.date(),
        )  # fmt: skip
        self.cite("products_collaboration", self.number)

    def date(self):
        """A date of any precision in EDTF; none for one in twenty."""
        year, chance = YEARS[self.pick(self.world.drawn_years)], self.random()
        if chance < 0.35:
            return str(year)
        if chance < 0.6:
            return f"{year}-{1 + int(self.random() * 12):02}"
        if chance < 0.85:
            return f"{year}-{1 + int(self.random() * 12):02}-{1 + int(self.random() * 28):02}"
        if chance < 0.9:
            return f"{year}~"
        if chance < 0.93:
            return f"{year}/{year + 2}"
        return f"{year}-06/.." if chance < 0.95 else None
