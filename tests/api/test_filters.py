"""Filters: each narrows to what it says, in every record type that has it."""

import pytest

from sources.models import Citation
from tests.api.api_client import WITH_SLUG, address, ask, make, problem, slugs
from tests.builders import (
    DATED,
    MAKERS,
    cite,
    make_collaboration,
    make_company,
    make_event,
    make_figure,
    make_investment,
    make_milestone,
    make_name,
    make_participation,
    make_position,
    make_product,
    make_round,
    make_segment,
    make_source,
)  # fmt: skip

pytestmark = pytest.mark.django_db
CERTAINLY = [
    ("2025", ["2025", "2025-03", "2025-03-14"]),
    ("2025-03", ["2025-03", "2025-03-14"]),
    ("2024/..", ["2025", "2025-03", "2025-03-14", "2025/.."]),
    ("../2024", ["../2019", "2018/2019"]),
]
POSSIBLY = [
    ("2025-04", ["2025", "2025/.."]),
    ("2025-03-14", ["2025", "2025-03", "2025-03-14", "2025/.."]),
    ("../2018", ["../2019", "2018/2019"]),
    ("2026/..", ["2025/.."]),
]


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_several_records_can_be_asked_for_by_slug_and_by_number(client, endpoint):
    one, two, _three = make(endpoint), make(endpoint), make(endpoint)
    for results in (
        ask(client, endpoint, slug__in=f"{one.slug}, {two.slug}"),
        ask(client, endpoint, id__in=f"{one.pk},{two.pk}"),
    ):
        assert set(slugs(results)) == {one.slug, two.slug}


def test_several_citations_can_be_asked_for_by_number(client):
    one, _two = make("citations"), make("citations")
    assert [row["id"] for row in ask(client, "citations", id__in=str(one.pk))["results"]] == [one.pk]


@pytest.mark.parametrize("endpoint", ["companies", "citations"])
@pytest.mark.parametrize("value", ["x", "1,", "1;2", "-1", "1.5", "9" * 19, ",".join(["1"] * 501)])
def test_a_list_of_numbers_of_no_sense_is_refused(client, endpoint, value):
    assert problem(client, endpoint, id__in=value)["errors"][0]["parameter"] == "id__in"


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_words_find_a_record_by_its_name_without_regard_to_case(client, endpoint):
    key = "title" if endpoint == "sources" else "name"
    MAKERS[endpoint](slug="found", **{key: "Pamu Medical of Shenzhen"})
    MAKERS[endpoint](slug="other", **{key: "Another"})
    assert slugs(ask(client, endpoint, q="shenzhen PAMU")) == ["found"]


@pytest.mark.parametrize("endpoint", [name for name in WITH_SLUG if name != "sources"])
def test_words_find_a_record_by_a_further_name_in_chinese(client, endpoint):
    record = MAKERS[endpoint]()
    make_name(record, "帕母医疗", language="zh-Hans")
    MAKERS[endpoint]()
    assert slugs(ask(client, endpoint, q="医疗")) == [record.slug]


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", '"'])
def test_signs_that_mean_something_to_a_database_mean_themselves(client, words):
    make_company(name="Plain")
    made = make_company(name=f"With {words} sign", slug="with-sign")
    assert slugs(ask(client, "companies", q=words)) == [made.slug]


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_records_are_found_by_the_source_that_states_them(client, endpoint):
    record, _other = make(endpoint), make(endpoint)
    make_source("elsewhere")
    cite(record, "elsewhere#2")
    assert record.slug in slugs(ask(client, endpoint, source="elsewhere"))
    assert len(slugs(ask(client, endpoint, source="elsewhere"))) == (2 if endpoint == "sources" else 1)


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_records_that_are_contested_or_need_a_recheck_are_found_and_the_others_too(client, endpoint):
    odd, plain = make(endpoint), make(endpoint)
    cite(odd, "src#3", stance="contradicts")
    Citation.objects.filter(object_id=odd.pk, paragraph=3).update(needs_recheck=True)
    for parameter in ("contested", "needs_recheck"):
        assert slugs(ask(client, endpoint, **{parameter: "true"})) == [odd.slug]
        assert plain.slug in slugs(ask(client, endpoint, **{parameter: "false"}))


@pytest.mark.parametrize("endpoint", WITH_SLUG)
def test_a_script_gets_what_changed_since_its_last_visit(client, endpoint):
    old, new = make(endpoint), make(endpoint)
    type(old).objects.filter(pk=old.pk).update(updated_at="2020-01-01T00:00:00Z")
    assert old.slug not in slugs(ask(client, endpoint, updated_since="2021-01-01"))
    assert new.slug in slugs(ask(client, endpoint, updated_since="2021-01-01T12:00:00+08:00"))
    assert old.slug in slugs(ask(client, endpoint, updated_since="2020-01-01T00:00:00Z"))


@pytest.mark.parametrize(("parameter", "table"), [("when_certainly", CERTAINLY), ("when_possibly", POSSIBLY)])
@pytest.mark.parametrize("endpoint", DATED)
def test_a_date_lies_certainly_or_possibly_within_a_span(client, endpoint, parameter, table):
    for when in ("2025", "2025-03", "2025-03-14", "2018/2019", "2025/..", "../2019", None):
        MAKERS[endpoint](when=when)
    for text, expected in table:
        results = [row["when"]["edtf"] for row in ask(client, endpoint, **{parameter: text})["results"]]
        assert sorted(results) == sorted(expected), text


