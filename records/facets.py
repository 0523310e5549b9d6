"""A facet is plain data: a filter's values with label, count, whether chosen, and the link that toggles each."""

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from .filters import DatedFilters, RecordFilters
from .list_queries import counted
from .prepared_statements import Recent

quoted = lru_cache(10_000)(quote_plus)
"""The values of facets are few, and each is written into link after link."""
MARK = "\0"
"""Where a value goes in a link: no parameter has this character."""
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
    is_whole: bool = True  # else there are more records than were looked at: each count is “at least”

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


_known = Recent(500)
"""(Version, values, whether of all) of facets: what was counted under a version of the data is so until it moves."""


def facets(filterset, names, data: QueryDict, version) -> list[Facet]:
    """The facets `names`, each counted under the other choices but not under its own.

    `version` is that of the data. What is not known of it costs a query for each facet at most, and one for the records
    that all are counted among.
    """
    asked = tuple((name, *data.getlist(name)) for name in sorted(data) if name in filterset.filters)
    questions = {name: (type(filterset), name, asked) for name in names}
    known = {name: _known.get(question) for name, question in questions.items()}
    unknown = [name for name in names if not known[name] or known[name][0] != version]
    ready = counted(filterset, unknown)
    for name in unknown:
        known[name] = (version, *((ready[name], True) if name in ready else filterset.counts(name)))
        _known.put(questions[name], known[name])
    return [_facet(filterset, name, data, *known[name][1:]) for name in names]


def _facet(filterset, name, data, found, is_whole):
    item, chosen = filterset.filters[name], filterset.chosen(name)
    facet = Facet(name, str(item.label or name), item.kind, is_whole=is_whole)
    if lost := [value for value in chosen if value not in {value for value, _label, _count in found}]:
        words = item.in_words(lost, data)
        found = [*found, *((value, words[value], 0) for value in lost)]
    toggle = Toggle(filterset, data, name)
    facet.values = [
        FacetValue(value, str(label), count, value in chosen, toggle.link(value)) for value, label, count in found
    ]
    return facet


class Toggle:
    """The links that take one value of a parameter away where it is chosen, else add it; from the first page on.

    What stands around the parameter is written once: a facet has up to 200 links.
    """

    def __init__(self, filterset, data, name):
        self.filterset, self.data, self.name = filterset, data, name
        self.accepts_several = filterset.filters[name].accepts_several
        names = [other for other in data if other != "cursor"]
        place = names.index(name) if name in names else len(names)
        self.chosen = data.getlist(name)
        self.before, self.after = (self._written(some) for some in (names[:place], names[place + 1 :]))
        self.start, self.end = self._address([*(self.chosen if self.accepts_several else ()), MARK]).split(MARK)

    def _written(self, names):
        return urlencode([(name, value) for name in names for value in self.data.getlist(name)])

    def link(self, value):
        """The link of one value of the facet."""
        is_chosen, in_order = value in self.chosen, self.name not in self.filterset.required_by_others
        if in_order and not is_chosen:
            return f"{self.start}{quoted(value)}{self.end}"
        kept = self.chosen if self.accepts_several or is_chosen else ()
        values = [other for other in kept if other != value] if is_chosen else [*kept, value]
        return self._address(values) if in_order else self._sensible(values)

    def _address(self, values):
        chosen = [f"{self.name}={each if each is MARK else quoted(each)}" for each in values]
        return f"?{'&'.join(filter(None, [self.before, *chosen, self.after]))}"

    def _sensible(self, values):
        changed = self.data.copy()
        changed.setlist(self.name, values)
        changed.pop("cursor", None)
        return f"?{self.filterset.without_incomplete(changed).urlencode()}"
