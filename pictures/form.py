"""The form of a picture's page: its words to choose from, and what is typed; what is chosen can be taken away."""

from collections import Counter
from dataclasses import dataclass, field

from records.facets import active_filters, facets

TYPED = ("q", "when_certainly", "when_possibly")


@dataclass
class Choice:
    """A parameter with the words that it may have."""

    name: str
    label: str
    options: list = field(default_factory=list)  # (value, label, whether it is chosen)


@dataclass
class FilterForm:
    choices: list
    typed: list  # (name, label, value)
    active: list
    hidden: list


def filter_form(filterset, data, names, further=(), rest=None) -> FilterForm:
    """The form for a query string: `names` are the parameters with words to choose from, `further` are choices made.

    `rest` is the part that can be read, where the whole query string can't: of what else is chosen, only it goes on.

    What else is chosen, like a company that a link brought, is passed on.
    """
    names = [name for name in names if len(data.getlist(name)) < 2]
    choices = [*further, *(_choice(filterset, data, name) for name in names)]
    labels = {name: str(item.label) for name, item in filterset.filters.items()}
    typed = [(name, labels[name], data.get(name, "")) for name in TYPED if name in labels]
    shown = {choice.name for choice in choices} | {name for name, _label, _value in typed} | {"ordering", "cursor"}
    hidden = [(name, value) for name in data if name not in shown for value in data.getlist(name)]
    if rest is not None:
        return FilterForm(choices, typed, [], [(name, value) for name, value in hidden if name in rest])
    return FilterForm(choices, typed, active_filters(filterset, data, []), hidden)


def _choice(filterset, data, name):
    item = filterset.filters[name]
    labels = item.in_words(item.allowed, data)
    options = [(word, str(labels[word]), data.get(name) == word) for word in item.allowed]
    return Choice(name, str(item.label), options)


def facet_choices(filtersets, names, data, version) -> list:
    """Choices among the values that the rows have, the most frequent first, with their counts over all filter sets.

    The rows of each are others, so that their counts add up. A facet with one value or several chosen is left out.
    """
    by_set = [facets(filterset, names, data, version) for filterset in filtersets]
    choices = []
    for of_name in zip(*by_set, strict=True):
        counts, labels = Counter(), {}
        for value in (value for facet in of_name for value in facet.values):
            counts[value.value] += value.count
            labels[value.value] = value.label
        name, chosen = of_name[0].name, data.getlist(of_name[0].name)
        if len(chosen) < 2 and (len(counts) > 1 or chosen):
            more = "" if all(facet.is_complete for facet in of_name) else "+"
            options = [(value, f"{labels[value]} ({n}{more})", value in chosen) for value, n in counts.most_common()]
            choices.append(Choice(name, of_name[0].label, options))
    return choices
