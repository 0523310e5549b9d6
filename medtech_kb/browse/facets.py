"""A facet is plain data: a filter's values with label, count, whether chosen, and the link that toggles each."""

from dataclasses import dataclass, field

from django.http import QueryDict

from .filters import RecordFilters


@dataclass
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool
    link: str


@dataclass
class Facet:
    name: str
    label: str
    values: list = field(default_factory=list)


def facet_names(filterset_class) -> list[str]:
    """The filters of a FilterSet that can be facets; those of every record come last."""
    names = [name for name, item in filterset_class.base_filters.items() if item.is_facet]
    return sorted(names, key=lambda name: name in RecordFilters.base_filters)


def facets(filterset, names, data: QueryDict) -> list[Facet]:
    """The facets `names`, each counted under the other choices but not under its own: one query each."""
    return [_facet(filterset, name, data) for name in names]


def _facet(filterset, name, data):
    item = filterset.filters[name]
    chosen = data.getlist(name)
    facet = Facet(name, str(item.label or name))
    for value, label, count in item.counts(filterset.without(name)):
        selected = value in chosen
        facet.values.append(FacetValue(value, str(label), count, selected, toggled(data, name, value, selected)))
    return facet


def toggled(data, name, value, selected):
    """The query string with one value added or taken away, from the first page on."""
    changed = data.copy()
    values = [other for other in changed.getlist(name) if other != value] + ([] if selected else [value])
    changed.setlist(name, values)
    changed.pop("cursor", None)
    return f"?{changed.urlencode()}"
