"""Facets: values with label, count, whether chosen, and the link that toggles each."""

from urllib.parse import parse_qs

import pytest

from tests.api.api_client import ENDPOINTS, ask, make, problem, slugs
from tests.builders import make_company, make_segment, with_everything

pytestmark = pytest.mark.django_db


def values(body, facet):
    return {value["value"]: value["count"] for value in body["facets"][facet]}


def test_a_facet_counts_its_values(client):
    for kind in ("ai", "ai", "media"):
        make_company(kind=kind)
    assert values(ask(client, "companies", facets="kind"), "kind") == {"ai": 2, "media": 1}


def test_a_value_of_a_facet_is_value_label_count_selected_and_link(client):
    make_company(kind="ai")
    (value,) = ask(client, "companies", facets="kind", kind="ai")["facets"]["kind"]
    assert value == {
        "value": "ai",
        "label": "medical AI and software",
        "count": 1,
        "selected": True,
        "link": "?facets=kind",
    }


def test_a_facet_is_counted_under_the_other_choices_but_not_under_its_own(client):
    make_company(kind="ai", country="CN")
    make_company(kind="media", country="CN")
    make_company(kind="media", country="US")
    body = ask(client, "companies", facets="kind,country", kind="ai", country="CN")
    assert values(body, "kind") == {"ai": 1, "media": 1}
    assert values(body, "country") == {"CN": 1}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_the_count_of_each_value_is_the_length_of_its_list(client, endpoint):
    with_everything(times=2)
    allowed = problem(client, endpoint, facets="nonsense")["errors"][0]["allowed"]
    body = ask(client, endpoint, facets=",".join(allowed), page_size=1)
    for facet in allowed:
        for value in body["facets"][facet][:3]:
            assert ask(client, endpoint, page_size=1, **{facet: value["value"]})["count"] == value["count"], facet


def test_the_link_of_a_value_chooses_it_from_the_first_page_on(client):
    for number in range(3):
        make_company(name=f"{number}", kind="ai")
    second = ask(client, "companies", page_size=1, facets="kind")["next"]
    (value,) = ask(client, second)["facets"]["kind"]
    assert parse_qs(value["link"][1:]) == {"page_size": ["1"], "facets": ["kind"], "kind": ["ai"]}


def test_the_link_of_a_chosen_value_takes_it_away_and_keeps_the_others(client):
    make_company(kind="ai")
    body = ask(client, "companies", facets="kind", kind=["ai", "media"])
    (link,) = [value["link"] for value in body["facets"]["kind"] if value["value"] == "ai"]
    assert parse_qs(link[1:]) == {"facets": ["kind"], "kind": ["media"]}


def test_a_facet_of_relations_shows_names_and_counts_each_record_once(client):
    hearts = make_segment(name="Hearts")
    make_company(segments=[hearts, make_segment(name="Lungs")])
    make_company(segments=[hearts])
    values = ask(client, "companies", facets="segment")["facets"]["segment"]
    assert [(value["label"], value["count"]) for value in values] == [("Hearts", 2), ("Lungs", 1)]


def test_a_list_without_facets_has_none(client):
    make("companies")
    assert "facets" not in ask(client, "companies")


def test_facets_stand_beside_every_record_whatever_the_page(client):
    for number in range(3):
        make_company(name=f"{number}", kind="ai")
    body = ask(client, "companies", page_size=1, facets="kind")
    assert (len(slugs(body)), values(body, "kind")) == (1, {"ai": 3})
