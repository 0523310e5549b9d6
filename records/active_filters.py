"""What is chosen, in words: one entry for each value of the query string, with the link that takes it back."""

from dataclasses import dataclass

from .facets import Toggle


@dataclass
class ActiveFilter:
    """One choice. `joint` stands between the label and the value: “kind: media”, but “possibly at least US$50M”."""

    label: str
    value: str
    link: str
    joint: str = ": "


def active_filters(filterset, data, shown) -> list[ActiveFilter]:
    """The active_filters of a query string that was read without an error; `shown` are the facets beside it."""
    labels = {(facet.name, value.value): value.label for facet in shown for value in facet.values}
    found = []
    asked = {item.key for item, _value in filterset.asked}  # a text of spaces alone asks nothing
    for name in data:
        if name not in asked:
            continue
        item, chosen = filterset.filters[name], filterset.chosen(name)
        told = {value: labels[name, value] for value in chosen if (name, value) in labels}
        if missing := [value for value in chosen if value not in told]:
            told |= item.in_words(missing, data)
        joint = ": " if item.is_facet or name in ("q", "id__in", "slug__in") else " "
        toggle = Toggle(filterset, data, name)
        for value in chosen:
            found.append(ActiveFilter(str(item.label or name), str(told[value]), toggle.link(value), joint))
    return found
