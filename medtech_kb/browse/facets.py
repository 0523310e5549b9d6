"""A facet is plain data: a filter's values with label, count, whether chosen, and the link that toggles each."""

from dataclasses import dataclass, field

from django.http import QueryDict

from .filters import DatedFilters, RecordFilters
from .plans import counted

FEW = 8
GAPS_AT_MOST = 40


@dataclass
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool
    link: str


@dataclass
class Facet:
    """`kind` says how a page shows it: list, years, yesno, or conditions that must all hold."""

    name: str
    label: str
    kind: str = "list"
    values: list = field(default_factory=list)
    beside: list = field(default_factory=list)  # values of another facet that a page shows with it

    @property
    def chosen(self):
        return [value for value in [*self.values, *self.beside] if value.selected]

    @property
    def first(self):
        """The values that are seen at once: the first few, and those that are chosen."""
        few = self.values if len(self.values) <= FEW + 2 else self.values[:FEW]
        return [*few, *(value for value in self.values[len(few) :] if value.selected)]

    @property
    def others(self):
        seen = {value.value for value in self.first}
        return [value for value in self.values if value.value not in seen]

    @property
    def bars(self):
        """[(value, width of its bar in percent)], the newest year first; a year between two of them has its row too."""
        most = max((value.count for value in self.values), default=0) or 1
        by_year = {int(value.value): value for value in self.values}
        years = range(max(by_year), min(by_year) - 1, -1) if by_year else ()
        if len(years) > GAPS_AT_MOST:
            years = sorted(by_year, reverse=True)
        empty = [(year, by_year.get(year)) for year in years]
        return [(value or FacetValue(str(year), str(year), 0, False, ""), 100 * (value.count if value else 0) // most)
                for year, value in empty]  # fmt: skip


def facet_names(filterset_class) -> list[str]:
    """The filters of a FilterSet that can be facets: its own, those of a date, those of every record."""
    names = [name for name, item in filterset_class.base_filters.items() if item.is_facet]
    return sorted(names, key=lambda name: (name in RecordFilters.base_filters, name in DatedFilters.base_filters))


def facets(filterset, names, data: QueryDict) -> list[Facet]:
    """The facets `names`, each counted under the other choices but not under its own: one query each at most."""
    ready = counted(filterset, names)
    return [_facet(filterset, name, data, ready.get(name)) for name in names]


def _facet(filterset, name, data, found):
    item, chosen = filterset.filters[name], filterset.chosen(name)
    facet = Facet(name, str(item.label or name), item.kind)
    found = filterset.counts(name) if found is None else found
    if lost := [value for value in chosen if value not in {value for value, _label, _count in found}]:
        words = item.in_words(lost, data)
        found += [(value, words[value], 0) for value in lost]
    for value, label, count in found:
        selected = value in chosen
        facet.values.append(FacetValue(value, str(label), count, selected, toggled(filterset, data, name, value)))
    return facet


def toggled(filterset, data, name, value):
    """The query string with one value taken away where it is chosen, else added; from the first page on."""
    changed = data.copy()
    values = changed.getlist(name)
    if value in values:
        values = [other for other in values if other != value]
    else:
        values = [*(values if filterset.filters[name].takes_several else ()), value]
    changed.setlist(name, values)
    changed.pop("cursor", None)
    return f"?{filterset.sensible(changed).urlencode()}"
