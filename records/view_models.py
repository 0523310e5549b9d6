"""View models: what a template gets, a record with its facts, sections and places."""

from dataclasses import dataclass, field


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
    """One value in words: `kind` is text, date, amount, ref, refs, choice or yesno."""

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
        return bool(self.value and self.value.kind == "text" and len(self.value.text) > 110)

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
    brief_keys: tuple = ()
    anchor: str = ""

    @property
    def brief(self):
        """The few values that distinguish a part from its siblings: investor and role, title and company."""
        return [fact for key in self.brief_keys if (fact := self.fact.get(key)) and fact.value]

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
        """The facts of these columns, in their order, for a row of a table; parts are abridged."""
        facts, sections = self.fact, self.section
        return [facts.get(key) or _abridged(key, label, sections.get(key)) for key, label in columns]


def _abridged(key, label, section):
    """The parts of a section as one cell of a table."""
    rows = section.rows if section else []
    return Fact(key, label, "", Value("parts", items=[row.brief for row in rows]) if rows else None)
