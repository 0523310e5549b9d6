"""`milestone=`: a condition that one milestone fulfils as a whole, and several of them at once."""

import pytest

from tests.api.api_client import ask, problem, slugs
from tests.builders import make_authority, make_company, make_milestone, make_product

pytestmark = pytest.mark.django_db
BOTH = ["companies", "products"]


def with_steps(slug, *steps):
    """A company and its product with milestones like ("ce_mdr", "certified", {"when": "2025-03"})."""
    company = make_company(slug=slug)
    product = make_product(slug=slug, company=company)
    for pathway, outcome, more in steps:
        make_milestone(company=company, product=product, pathway=pathway, outcome=outcome, **more)
    return company


@pytest.mark.parametrize("endpoint", BOTH)
def test_pathway_and_outcome_hold_for_one_milestone(client, endpoint):
    with_steps("yes", ("ce_mdr", "certified", {}))
    with_steps("no", ("ce_mdr", "pending", {}), ("ce", "certified", {}))
    assert slugs(ask(client, endpoint, milestone="ce_mdr:certified")) == ["yes"]


@pytest.mark.parametrize("endpoint", BOTH)
def test_two_conditions_must_both_hold(client, endpoint):
    with_steps("both", ("ce_mdr", "certified", {}), ("fda_ide", "trial_allowed", {}))
    with_steps("one", ("ce_mdr", "certified", {}))
    assert slugs(ask(client, endpoint, milestone=["ce_mdr:certified", "fda_ide:trial_allowed"])) == ["both"]


@pytest.mark.parametrize(
    "condition",
    [
        "ce_mdr", "certified", "EU", "reported", "@tuv", "2025", "certainly 2025", "possibly 2025-03-10", "2024/..",
        "EU:certified", "ce_mdr:certified:2025", "certified:ce_mdr",
        "ce_mdr:certified:EU:reported:@tuv:certainly 2025-03",
    ],
)  # fmt: skip
def test_a_condition_names_any_of_its_parts_in_any_order(client, condition):
    tuv, fda = make_authority(slug="tuv", jurisdiction="EU"), make_authority(slug="fda", jurisdiction="US")
    with_steps("yes", ("ce_mdr", "certified", {"authority": tuv, "when": "2025-03"}))
    with_steps("no", ("fda_510k", "cleared", {"authority": fda, "when": "2019", "strength": "seen"}))
    assert slugs(ask(client, "products", milestone=condition)) == ["yes"]


def test_jurisdiction_date_and_outcome_hold_for_the_same_milestone(client):
    eu, us = make_authority(jurisdiction="EU"), make_authority(jurisdiction="US")
    with_steps("mixed", ("ce_mdr", "certified", {"authority": eu, "when": "2019"}),
               ("fda_ide", "trial_allowed", {"authority": us, "when": "2025"}))  # fmt: skip
    assert slugs(ask(client, "companies", milestone="EU:certified:2025")) == []
    assert slugs(ask(client, "companies", milestone="EU:certified:2019")) == ["mixed"]


def test_a_date_is_possibly_within_a_span_unless_it_is_asked_for_certainly(client):
    with_steps("vague", ("ce_mdr", "certified", {"when": "2025"}))
    assert slugs(ask(client, "products", milestone="ce_mdr:2025-03")) == ["vague"]
    assert slugs(ask(client, "products", milestone="ce_mdr:certainly 2025-03")) == []


def test_a_draft_milestone_finds_nothing_and_counts_nowhere(client):
    with_steps("yes", ("ce_mdr", "certified", {"is_published": False}))
    body = ask(client, "products", milestone="ce_mdr:certified", facets="milestone,authority")
    assert (body["count"], body["facets"]["authority"]) == (0, [])


@pytest.mark.parametrize(
    "condition",
    ["", ":", "nonsense", "ce_mdr:ce", "ce_mdr:certified:", "@nobody", "@", "2025-13", "ce_mdr:certainly", "CE_MDR",
     "*", "ce_mdr,certified", "a\0b"],
)  # fmt: skip
def test_a_condition_of_no_sense_is_refused_with_what_is_allowed(client, condition):
    if condition == "":
        assert ask(client, "products", milestone=condition)["count"] == 0
        return
    (error,) = problem(client, "products", milestone=condition)["errors"]
    assert error["parameter"] == "milestone"
    assert "\0" in condition or any("ce_mdr" in words for words in error["allowed"])


def test_more_conditions_than_anyone_needs_are_refused(client):
    outcomes = [
        "certified",
        "cleared",
        "granted",
        "approved",
        "registered",
        "covered",
        "exempted",
        "refused",
        "withdrawn",
    ]
    problem(client, "products", milestone=outcomes)


@pytest.mark.parametrize("endpoint", BOTH)
def test_the_facet_counts_what_is_left_when_one_more_is_chosen(client, endpoint):
    with_steps("both", ("ce_mdr", "certified", {}), ("fda_ide", "trial_allowed", {}), ("fda_ide", "trial_allowed", {}))
    with_steps("one", ("ce_mdr", "certified", {}))
    with_steps("other", ("fda_ide", "trial_allowed", {}))
    body = ask(client, endpoint, facets="milestone")
    assert {value["value"]: value["count"] for value in body["facets"]["milestone"]} == {
        "ce_mdr:certified": 2, "fda_ide:trial_allowed": 2,
    }  # fmt: skip
    body = ask(client, endpoint, facets="milestone", milestone="ce_mdr:certified")
    assert {value["value"]: value["count"] for value in body["facets"]["milestone"]} == {
        "ce_mdr:certified": 2, "fda_ide:trial_allowed": 1,
    }  # fmt: skip


def test_a_condition_that_the_facet_does_not_list_is_shown_as_chosen_in_words(client):
    fda = make_authority(slug="fda", name="FDA", jurisdiction="US")
    with_steps("yes", ("fda_ide", "trial_allowed", {"authority": fda, "when": "2024-05"}))
    condition = "fda_ide:@fda:2024"
    (chosen,) = [
        value for value in ask(client, "products", facets="milestone", milestone=condition)["facets"]["milestone"]
        if value["selected"]
    ]  # fmt: skip
    assert (chosen["value"], chosen["count"]) == (condition, 1)
    assert chosen["label"] == "FDA Investigational Device Exemption (IDE), FDA, possibly in 2024"


def test_the_words_of_the_parts_differ_so_that_each_says_what_it_means():
    from catalogue.record_types import RECORD_TYPES
    from products.models import Product

    products = next(record_type for record_type in RECORD_TYPES if record_type.model is Product)
    item = products.filters({}, queryset=Product.objects.all()).filters["milestone"]
    words = [word for labels in item._vocabularies.values() for word in labels]
    assert len(words) == len(set(words))
