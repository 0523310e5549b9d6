"""Facets as plain data: a filter's values with label, count, whether selected, and a link that toggles each."""

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from history.moments import asked_revision

from .clean_text import NOT_STATED
from .filters import DatedFilters, RecordFilters
from .list_queries import bit_set_counts
from .prepared_statements import RecentCache

quoted = lru_cache(10_000)(quote_plus)
"""Cached: the same few values are quoted for link after link."""
VALUE_PLACEHOLDER = "\0"
"""Marks the place of a value in a link: no parameter can hold this character."""
SHOWN_FIRST = 8
MAX_YEARS = 40


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
    undated: list = field(default_factory=list)  # values of the facet `dated`, shown below the years
    is_complete: bool = True  # False: not all records were counted, each count is a minimum

    @property
    def chosen(self):
        return [value for value in [*self.values, *self.undated] if value.selected]

    @property
    def first(self):
        """The values shown at once: the first few, the selected ones, and how many records have none."""
        first = self.values if len(self.values) <= SHOWN_FIRST + 2 else self.values[:SHOWN_FIRST]
        always = [value for value in self.values[len(first) :] if value.selected or value.value == NOT_STATED]
        return [*first, *always]

    @property
    def remaining(self):
        seen = {value.value for value in self.first}
        return [value for value in self.values if value.value not in seen]

    @property
    def bars(self):
        """[(value, width of its bar in percent)], the newest year first; a year between two of them has its row too."""
        most = max((value.count for value in self.values), default=0) or 1
        by_year = {int(value.value): value for value in self.values}
        years = range(max(by_year), min(by_year) - 1, -1) if by_year else ()
        if len(years) > MAX_YEARS:
            years = sorted(by_year, reverse=True)
        rows = [by_year.get(year) or FacetValue(str(year), str(year), 0, False, "") for year in years]
        return [(value, 100 * value.count // most) for value in rows]


def facet_names(filterset_class, deprecated=False) -> list[str]:
    """The filters of a FilterSet that can be facets: its own, those of a date, those of every record.

    Deprecated names are a list of their own: pages do not show them, and the API counts them where they are named.
    """
    filters = filterset_class.base_filters.items()
    names = [name for name, item in filters if item.is_facet and bool(item.replaced_by) == deprecated]
    return sorted(names, key=lambda name: (name in RecordFilters.base_filters, name in DatedFilters.base_filters))


_cached_values = RecentCache(500)
"""(Version, values, whether complete) by revision asked about, facet and criteria, while the version is the same."""


def facets(filterset, names, data: QueryDict, version, with_links=True) -> list[Facet]:
    """The facets `names`, each counted under the other choices but not under its own.

    `version` is that of the data. What is not cached for it costs at most one query per facet, and one for the records
    among which all are counted. Without links those of their values are empty.
    """
    criteria = tuple((name, *data.getlist(name)) for name in sorted(data) if name in filterset.filters)
    present = {name: filterset.filters[name].present_key for name in names}
    cache_keys = {name: (asked_revision(), type(filterset), name, criteria) for name in present.values()}
    known = {name: _cached_values.get(key) for name, key in cache_keys.items()}
    unknown = [name for name in known if not known[name] or known[name][0] != version]
    ready = bit_set_counts(filterset, unknown)
    for name in unknown:
        known[name] = (version, *((ready[name], True) if name in ready else filterset.counts(name)))
        _cached_values.put(cache_keys[name], known[name])
    return [_facet(filterset, name, data, with_links, *known[present[name]][1:]) for name in names]


def _facet(filterset, name, data, with_links, rows, is_complete):
    item, parameter = filterset.filters[name], filterset.parameter_name(name)
    chosen = filterset.chosen(parameter)
    facet = Facet(name, str(item.label or name), item.kind, is_complete=is_complete)
    if name in filterset.required_by_others:
        rows = [row for row in rows if filterset.can_choose(parameter, row[0])]
    if missing := [value for value in chosen if value not in {value for value, _label, _count in rows}]:
        words = item.in_words(missing, data)
        rows = [*rows, *((value, words[value], 0) for value in missing)]
    link_of = Toggle(filterset, data, parameter).link if with_links else lambda value: ""
    facet.values = [
        FacetValue(value, str(label), count, value in chosen, link_of(value)) for value, label, count in rows
    ]
    return facet


class Toggle:
    """Links that remove one value of a parameter where it is selected and add it otherwise, back on the first page.

    The rest of the query string is built once: a facet has up to 200 links.
    """

    def __init__(self, filterset, data, name):
        self.filterset, self.data, self.name = filterset, data, name
        self.accepts_several = filterset.filters[name].accepts_several
        names = [other for other in data if other != "cursor"]
        index = names.index(name) if name in names else len(names)
        self.chosen = data.getlist(name)
        self.before, self.after = (self._encoded(group) for group in (names[:index], names[index + 1 :]))
        self.start, self.end = self._address([*(self.chosen if self.accepts_several else ()), VALUE_PLACEHOLDER]).split(
            VALUE_PLACEHOLDER
        )

    def _encoded(self, names):
        return urlencode([(name, value) for name in names for value in self.data.getlist(name)])

    def link(self, value):
        """The link that toggles a value."""
        is_chosen, in_order = value in self.chosen, self.name not in self.filterset.required_by_others
        if in_order and not is_chosen:
            return f"{self.start}{quoted(value)}{self.end}"
        remaining = self.chosen if self.accepts_several or is_chosen else ()
        values = [other for other in remaining if other != value] if is_chosen else [*remaining, value]
        return self._address(values) if in_order else self._without_incomplete(values)

    def _address(self, values):
        chosen = [f"{self.name}={item if item is VALUE_PLACEHOLDER else quoted(item)}" for item in values]
        return f"?{'&'.join(filter(None, [self.before, *chosen, self.after]))}"

    def _without_incomplete(self, values):
        changed = self.data.copy()
        changed.setlist(self.name, values)
        changed.pop("cursor", None)
        return f"?{self.filterset.without_incomplete(changed).urlencode()}"


@dataclass
class ActiveFilter:
    """One value of the query string. `joint` separates label and value: “kind: media”, “possibly at least US$50M”."""

    label: str
    value: str
    link: str
    joint: str = ": "


def active_filters(filterset, data, shown) -> list[ActiveFilter]:
    """The active filters of a valid query string, each with the link that removes it; `shown` are the list's facets."""
    labels = {(facet.name, value.value): value.label for facet in shown for value in facet.values}
    active = []
    criteria = {item.key for item, _value in filterset.criteria}  # a text of spaces alone filters nothing
    for name in data:
        if name not in criteria:
            continue
        item, chosen = filterset.filters[name], filterset.chosen(name)
        words = {value: labels[name, value] for value in chosen if (name, value) in labels}
        if missing := [value for value in chosen if value not in words]:
            words |= item.in_words(missing, data)
        joint = ": " if item.is_facet or name in ("q", "id__in", "slug__in") else " "
        toggle = Toggle(filterset, data, name)
        for value in chosen:
            active.append(ActiveFilter(str(item.label or name), str(words[value]), toggle.link(value), joint))
    return active