@pytest.mark.parametrize("endpoint", ["rounds", "figures"])
@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("amount_certainly_min", {"over 50 million US$", "US$60 million"}),
        ("amount_possibly_min", {"over 50 million US$", "US$60 million", "tens of millions of dollars"}),
        ("amount_certainly_max", {"US$5 million", "nearly US$50 million"}),
        ("amount_possibly_max", {"US$5 million", "nearly US$50 million", "tens of millions of dollars"}),
    ],
)  # fmt: skip
def test_an_amount_is_certainly_or_possibly_within_a_bound(client, endpoint, parameter, expected):
    for amount in ("US$5 million", "US$60 million", "tens of millions of dollars", "over 50 million US$",
                   "nearly US$50 million", "undisclosed", "RMB 60 million", None):  # fmt: skip
        MAKERS[endpoint](amount=amount)
    results = ask(client, endpoint, currency="USD", **{parameter: "50000000"})["results"]
    assert {row["amount"]["stated"] for row in results} == expected


@pytest.mark.parametrize("endpoint", ["rounds", "figures"])
def test_amounts_of_different_money_are_never_compared(client, endpoint):
    error = problem(client, endpoint, amount_certainly_min="5")["errors"][0]
    assert "currency" in error["allowed"]


def test_figures_without_money_are_compared_within_their_unit(client):
    make_figure(name="Many", amount="300", unit="hospitals")
    make_figure(name="Few", amount="3", unit="hospitals")
    make_figure(name="Else", amount="300", unit="%")
    assert slugs(ask(client, "figures", unit="hospitals", amount_certainly_min="5")) == ["many"]


def test_a_word_of_a_vocabulary_narrows_and_several_widen(client):
    for kind in ("ai", "device", "media"):
        make_company(name=kind, kind=kind)
    assert slugs(ask(client, "companies", kind=["ai", "media"])) == ["ai", "media"]


def test_filters_are_joined_by_and(client):
    make_company(name="both", kind="ai", country="CN")
    make_company(name="one", kind="ai")
    assert slugs(ask(client, "companies", kind="ai", country="CN")) == ["both"]


def test_a_company_is_found_by_everything_that_hangs_on_it(client):
    company, _other = make_company(segments=[make_segment(slug="hearts")]), make_company()
    investment = make_investment(make_round(company=company))
    collaboration = make_collaboration(company=company)
    milestone = make_milestone(company=company)
    position = make_position(company=company)
    for parameter, value in {
        "segment": "hearts", "investor": investment.investor.slug, "partner": collaboration.partner.slug,
        "authority": milestone.authority.slug, "person": position.person.slug,
    }.items():  # fmt: skip
        assert slugs(ask(client, "companies", **{parameter: value})) == [company.slug]


def test_a_record_with_two_fitting_relations_is_listed_once(client):
    company = make_company()
    for _number in range(2):
        make_milestone(company=company, authority=MAKERS["authorities"](slug=f"a{_number}"))
    assert slugs(ask(client, "companies", authority=["a0", "a1"])) == [company.slug]


def test_milestones_are_found_by_jurisdiction_and_by_whether_they_let_sell(client):
    sells = make_milestone(authority=MAKERS["authorities"](jurisdiction="EU"))
    make_milestone(pathway="fda_ide", outcome="trial_allowed", authority=MAKERS["authorities"](jurisdiction="US"))
    assert slugs(ask(client, "milestones", jurisdiction="EU")) == [sells.slug]
    assert slugs(ask(client, "milestones", marketing="true")) == [sells.slug]


def test_events_are_found_by_who_took_part(client):
    participation = make_participation(make_event())
    make_event()
    assert slugs(ask(client, "events", participant=participation.person.slug)) == [participation.event.slug]


def test_citations_are_found_by_place_record_type_field_and_stance(client):
    product = make_product(company=make_company())
    place = cite(product, "src#9", field="company", stated="Pamu", stance="contradicts")
    for parameters in ({"source": "src", "paragraph": "9"}, {"field": "company"}, {"stance": "contradicts"}):
        assert [row["id"] for row in ask(client, "citations", **parameters)["results"]] == [place.pk]
    assert ask(client, "citations", record_type="products")["count"] == 2
    assert ask(client, "citations", record_type="people")["count"] == 0


def test_citations_of_a_part_belong_to_the_type_of_its_record(client):
    make_position()
    assert ask(client, "citations", record_type="people")["count"] == 2


def test_a_slug_that_nobody_has_is_refused_and_says_where_to_look(client):
    error = problem(client, "companies", segment="nonsense")["errors"][0]
    assert (error["parameter"], error["allowed"]) == ("segment", ["a slug of /api/v1/segments/"])


def test_a_detail_by_an_empty_list_of_slugs_is_no_detail(client):
    assert client.get(address("companies")).status_code == 200


@pytest.mark.parametrize("text", ["50,000,000", "50 million", "5000万", "US$50 million"])
def test_an_amount_can_be_asked_for_as_people_write_it(client, text):
    make_round(slug="small", amount="US$40 million")
    make_round(slug="large", amount="US$60 million")
    assert slugs(ask(client, "rounds", currency="USD", amount_certainly_min=text)) == ["large"]


@pytest.mark.parametrize(
    "text", ["about 50 million", "over 50 million", "50m", "$50 million", "5,00", "-5", "fifty km"]
)
def test_an_amount_that_can_be_read_in_two_ways_is_refused(client, text):
    assert problem(client, "rounds", currency="USD", amount_certainly_min=text)["errors"][0]["allowed"]


def test_an_amount_in_one_currency_is_not_asked_for_in_another(client):
    error = problem(client, "rounds", currency="CNY", amount_certainly_min="US$50 million")["errors"][0]
    assert error["message"] == "“US$50 million” is in USD: ask within it."
