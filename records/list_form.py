"""The form of a list: text, dates and amounts, which are typed rather than chosen in a facet, and the order."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .clean_text import NOT_STATED
from .facets import facets

WITHIN = ("currency", "unit")
BOUNDS = [
    (_("at least"), "amount_possibly_min", "amount_certainly_min"),
    (_("at most"), "amount_possibly_max", "amount_certainly_max"),
]
DATES = ("when_certainly", "when_possibly", "published_certainly", "published_possibly")
TYPED = ("q", *DATES, *(name for _label, *names in BOUNDS for name in names), *WITHIN)


@dataclass
class Field:
    """One input: its parameter, label and value; a select where it has options (value, label, selected)."""

    name: str
    label: str
    value: str
    options: list = field(default_factory=list)


@dataclass
class ListForm:
    """The form's fields; `hidden` are the other parameters, passed on as they are."""

    words: Field | None
    dates: list
    within: list
    bounds: list
    hidden: list


def list_form(filterset, data, shown) -> ListForm:
    """The form for a query string; `shown` are its facets, which give the currencies and units to choose from."""
    chosen = {name: filterset.chosen(name) for name in WITHIN}  # in the facet, what the form can't say: passed on
    several = {name for name, values in chosen.items() if len(values) > 1 or NOT_STATED in values}
    typed = {name: _field(filterset, data, name) for name in TYPED if name in filterset.filters and name not in several}
    values = {facet.name: facet.values for facet in shown}
    within = [typed[name] for name in WITHIN if name in typed and (values.get(name) or data.get(name))]
    for item in within:
        item.options = [
            (value.value, value.label, value.value in chosen[item.name])
            for value in values.get(item.name, ()) if value.value != NOT_STATED
        ]  # fmt: skip
    bounds = [(label, typed[possibly], typed[certainly]) for label, possibly, certainly in BOUNDS if possibly in typed]
    return ListForm(
        words=typed.get("q"),
        dates=[typed[name] for name in DATES if name in typed],
        within=within,
        bounds=bounds if "amount_possibly_min" in typed and (within or several) else [],
        hidden=[
            (name, value) for name in data if name not in typed and name not in ("cursor", "ordering")
            for value in data.getlist(name)
        ],
    )  # fmt: skip


def _field(filterset, data, name):
    return Field(name, str(filterset.filters[name].label or name), data.get(name, ""))


def refused_form(record_type, data, rest, version) -> ListForm:
    """The form for a query string that can't be read, as it was typed; of what is not typed only `rest` is passed on.

    The currencies and units to choose from are those of the whole list.
    """
    filterset, whole = record_type.filters(data, record_type.visible), record_type.filtered(QueryDict())
    names = [name for name in WITHIN if name in whole.filters]
    form = list_form(filterset, data, facets(whole, names, whole.data, version))
    form.hidden = [(name, value) for name, value in form.hidden if name in rest]
    return form
