"""The documents of the contract: dates, amounts, citations, names, relations."""

from datetime import date, timedelta

import pytest

from catalogue.record_types import CompanyProfile
from records.documents import sections
from tests.api.api_client import AMOUNT, CITATION, DATE, ENDPOINTS, WITH_SLUG, address, ask, make, nested
from tests.builders import (
    DATED,
    MAKERS,
    cite,
    make_company,
    make_event,
    make_figure,
    make_investment,
    make_milestone,
    make_name,
    make_outcome,
    make_position,
    make_product,
    make_round,
    make_segment,
    with_everything,
)  # fmt: skip

pytestmark = pytest.mark.django_db
DATES = [
    ("2025", "2025-01-01", "2025-12-31", False, False),
    ("2025-03", "2025-03-01", "2025-03-31", False, False),
    ("2025-03-14", "2025-03-14", "2025-03-14", False, False),
    ("2013/2019", "2013-01-01", "2019-12-31", False, False),
    ("2020-03/..", "2020-03-01", None, False, False),
    ("../2019", None, "2019-12-31", False, False),
    ("2013~", "2012-01-01", "2014-12-31", True, False),
    ("[..2026]", None, "2026-12-31", False, False),
    ("[2025-03-05..2026]", "2025-03-05", "2026-12-31", False, False),
    ("2021-35", "2021-07-01", "2021-09-30", False, False),
    ("201X", "2010-01-01", "2019-12-31", False, False),
    ("2024/", "2024-01-01", None, False, False),
    ("2024?", "2024-01-01", "2024-12-31", False, True),
    ("2024%", "2023-01-01", "2025-12-31", True, True),
]
AMOUNTS = [  # stated, currency, min, max, then min_excluded, max_excluded, approximate, currency_inferred, disclosed
    ("tens of millions of dollars", "USD", "10000000", "100000000", False, True, False, True, True),
    ("over RMB 1.5 million", "CNY", "1500000", None, True, False, False, False, True),
    ("nearly US$5 million", "USD", "4000000", "5000000", False, True, True, False, True),
    ("91.1%", None, "91.1", "91.1", False, False, False, False, True),
    ("a large sum", None, None, None, False, False, False, False, True),
    ("undisclosed", None, None, None, False, False, False, False, False),
    ("0", None, "0", "0", False, False, False, False, True),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "approximate", "uncertain"), DATES)
def test_a_date_is_the_date_of_the_contract(client, edtf, earliest, latest, approximate, uncertain):
    event = make_event(when=edtf)
    assert ask(client, address("events", event))["when"] == {
        "edtf": edtf, "earliest": earliest, "latest": latest, "approximate": approximate, "uncertain": uncertain,
    }  # fmt: skip


def test_what_edtf_cannot_say_stands_beside_it_in_the_words_of_the_source(client):
    event = make_event(when="early 2018")
    assert ask(client, address("events", event))["when"] == {
        "edtf": "2018-01/2018-06~", "earliest": "2018-01-01", "latest": "2018-06-30", "approximate": True,
        "uncertain": False, "words": "early 2018",
    }  # fmt: skip
    assert "early 2018" in client.get(f"/events/{event.slug}/").text


@pytest.mark.parametrize("edtf", ["2013~", "2021-35~", "201X", "[..2026]", "[2025-03-05..2026]", "early 2018"])
def test_the_days_of_a_date_are_those_by_which_it_is_found(client, edtf):
    event = make_event(when=edtf)
    when = ask(client, address("events", event))["when"]
    for end in filter(None, (when["earliest"], when["latest"])):
        assert ask(client, "events", when_possibly=end)["count"] == 1
    beyond = date.fromisoformat(when["latest"]) + timedelta(1)
    assert ask(client, "events", when_possibly=f"{beyond}")["count"] == 0


@pytest.mark.parametrize("endpoint", DATED)
def test_a_date_that_nobody_states_is_null(client, endpoint):
    assert ask(client, address(endpoint, MAKERS[endpoint]()))["when"] is None


@pytest.mark.parametrize("values", AMOUNTS, ids=lambda values: values[0])
def test_an_amount_is_the_amount_of_the_contract(client, values):
    keys = ("stated", "currency", "min", "max", "min_excluded", "max_excluded", "approximate", "currency_inferred")
    amount = dict(zip((*keys, "disclosed"), values, strict=True))
    assert ask(client, address("rounds", make_round(amount=amount["stated"])))["amount"] == amount


def test_an_amount_that_nobody_states_is_null(client):
    assert ask(client, address("figures", make_figure()))["amount"] is None


