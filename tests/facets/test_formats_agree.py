"""Page, API and facets agree, for every record type, under random choices of filters of the shipped data."""

import random

import pytest

from catalogue.record_types import RECORD_TYPES
from records.facets import facet_names
from records.paging import PAGE_SIZE
from sources.record_types import CITATIONS
from tests.api.api_client import ask

pytestmark = pytest.mark.django_db
QUESTIONS = 200
ALL = [*RECORD_TYPES, CITATIONS]
SPANS = ["2020", "2018/2021", "2025-03", "2022/..", "../2019", "2013~", "2024-12-19"]
WORDS = ["a", "medical", "PADN", "AI", "the", "zzz", "医疗", "of 2020"]
CONDITIONS = ["certified", "US:trial_allowed", "CN:2018", "ce_mdr:certainly 2025", "@nmpa", "reported:@fda"]
SINGLE_VALUED = {
    "kind", "coverage", "basis", "pathway", "outcome", "strength", "jurisdiction", "stance", "dated", "contested",
    "needs_recheck", "series", "investor_list", "reading_status",
}  # fmt: skip
"""Facets of a column that is never empty and has one value: their counts add up to the list without them."""


def values_of(client, record_type):
    names = facet_names(record_type.filters)
    body = ask(client, f"/api/v1/{record_type.name}/", facets=",".join(names), page_size=1)
    return {name: [value["value"] for value in values] for name, values in body["facets"].items() if values}


def question(chance, record_type, values):
    """A random question that makes sense: {parameter: [values]}."""
    names, parameters = list(record_type.filters.base_filters), {}
    names += ["milestone"] * 8 if "milestone" in names else []  # the one that counts otherwise
    for _number in range(chance.choice([0, 1, 1, 2, 2, 3])):
        name = chance.choice(names)
        if name == "milestone":
            parameters[name] = chance.sample([*values.get(name, []), *CONDITIONS], chance.choice([1, 1, 2]))
        elif name in values:
            several = chance.choice([1, 1, 2, 3]) if record_type.filters.base_filters[name].accepts_several else 1
            parameters[name] = chance.sample(values[name], min(several, len(values[name])))
        elif name.endswith(("_certainly", "_possibly")):
            parameters[name] = [chance.choice(SPANS)]
        elif name.startswith("amount_"):
            parameters |= {name: [str(10 ** chance.randint(0, 11))], "currency": [chance.choice(values["currency"])]}
        elif name == "q":
            parameters[name] = [chance.choice(WORDS)]
        elif name == "updated_since":
            parameters[name] = [chance.choice(["2020-01-01", "2999-01-01"])]
    if any(name.startswith("amount_") for name in parameters):  # an amount is asked for in a currency
        parameters["currency"] = [code for code in parameters["currency"] if code != "(none)"] or ["USD"]
    if chance.random() < 0.4:
        parameters["ordering"] = [chance.choice(["", "-"]) + chance.choice(record_type.all_orders).word]
    return parameters


def key_of(document):
    return document.get("slug") or document["id"]


def check_formats(client, record_type, parameters):
    """The answer of the API with every facet; the page must give the same rows in the same order, count and facets."""
    body = ask(client, f"/api/v1/{record_type.name}/", facets=",".join(facet_names(record_type.filters)), **parameters)
    page = client.get(f"/{record_type.name}/", parameters)
    assert page.status_code == 200, (record_type.name, parameters)
    assert [key_of(row.doc) for row in page.context["rows"]] == [key_of(row) for row in body["results"]], (
        record_type.name,
        parameters,
    )
    assert page.context["page"].count == body["count"], (record_type.name, parameters)
    for facet, _is_open in page.context["facets"]:
        shown = {value.value: (value.label, value.count, value.selected) for value in facet.values}
        values = body["facets"][facet.name]
        in_api = {value["value"]: (value["label"], value["count"], value["selected"]) for value in values}
        assert shown == in_api, (record_type.name, parameters, facet.name)
    return body


def check_facets(client, chance, record_type, parameters, body):
    path = f"/api/v1/{record_type.name}/"
    for name, values in body["facets"].items():
        if (
            name in SINGLE_VALUED
            and name in record_type.filters.base_filters
            and "__" not in record_type.filters.base_filters[name].field_name
        ):
            without = {key: value for key, value in parameters.items() if key != name}
            total = ask(client, path, page_size=1, **without)["count"]
            assert sum(value["count"] for value in values) == total, (record_type.name, parameters, name)
    named = [(name, value) for name, values in body["facets"].items() for value in values]
    own = [(name, value) for name, value in named if name in parameters]
    for name, value in [*chance.sample(named, min(2, len(named))), *chance.sample(own, min(2, len(own)))]:
        chosen = [*parameters.get(name, []), value["value"]] if name == "milestone" else [value["value"]]
        narrowed = ask(client, path, page_size=1, **parameters | {name: list(dict.fromkeys(chosen))})["count"]
        assert narrowed == value["count"], (record_type.name, parameters, name, value)


@pytest.mark.fuzz
def test_page_api_count_and_facets_agree_under_200_random_questions(client, shipped):
    chance = random.Random(20_26)
    values = {record_type.name: values_of(client, record_type) for record_type in ALL}
    answered = 0
    for number in range(QUESTIONS):
        record_type = ALL[number % len(ALL)]
        parameters = question(chance, record_type, values[record_type.name])
        body = check_formats(client, record_type, parameters)
        check_facets(client, chance, record_type, parameters, body)
        assert len(body["results"]) == min(body["count"], PAGE_SIZE)
        answered += bool(body["count"])
    assert answered > QUESTIONS // 4
