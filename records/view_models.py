"""View models: what a template gets, a record with its facts, sections and places."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

GIST_NAMES = 3
"""How many names stand in the summary line of a section."""

BELOW_ROWS = {"strength"}
"""Facts that stand in the line below a row of a profile's table, where a column would be narrow."""


@dataclass(slots=True)
class CitedPlace:
    """One paragraph of one source, with what is stated there of the value `label` of the record of that name."""

    source: str
    paragraph: int
    stated: str
    stance: str
    is_inferred: bool = False
    note: str = ""
    entry: str = ""
    record: str = ""
    label: str = ""

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
        columns = [column for column in self.all_columns if column[0] not in BELOW_ROWS]
        cells = [row.cells(columns) for row in self.rows]
        shown = [any(map(self._is_shown, self.rows, column)) for column in zip(*cells, strict=True)]
        return [column for column, is_shown in zip(columns, shown, strict=True) if is_shown]

    def _is_shown(self, row, fact):
        return self._is_informative(fact.value) or (row.doc.get("gaps") or {}).get(fact.key) == "undisclosed"

    def places_of_owner(self, row):
        """The places of a row's reference to the record that owns the section, which no cell shows."""
        owner = [
            fact for fact in row.stated if fact.origin in ("own", "inferred") and not self._is_informative(fact.value)
        ]
        return [place for fact in owner for place in fact.places]

    def _is_informative(self, value):
        return value is not None and not (value.kind == "ref" and value.url.endswith(self.owner_path))

    @property
    def gist(self):
        """What the section holds in a few words: the names of its first rows, or how many of each kind."""
        if len(self.rows) > GIST_NAMES and all("kind" in row.fact and row.fact["kind"].value for row in self.rows):
            return ", ".join(f"{label} {len(rows)}" for label, rows in self.by_kind)
        names = [row.name or row.label for row in self.rows[:GIST_NAMES]]
        return ", ".join(filter(None, names)) + (" …" if len(self.rows) > GIST_NAMES else "")

    def further(self, row):
        """The stated facts of a row that its table has no column for, but for the record that owns the section."""
        shown = {key for key, _label in self.all_columns} - BELOW_ROWS
        shown.update(*(row.result_keys.get(key, ()) for key in shown))
        return [fact for fact in row.stated if fact.key not in shown and self._is_informative(fact.value)]

    def around_statement(self, row):
        """The stated facts of an insight below its headline: the statement, then whose it is and about what.

        Its kind is that of its group; it stands here only if a place states it.
        """
        return [
            fact for fact in row.stated
            if self._is_informative(fact.value) and (fact.key != "kind" or fact.origin == "own")
        ]  # fmt: skip

    @property
    def reasons(self):
        """[(label, reason)] of the values that are made from others in the same way in each row."""
        facts = [fact for row in self.rows for fact in row.stated if fact.origin == "inferred" and not fact.places]
        return list(
            {fact.key: (fact.label, fact.reason) for fact in facts if self._is_informative(fact.value)}.values()
        )

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
    """One record, or part of one, ready for a template; `fact` and `section` are by key, in their order.

    `places` are those of the record as a whole and of its name, `cited` all.
    """

    doc: dict
    type: str
    name: str
    url: str
    fact: dict
    section: dict
    names: list
    places: list
    cited: list = field(default_factory=list)
    write_short: Callable | None = None
    result_keys: dict = field(default_factory=dict)
    anchor: str = ""
    label: str = ""

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
    def section_labels(self):
        """[(key, label)] of the sections."""
        return [(key, section.label) for key, section in self.section.items()]

    @property
    def not_looked_for(self):
        return [fact for fact in self.fact.values() if not fact.value and not fact.gap]

    @property
    def all_places(self):
        """Each place cited for the record or its values once, with all that it states of them."""
        merged = {}
        for place in self.cited:
            at = (place.source, place.paragraph, place.stance)
            known = merged.setdefault(at, replace(place, is_inferred=False, note="", label=_("all values"), stated=""))
            if place.stated and place.stated not in known.stated.split(" · "):
                known.stated = " · ".join(filter(None, (known.stated, place.stated)))
        return [merged[at] for at in sorted(merged)]

    @property
    def sources(self):
        """The keys of the sources that the record and all below it are cited from."""
        return sorted(_sources_in(self.doc))

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

    def marked_cells(self, columns):
        """(places beside the name, [(fact, places)] of these columns): neighbours with equal places share a mark."""
        cells = self.cells(columns)
        places = [("", self.places), *((fact, fact.places if fact.origin != "record" else []) for fact in cells)]
        (_name, beside_name), *rest = with_shared_marks(places)
        return beside_name, rest

    def marked(self, facts, of_record=()):
        """[(fact, places)] of facts in a row: neighbours with equal places share a mark.

        With the places of the record itself, which have no fact, in front if these are given.
        """
        cells = [(fact, fact.places) for fact in facts]
        return with_shared_marks([(None, of_record), *cells] if of_record else cells)

    def cell(self, key):
        """The fact of a column: a result is in short form, and has the places of all the values that it is made of."""
        fact = self.fact[key]
        if key in self.result_keys and fact.value and fact.value.kind != "undisclosed":
            reading = fact.value.reading if fact.value.reading != fact.value.text else ""
            facts = [self.fact[part] for part in (key, *self.result_keys[key]) if part in self.fact]
            places = list({id(place): place for part in facts for place in part.places}.values())
            return replace(fact, value=replace(self.short.result, reading=reading), places=places)
        if key in self.result_keys and not fact.value and (self.doc.get("gaps") or {}).get(key) == "undisclosed":
            return replace(fact, gap=self.short.result.text)
        if fact.key == "when" and self.is_undated:
            return replace(fact, gap=missing_date(self.doc))
        return fact


def _sources_in(doc):
    """The keys of the sources in a document, at any depth."""
    if isinstance(doc, list):
        return set().union(*map(_sources_in, doc))
    if not isinstance(doc, dict):
        return set()
    here = {citation["source"] for citation in doc.get("citations") or []}
    return here.union(*(_sources_in(value) for key, value in doc.items() if key != "citations"))


def with_shared_marks(cells):
    """[(cell, places)] of [(cell, places)] in a row: of neighbours with the same places, the last one shows them.

    A place that contradicts, or from which a value is inferred, stays with its value. Cells without places are skipped.
    """
    shown, last, its_paragraphs = [], -1, None
    for cell, places in cells:
        paragraphs = {(place.source, place.paragraph) for place in places}
        if any(place.stance == "contradicts" or place.is_inferred for place in places):
            paragraphs = None
        if places and paragraphs and paragraphs == its_paragraphs:
            neighbour, its_places = shown[last]
            shown[last], places = (neighbour, []), [*its_places, *places]
        if places:
            last, its_paragraphs = len(shown), paragraphs
        shown.append((cell, places))
    return shown


def missing_date(doc):
    """Why a document has no date, in words."""
    is_undisclosed = (doc.get("gaps") or {}).get("when") == "undisclosed"
    return _("date undisclosed") if is_undisclosed else _("date not stated")


def _abridged(key, label, section):
    """The parts of a section as one cell of a table."""
    rows = section.rows if section else []
    return Fact(key, label, "", Value("parts", items=[row.short for row in rows]) if rows else None)
