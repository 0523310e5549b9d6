"""Facets of more records than are counted: they say so, and what they say is true."""

import pytest

from records.filters import counted_values, filtersets
from tests.api.api_client import ask
from tests.builders import make_company, make_investment, make_investor, make_milestone, make_round

pytestmark = pytest.mark.django_db


OUTCOMES = {"fda_ide": "trial_allowed", "ce_mdr": "certified"}


def make_steps(*pathways):
    for pathway in pathways:
        make_milestone(pathway=pathway, outcome=OUTCOMES[pathway])


def counts(body, facet):
    return {value["value"]: value["count"] for value in body["facets"][facet]}


def test_all_records_are_counted_as_long_as_they_are_few(client):
    make_steps("fda_ide", "fda_ide", "ce_mdr")
    body = ask(client, "milestones", facets="pathway,contested")
    assert counts(body, "pathway") == {"fda_ide": 2, "ce_mdr": 1}
    assert body["facets_capped"] == []


def test_of_more_records_the_counts_are_at_least_and_say_so(client, monkeypatch):
    monkeypatch.setattr(filtersets, "MAX_RECORDS", 2)
    make_steps("fda_ide", "ce_mdr", "fda_ide", "ce_mdr")
    body = ask(client, "milestones", facets="pathway,contested")
    assert sum(counts(body, "pathway").values()) == 2
    assert body["facets_capped"] == ["pathway", "contested"]
    assert body["count"] == 4
    page = client.get("/milestones/").content.decode()
    assert "a number with + is the least that there are" in page
    assert '<span class="count">1+</span>' in page or '<span class="count">2+</span>' in page


def test_a_choice_that_leaves_few_is_counted_exactly_again(client, monkeypatch):
    monkeypatch.setattr(filtersets, "MAX_RECORDS", 2)
    make_steps("fda_ide", "fda_ide", "fda_ide", "ce_mdr")
    body = ask(client, "milestones", facets="pathway,outcome", pathway="ce_mdr")
    assert counts(body, "outcome") == {"certified": 1}
    assert body["facets_capped"] == ["pathway"]


def test_an_investor_with_many_investments_does_not_hold_up_the_others(client, monkeypatch):
    monkeypatch.setattr(counted_values, "MAX_ROWS", 2)
    investor = make_investor()
    for _number in range(4):
        make_investment(investor=investor, round=make_round(company=make_company()))
    body = ask(client, "investors", facets="company,kind")
    assert 1 <= len(body["facets"]["company"]) <= 3
    assert body["facets_capped"] == ["company"]
    assert sum(counts(body, "kind").values()) == 1
