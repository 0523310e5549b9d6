"""A record in one line says what limits it, wherever the line stands."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regulatory.documents import MilestoneRow
from tests.api.api_client import ask
from tests.api.export_files import csv_rows
from tests.builders import (
    cite,
    make_authority,
    make_company,
    make_figure,
    make_insight,
    make_investment,
    make_investor,
    make_milestone,
    make_outcome,
    make_position,
    make_product,
    make_recognition,
    make_round,
    make_study,
)

pytestmark = pytest.mark.django_db


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def text_at(client, address):
    return text_of(client.get(address).content.decode()).replace(" ,", ",")


def short_of(client, record):
    """The short form of a record as search says it."""
    body = ask(client, "/api/v1/search/", q=f'"{record.name}"', type=record.record_type)
    return next(hit["short"] for hit in body["results"] if hit["slug"] == record.slug)


def test_a_milestone_says_for_what_on_what_condition_and_that_no_date_is_stated(client):
    cms = make_authority(name="Payer", jurisdiction="US", kind="payer")
    milestone = make_milestone(
        product=make_product(name="Stent"), authority=cms, pathway="cms_coverage", outcome="covered",
        condition="in trials only",
    )  # fmt: skip
    expected = "Stent, CMS coverage: covered by the payer, in trials only; date not stated"
    assert short_of(client, milestone) == expected


def test_an_exemption_says_from_what():
    doc = {
        "product": None, "company": {"name": "Maker"}, "pathway": "ce_mdr", "outcome": "exempted",
        "condition": "European clinical trials", "device_class": "", "strength": "reported",
        "when": {"edtf": "2025-03"}, "contested": False, "gaps": {},
    }  # fmt: skip
    written = str(MilestoneRow.Meta.short(doc))
    assert written == "Maker, CE marking under the MDR: exempted from European clinical trials; March 2025"
    without = str(MilestoneRow.Meta.short(doc | {"condition": ""}))
    assert without == "Maker, CE marking under the MDR: exempted from clinical trials; March 2025"


def test_a_planned_and_contested_step_of_a_class_says_all_three(client):
    maker = make_company(name="Maker")
    milestone = make_milestone(company=maker, strength="planned", device_class="cn_iii", when="2027")
    cite(milestone, "src#4", field="outcome", stance="contradicts")
    expected = "Maker, NMPA registration: registered with the authority, China class III; 2027"
    assert short_of(client, milestone) == f"{expected}; planned or conditional; contested"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount": "10%", "unit": "%", "direction": "higher", "comparator": "controls"}, "10% higher than controls"),
        ({"amount": "16-minute", "unit": "minutes", "direction": "lower", "comparator": "controls"},
         "16 minutes shorter than controls"),
        ({"amount": "2", "unit": "days", "direction": "higher", "comparator": "before"}, "2 days longer than before"),
        ({"amount": "5", "unit": "mmHg", "direction": "lower"}, "5 mmHg lower than the comparator"),
        ({"amount": "27 seconds", "unit": "seconds", "comparator": "1 hour"}, "27 seconds, compared with 1 hour"),
        ({"amount": "8", "unit": "patients"}, "8 patients"),
        ({"gaps": {"amount": "undisclosed"}, "direction": "higher"}, "amount undisclosed"),
    ],
)  # fmt: skip
def test_an_outcome_says_which_way_and_compared_with_what(client, values, words):
    company = make_company(slug="maker")
    study = make_study(name="The study", company=company)
    make_outcome(study, metric="Rate", note="absolute or relative is open", **values)
    joint = " " if "than" in words else ": "
    assert f"Rate{joint}{words}" in short_of(client, study)
    assert f"Rate{joint.strip()} {words}" in text_at(client, "/studies/")
    assert words in text_at(client, "/companies/maker/")
    assert words in text_at(client, "/compare/?company=maker")
    (row,) = csv_rows(client, "studies")
    assert row["outcomes"] == f"Rate{joint}{words}, absolute or relative is open"


def test_a_contested_outcome_says_so_in_the_row_of_its_study(client):
    cite(
        make_outcome(make_study(), metric="Rate", amount="10%", unit="%"), "src#5", field="amount", stance="contradicts"
    )
    assert "Rate: 10% contested" in text_at(client, "/studies/")


def test_a_figure_says_its_unit_once_who_claims_it_and_its_date(client):
    figure = make_figure(
        name="Scans a year", unit="% of clinics", basis="claimed", by_whom="A speaker", when="[..2026]"
    )
    figure.amount = "over 90%"
    figure.save()
    written = "Scans a year: over 90% of clinics; by 2026; claimed by a company; A speaker"
    assert short_of(client, figure) == written
    assert "over 90% of clinics by 2026 claimed by a company A speaker" in text_at(client, "/figures/").replace(
        "read as over 90 ", ""
    )


def test_a_round_says_that_its_currency_is_inferred_and_its_investors_incomplete(client):
    company = make_company(name="Maker")
    financing = make_round(
        company=company, series="b", amount="tens of millions of dollars", investor_list="incomplete", name="The round"
    )
    expected = (
        "Maker, Series B: tens of millions of dollars; date not stated; "
        "read as US$10M to under US$100M, currency inferred; list of investors incomplete"
    )
    assert short_of(client, financing) == expected


def test_an_undisclosed_amount_and_date_are_not_told_as_unstated(client):
    financing = make_round(name="The round", amount="undisclosed", gaps={"when": "undisclosed"})
    assert "amount undisclosed; date undisclosed" in short_of(client, financing)


def test_a_claim_says_that_it_is_one_and_whose(client):
    insight = make_insight(name="The first of all", kind="claim", said_by="The company")
    assert short_of(client, insight) == "claim (first, only, superior …), said by The company"


def test_a_recognition_says_whose_kind_and_date(client):
    recognition = make_recognition(name="In the guideline", product=make_product(name="Stent"), issuer="A society")
    assert short_of(client, recognition) == "Stent: included in a guideline; date not stated; A society"


def test_parts_in_a_row_say_what_limits_them(client):
    financing = make_round()
    make_investment(financing, make_investor(name="Fund"), role="lead", note="additional investment")
    make_position(title="Chairman", company=make_company(name="Maker"), tenure="former")
    assert "Fund, lead additional investment" in text_at(client, "/rounds/")
    assert "Chairman, Maker formerly held" in text_at(client, "/people/")


def test_in_a_list_by_date_the_undated_stand_apart(client):
    for name, when in (("Alpha", None), ("Beta", "2024"), ("Gamma", None)):
        make_milestone(name=f"{name} step", when=when, slug=name.lower())
    by_date, by_name = (
        text_of(client.get(address).content.decode().partition('id="results"')[2])
        for address in ("/milestones/", "/milestones/?ordering=name")
    )
    assert by_date.index("Beta step") < by_date.index("Date not stated") < by_date.index("Alpha step")
    assert by_date.count("Date not stated") == 1
    assert "Date not stated" not in by_name
    assert by_name.count("date not stated") == 2


def test_on_a_page_the_undated_stand_apart_and_equal_dates_in_the_stated_order(client):
    company = make_company(slug="maker")
    for slug, when, sequence in (("a", None, None), ("b", "2024", 2), ("c", "2024", 1), ("d", "2024", None)):
        make_milestone(company=company, slug=slug, name=f"Step {slug}", when=when, sequence=sequence)
    html = client.get("/companies/maker/").content.decode()
    table = text_of(html.partition('id="s-milestones"')[2].partition("</details>")[0])
    timeline = text_of(html.partition('id="s-timeline"')[2].partition("</details>")[0])
    for told, last in ((table, ("Date not stated", "Step a")), (timeline, ("1 more: date not stated",))):
        places = [told.index(words) for words in ("Step c", "Step b", "Step d", *last)]
        assert places == sorted(places)


def test_a_condition_is_short(client):
    milestone = make_milestone(company=make_company())
    milestone.condition = "x" * 81
    with pytest.raises(ValidationError, match="at most 80"):
        milestone.full_clean()


def test_the_short_forms_of_any_number_of_hits_cost_one_query(client):
    address = "/api/v1/search/?q=frobnicator"
    make_milestone(name="frobnicator one")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(4):
        make_milestone(name=f"frobnicator {number}")
        make_outcome(make_study(name=f"frobnicator study {number}"))
        make_figure(name=f"frobnicator figure {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
