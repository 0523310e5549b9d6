"""Records side by side: the items of each record by aspect, with their places; what is shared, and what is not."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from records.comparison_selection import ComparisonSelection
from records.field_labels import label_anywhere
from records.short_forms import ShortForm
from records.view_models import CitedPlace, Fact, RecordView


@dataclass
class Item:
    """One entry of a record: its name, its short form or its facts, and the citations that support it.

    `ref` is {type, slug, name} if the entry is a record itself; `values` are its values as in the API.
    """

    name: str = ""
    url: str = ""
    note: str = ""
    short: ShortForm | None = None
    facts: list = field(default_factory=list)
    values: dict = field(default_factory=dict)
    citations: list = field(default_factory=list)
    ref: dict | None = None

    @property
    def places(self):
        """Each place once, with the labels of the values that it is cited for, and everything that it states."""
        places, labels, shown = {}, {}, {fact.key: fact.label for fact in self.facts}
        for citation in self.citations:
            at = source, paragraph, stance = citation["source"], citation["paragraph"], citation["stance"]
            place = places.setdefault(at, CitedPlace(source, paragraph, "", stance, record=self.name))
            field = citation["field"]
            labels.setdefault(at, {})[shown.get(field) or (label_anywhere(field) if field else _("record"))] = None
            place.label = ", ".join(labels[at])
            if citation["stated"] and citation["stated"] not in place.stated.split(" · "):
                place.stated = " · ".join(filter(None, (place.stated, citation["stated"])))
        return [places[key] for key in sorted(places)]

    @property
    def in_words(self):
        """The item as one line of text, for a spreadsheet."""
        short = self.short.as_text(" · ") if self.short else ""
        return " · ".join(filter(None, (self.name, *(fact_in_words(fact) for fact in self.facts), short, self.note)))


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
    """An item that several records have."""

    item: Item
    slugs: list


@dataclass
class Dimension:
    """The items of one kind that records share, and those that only one of them has, according to the sources."""

    key: str
    label: str
    in_common: list
    only_here: list  # a list of items for each record

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
        """[(group, [aspect])] in order."""
        groups = {}
        for aspect in self.aspects:
            groups.setdefault(aspect.group, []).append(aspect)
        return list(groups.items())


def cited(record: RecordView, *keys):
    """The citations of the values `keys` of a record; if these have none, those of the record that stand for them."""
    citations, origins = record.doc.get("citations") or [], record.doc.get("origins") or {}
    of_values = [citation for citation in citations if citation["field"] in keys]
    if of_values or not any(origins.get(key) == "record" for key in keys):
        return of_values
    return [citation for citation in citations if citation["field"] == "" and citation["stated"]]


def dimension(key, label, cells) -> Dimension:
    """The shared and unshared items of `cells`, [(slug, items)] of each record."""
    by_ref = {}
    for slug, items in cells:
        for item in items:
            by_ref.setdefault((item.ref["type"], item.ref["slug"]), {})[slug] = item
    shared = [Shared(_merged(by_slug.values()), list(by_slug)) for by_slug in by_ref.values() if len(by_slug) > 1]
    only_here = [[by_slug[slug] for by_slug in by_ref.values() if list(by_slug) == [slug]] for slug, _items in cells]
    return Dimension(key, label, sorted(shared, key=lambda one: (-len(one.slugs), one.item.name)), only_here)


def _merged(items):
    """One item with the citations of all."""
    first, *others = items
    citations = [*first.citations, *(citation for item in others for citation in item.citations)]
    return Item(name=first.name, url=first.url, ref=first.ref, citations=citations)
