"""Records side by side: what each of them has of each aspect, with its places; what they share, what only one has."""

from dataclasses import dataclass, field

from records.comparison_selection import ComparisonSelection
from records.view_models import CitedPlace, Fact, RecordView


@dataclass
class Item:
    """One thing that a record has: its name or its values, and the places that it comes from.

    `ref` is the other record that it is ({type, slug, name}); `values` are the values behind the words, as in the API.
    """

    name: str = ""
    url: str = ""
    note: str = ""
    facts: list = field(default_factory=list)
    values: dict = field(default_factory=dict)
    citations: list = field(default_factory=list)
    ref: dict | None = None

    @property
    def places(self):
        """Each place once, with all that it states."""
        places = {}
        for citation in self.citations:
            at = (citation["source"], citation["paragraph"], citation["stance"])
            place = places.setdefault(at, CitedPlace(citation["source"], citation["paragraph"], "", citation["stance"]))
            if citation["stated"] and citation["stated"] not in place.stated.split(" · "):
                place.stated = " · ".join(filter(None, (place.stated, citation["stated"])))
        return [places[at] for at in sorted(places)]

    @property
    def in_words(self):
        """The item as one line of text, for a spreadsheet."""
        return " · ".join(filter(None, (self.name, *(fact_in_words(fact) for fact in self.facts), self.note)))


def fact_in_words(fact: Fact):
    """A value as text: “tens of millions of dollars (read as US$10M to under US$100M)”."""
    value = fact.value
    if value is None:
        return fact.gap
    if value.kind == "refs":
        return ", ".join(item.text for item in value.items)
    return f"{value.text} ({value.reading})" if value.reading and value.reading != value.text else value.text


@dataclass
class Aspect:
    """One line of the comparison: a list of items for each record; `empty` stands where there is none."""

    key: str
    label: str
    cells: list
    group: str = ""
    empty: str = ""

    @property
    def has_values(self):
        return any(self.cells)


@dataclass
class Shared:
    """One thing that several records have."""

    item: Item
    slugs: list


@dataclass
class Dimension:
    """What the records share of one kind of thing, and what only one of them has, as far as the sources tell."""

    key: str
    label: str
    in_common: list
    only_here: list  # of lists of items, one for each record

    @property
    def has_values(self):
        return bool(self.in_common) or any(self.only_here)


@dataclass
class Comparison:
    selection: ComparisonSelection
    records: list
    aspects: list
    dimensions: list

    @property
    def groups(self):
        """[(group, [aspect])] in their order."""
        groups = {}
        for aspect in self.aspects:
            groups.setdefault(aspect.group, []).append(aspect)
        return list(groups.items())


def cited(record: RecordView, *keys):
    """The citations of the values `keys` of a record, or those of the record as a whole where a value has none."""
    citations = record.doc.get("citations") or []
    of_values = [citation for citation in citations if citation["field"] in keys]
    return of_values or [citation for citation in citations if citation["field"] == ""] or citations


def dimension(key, label, cells) -> Dimension:
    """Which of the items of `cells` (a list for each record, with (slug, items)) several records have."""
    held = {}
    for slug, items in cells:
        for item in items:
            held.setdefault((item.ref["type"], item.ref["slug"]), {})[slug] = item
    shared = [Shared(_together(by_slug.values()), list(by_slug)) for by_slug in held.values() if len(by_slug) > 1]
    alone = [[by_slug[slug] for by_slug in held.values() if list(by_slug) == [slug]] for slug, _items in cells]
    return Dimension(key, label, sorted(shared, key=lambda one: (-len(one.slugs), one.item.name)), alone)


def _together(items):
    """One item for what several records have, with the places of all of them."""
    first, *others = items
    citations = [*first.citations, *(citation for item in others for citation in item.citations)]
    return Item(name=first.name, url=first.url, ref=first.ref, citations=citations)
