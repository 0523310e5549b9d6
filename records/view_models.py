"""View models: what a template gets, a record with its facts, sections and places."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext as _

from .shared_marks import with_shared_marks

HEAD_NAMES = ("primary", "legal", "short", "brand")
"""The kinds of further names that can stand in a record's head, the first one found."""


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


@dataclass
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

    @cached_property
    def short(self):
        """The record in one line (records/short_forms.py), or None for a type that needs none."""
        return self.write_short(self.doc) if self.write_short else None

    @property
    def name_in_chinese(self):
        """The further name in Chinese characters that stands beside the name of a record; None where that has some."""
        in_chinese = [name for name in self.names if name["language"].startswith("zh")]
        if any("\u4e00" <= character <= "\u9fff" for character in self.name):
            return None
        return next((name for kind in HEAD_NAMES for name in in_chinese if name["kind"] == kind), None)

    @property
    def is_undated(self):
        """Whether it is a record of a dated type without a date: lists put it behind the dated ones."""
        return bool(self.type) and "when" in self.doc and not self.doc["when"]

    @property
    def stated(self):
        return [fact for fact in self.fact.values() if fact.value]

    def stated_without(self, *keys):
        """The stated facts without these, which stand elsewhere on the page."""
        return [fact for fact in self.stated if fact.key not in keys]

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
        """Each place cited for the record or its values once, with the labels of these, and all that it states."""
        merged, labels = {}, {}
        for place in self.cited:
            at = (place.source, place.paragraph, place.stance)
            known = merged.setdefault(at, replace(place, is_inferred=False, note="", stated=""))
            labels.setdefault(at, {})[place.label or _("record")] = None
            known.label = ", ".join(labels[at])
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
    found, left = set(), [doc]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            found.update(citation["source"] for citation in item.get("citations") or ())
            left += [value for key, value in item.items() if key != "citations" and isinstance(value, (dict, list))]
        else:
            left += [value for value in item if isinstance(value, (dict, list))]
    return found


def missing_date(doc):
    """Why a document has no date, in words."""
    is_undisclosed = (doc.get("gaps") or {}).get("when") == "undisclosed"
    return _("date undisclosed") if is_undisclosed else _("date not stated")


def _abridged(key, label, section):
    """The parts of a section as one cell of a table."""
    rows = section.rows if section else []
    return Fact(key, label, "", Value("parts", items=[row.short for row in rows]) if rows else None)
