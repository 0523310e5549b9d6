"""View models: what a template gets, a record with its facts, sections and places."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _


@dataclass(slots=True)
class CitedPlace:
    """One paragraph of one source, with what is stated there."""

    source: str
    paragraph: int
    stated: str
    stance: str
    is_inferred: bool = False
    note: str = ""
    entry: str = ""

    @property
    def url(self):
        """The address of its entry on the page of the source, or of the paragraph."""
        return f"/sources/{self.source}/#p{self.paragraph}{self.entry}"


@dataclass(slots=True)
class Value:
    """One value in words: `kind` is text, date, amount, ref, refs, choice, yesno or named: words that name one."""

    kind: str
    text: str = ""
    reading: str = ""
    key: str = ""
    url: str = ""
    items: list = field(default_factory=list)


@dataclass(slots=True)
class Fact:
    """One labelled value of a record: `origin` says where it comes from, `reason` how it is inferred."""

    key: str
    label: str
    help: str
    value: Value | None
    gap: str = ""
    places: list = field(default_factory=list)
    origin: str = ""
    reason: str = ""

    @property
    def is_long(self):
        return bool(self.value and self.value.kind in ("text", "named") and len(self.value.text) > 110)

    @property
    def is_contested(self):
        return any(place.stance == "contradicts" for place in self.places)

    @property
    def rulings(self):
        """Of a contested value: the places that contradict it, and those whose note says why it stands."""
        shown = [place for place in self.places if place.stance == "contradicts" or place.note]
        return sorted(shown, key=lambda place: place.stance) if self.is_contested else []


@dataclass(slots=True)
class Section:
    """The records of one kind below a record; `owner_path` ends the URL of that record."""

    key: str
    label: str
    rows: list
    all_columns: list
    owner_path: str

    @property
    def columns(self):
        """The columns of its table with a value in some row, other than the record that owns the section."""
        cells = [row.cells(self.all_columns) for row in self.rows]
        shown = [any(self._is_informative(fact.value) for fact in column) for column in zip(*cells, strict=True)]
        return [column for column, is_shown in zip(self.all_columns, shown, strict=True) if is_shown]

    def _is_informative(self, value):
        return value is not None and not (value.kind == "ref" and value.url.endswith(self.owner_path))

    @property
    def by_date(self):
        """The rows as [(heading, rows)]: the dated ones, and apart from them those without a date."""
        dated = [row for row in self.rows if not row.is_undated]
        undated = [row for row in self.rows if row.is_undated]
        return [group for group in (("", dated), (_("Date not stated"), undated)) if group[1]]

    @property
    def by_kind(self):
        """The rows grouped by kind: [(label, rows)]."""
        groups = {}
        for row in self.rows:
            groups.setdefault(row.fact["kind"].value.text, []).append(row)
        return sorted(groups.items())


@dataclass(slots=True)
class RecordView:
    """One record, or part of one, ready for a template; `fact` and `section` are by key, in their order."""

    doc: dict
    type: str
    name: str
    url: str
    fact: dict
    section: dict
    names: list
    places: list
    write_short: Callable | None = None
    result_keys: dict = field(default_factory=dict)
    anchor: str = ""

    @property
    def short(self):
        """The record in one line (records/short_forms.py), or None for a type that needs none."""
        return self.write_short(self.doc) if self.write_short else None

    @property
    def is_undated(self):
        """Whether it is a record of a dated type without a date: lists put it behind the dated ones."""
        return bool(self.type) and "when" in self.doc and not self.doc["when"]

    @property
    def stated(self):
        return [fact for fact in self.fact.values() if fact.value]

    @property
    def missing(self):
        """[(reason, facts)] of the values that were looked for and not found."""
        reasons = dict.fromkeys(fact.gap for fact in self.fact.values() if fact.gap and not fact.value)
        return [(why, [fact for fact in self.fact.values() if fact.gap == why and not fact.value]) for why in reasons]

    @property
    def truncated_lists(self):
        """[(label, URL of the whole list)] of the lists that this page shows in part."""
        return [
            ((self.section.get(key) or self.fact[key]).label, address.removeprefix("/api/v1"))
            for key, address in (self.doc.get("more") or {}).items()
        ]

    @property
    def not_looked_for(self):
        return [fact for fact in self.fact.values() if not fact.value and not fact.gap]

    @property
    def all_places(self):
        """Each place cited for the record or its values, once."""
        places = {(c["source"], c["paragraph"]): c for c in reversed(self.doc.get("citations", []))}
        return [CitedPlace(c["source"], c["paragraph"], c["stated"], c["stance"]) for _at, c in sorted(places.items())]

    @property
    def stated_places(self):
        """The places of the record as a whole that say in their words what they state."""
        return [place for place in self.places if place.stated]

    def rows(self, key):
        """The rows of a section; none where the record has no such section."""
        return self.section[key].rows if key in self.section else []

    def cells(self, columns):
        """The facts of these columns, in their order, for a row of a table; parts and results are in short form."""
        facts, sections = self.fact, self.section
        return [self.cell(key) if key in facts else _abridged(key, label, sections.get(key)) for key, label in columns]

    def cell(self, key):
        """The fact of a column: a result is in short form, and has the places of all the values that it is made of."""
        fact = self.fact[key]
        if key in self.result_keys and fact.value and fact.value.kind != "undisclosed":
            reading = fact.value.reading if fact.value.reading != fact.value.text else ""
            facts = [self.fact[part] for part in (key, *self.result_keys[key]) if part in self.fact]
            places = _merged(place for part in facts for place in part.places)
            return replace(fact, value=replace(self.short.result, reading=reading), places=places)
        if fact.key == "when" and self.is_undated:
            return replace(fact, gap=missing_date(self.doc))
        return fact


def _merged(places):
    """Each place once, with everything that it states."""
    merged = {}
    for place in places:
        known = merged.setdefault((place.source, place.paragraph, place.stance), replace(place))
        if place.stated and place.stated not in known.stated.split(" · "):
            known.stated = " · ".join(filter(None, (known.stated, place.stated)))
    return [merged[key] for key in sorted(merged)]


def missing_date(doc):
    """Why a document has no date, in words."""
    is_undisclosed = (doc.get("gaps") or {}).get("when") == "undisclosed"
    return _("date undisclosed") if is_undisclosed else _("date not stated")


def _abridged(key, label, section):
    """The parts of a section as one cell of a table."""
    rows = section.rows if section else []
    return Fact(key, label, "", Value("parts", items=[row.short for row in rows]) if rows else None)