def test_the_amounts_of_parts_have_the_same_shape(client):
    outcome, investment = make_outcome(amount="91.1%"), make_investment(amount="US$5 million")
    study = ask(client, address("studies", outcome.study))
    financing = ask(client, address("rounds", investment.round))
    for part in (*study["outcomes"], *financing["investments"]):
        assert set(part["amount"]) == AMOUNT


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_a_citation_says_exactly_what_the_contract_says(client, endpoint):
    record = make(endpoint)
    place = cite(record, "src#7", field="name", stated="in its words", stance="contradicts", note="a note of ours")
    citations = ask(client, address(endpoint, record))["citations"]
    assert {
        "source": "src",
        "paragraph": 7,
        "field": "name",
        "stated": "in its words",
        "stance": "contradicts",
        "basis": "stated",
        "note": "a note of ours",
    } in citations
    assert len(citations) == record.citations.count()
    place.delete()


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_every_fact_however_deep_has_its_citations(client, endpoint):
    with_everything()
    for row in ask(client, endpoint)["results"]:
        document = ask(client, f"/api/v1/{endpoint}/{row['slug']}/")
        for citations in nested(document, "citations"):
            assert citations
            assert all(set(place) == CITATION for place in citations)


def test_every_date_and_amount_however_deep_has_its_shape(client):
    document = ask(client, address("companies", with_everything()))
    dates, amounts = list(nested(document, "when")), list(nested(document, "amount"))
    assert {frozenset(date) for date in dates if date} == {frozenset(DATE)}
    assert {frozenset(amount) for amount in amounts if amount} == {frozenset(AMOUNT)}


def test_a_company_profile_holds_all_that_is_known_of_it(client):
    document = ask(client, address("companies", with_everything(times=2)))
    for section in (*sections(CompanyProfile), "names", "segments"):
        assert len(document[section]) == 2, f"{section}: let furnish() in tests/builders.py make one"


def test_the_sections_of_a_profile_stand_in_their_order_in_time(client):
    company = make_company()
    for when in ("2025", None, "2019-03", "2019"):
        make_milestone(company=company, when=when, name=f"Step {when}")
    results = ask(client, address("companies", company))["milestones"]
    assert [step["when"] and step["when"]["edtf"] for step in results] == ["2019", "2019-03", "2025", None]


def test_a_further_name_comes_with_its_places(client):
    company = make_company()
    make_name(company, "帕母医疗", language="zh-Hans", kind="primary", when="2013/..")
    (name,) = ask(client, address("companies", company))["names"]
    assert (name["text"], name["language"], name["kind"], name["when"]["edtf"]) == (
        "帕母医疗", "zh-Hans", "primary", "2013/..",
    )  # fmt: skip
    assert name["citations"] == [
        {
            "source": "src",
            "paragraph": 2,
            "field": "names",
            "stated": "帕母医疗",
            "stance": "supports",
            "basis": "stated",
            "note": "",
        }
    ]


def test_a_relation_is_type_slug_and_name(client):
    product = make_product(company=make_company(name="Pamu"), segments=[make_segment(name="Hearts")])
    document = ask(client, address("products", product))
    assert document["company"] == {"type": "companies", "slug": "pamu", "name": "Pamu"}
    assert document["segments"] == [{"type": "segments", "slug": "hearts", "name": "Hearts"}]


def test_a_relation_that_nobody_states_is_null(client):
    assert ask(client, address("products", make_product()))["company"] is None


def test_a_company_was_founded_when_its_event_says(client):
    company = make_company()
    make_event(company=company, kind="founded", when="2013")
    assert ask(client, address("companies", company))["founded"]["edtf"] == "2013"


def test_a_record_says_that_it_is_contested_or_needs_a_recheck(client):
    company = make_company(city="Beijing")
    cite(company, "src#3", field="city", stated="Shanghai", stance="contradicts")
    type(company).objects.update(city="Shanghai")
    document = ask(client, address("companies", company))
    assert (document["contested"], document["needs_recheck"]) == (True, True)


def test_known_gaps_are_told(client):
    company = make_company(gaps={"website": "not_stated"})
    assert ask(client, address("companies", company))["gaps"] == {"website": "not_stated"}


def test_a_milestone_says_whether_it_lets_somebody_sell(client):
    sells, trial = make_milestone(), make_milestone(pathway="fda_ide", outcome="trial_allowed")
    assert ask(client, address("milestones", sells))["is_marketing_authorization"] is True
    assert ask(client, address("milestones", trial))["is_marketing_authorization"] is False


@pytest.mark.parametrize("make_part", [make_position, make_investment, make_outcome])
def test_the_citation_of_a_part_names_the_record_and_the_part(client, make_part):
    part = make_part()
    owner = getattr(part, part.part_of)
    (citation,) = [row for row in ask(client, "citations")["results"] if row["record"]["part"]]
    assert (citation["record"]["type"], citation["record"]["slug"]) == (owner.record_type, owner.slug)
    assert citation["source"] == {"type": "sources", "slug": "src", "name": "Title of src"}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_address_given_in_the_api_leads_somewhere(client, endpoint):
    with_everything()
    for row in ask(client, endpoint, page_size=5)["results"]:
        for path in nested(row, "api_url"):
            ask(client, path)


def test_a_script_reads_chinese_as_it_is(client):
    make_company(name="帕母医疗", slug="pamu")
    assert "帕母医疗" in client.get("/api/v1/companies/").content.decode("utf-8")
