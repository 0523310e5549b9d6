"""Timelines to scale: every entry is there, its days are drawn as they are known, and all forms agree."""

import csv
import io
import re

import pytest

from pictures.scales import Scale, in_years, year_ticks
from pictures.timeline.shapes import span_of
from tests.api.api_client import ask, problem
from tests.builders import cite, make_authority, make_company, make_milestone, make_policy, make_product, make_round
from values.dates import PartialDate

WHENS = {
    "day": "2020-03-14",
    "year": "2018",
    "deadline": "[..2020-09-28]",
    "span": "2018-12/2019-07",
    "goes-on": "2020-03/..",
}


def span(text):
    """The span of a date as a record has it."""
    date = PartialDate.read(text)
    ends = {name: getattr(date, name).isoformat() if getattr(date, name) else None for name in ("earliest", "latest")}
    return span_of(
        {"edtf": date.edtf, "uncertain": date.uncertain, **ends, **({"words": date.words} if date.words else {})}
    )


def test_a_year_is_a_moment_somewhere_in_it():
    assert span("2018").hatched == ((2018.0, 2019.0),)
    assert span("2018").filled is None


def test_a_day_is_a_point():
    assert span("2020-01-01").moment == 2020.0


def test_what_lasted_is_filled_between_the_ends_that_are_not_known_to_the_day():
    found = span("2013/2019")
    assert found.filled == (2014.0, 2019.0)
    assert found.hatched == ((2013.0, 2014.0), (2019.0, 2020.0))
    assert span("2013-01-01/2019-01-01").filled == (pytest.approx(2013 + 1 / 365), 2019.0)


def test_a_deadline_has_an_open_start_and_a_known_end():
    found = span("[..2026]")
    assert found.is_deadline
    assert found.hatched == ((None, 2027.0),)


def test_what_goes_on_has_no_end_and_an_unknown_end_is_no_open_one():
    assert span("2020/..").goes_on
    assert (span("2020/").goes_on, span("2020/").fades) == (False, "end")


def test_about_a_year_is_drawn_with_its_margin():
    assert span("2013~").hatched == ((2012.0, 2015.0),)


def test_words_that_say_more_than_the_standard_are_one_moment():
    found = span("early 2018")
    assert found.filled is None
    assert len(found.hatched) == 1


@pytest.mark.parametrize(("low", "high"), [(0, 400_000_000), (0, 7), (0, 0.3), (12, 12), (0, 999)])
def test_ticks_are_few_round_numbers_within_the_scale(low, high):
    ticks = Scale(low, high, 100).ticks(6)
    assert 1 <= len(ticks) <= 7
    assert all(low <= tick <= high * 1.0001 for tick in ticks)


def test_ticks_of_years_do_not_crowd():
    assert year_ticks(Scale(2014, 2020, 100)) == list(range(2014, 2021))
    assert len(year_ticks(Scale(1900, 2020, 100))) <= 16
    assert in_years(PartialDate.read("2020-07-02").earliest) == pytest.approx(2020.5)


def make_timeline():
    """A company with a step of each kind of date, and one without."""
    company, authority = make_company(slug="maker"), make_authority(slug="nmpa")
    for slug, when in {**WHENS, "undated": None}.items():
        make_milestone(slug=slug, name=f"Step {slug}", company=company, authority=authority, when=when)
    cite(make_round(slug="money", company=company, when="2019"), "src#4", stance="contradicts")
    return company


def entries(client, **parameters):
    return ask(client, "/api/v1/timeline/", **parameters)["results"]


@pytest.mark.django_db
def test_a_companys_timeline_is_in_order_with_the_undated_behind(client):
    make_timeline()
    found = entries(client, company="maker")
    assert [entry["record"]["slug"] for entry in found] == [
        "year",
        "span",
        "money",
        "goes-on",
        "day",
        "deadline",
        "undated",
    ]
    assert [entry["contested"] for entry in found] == [False, False, True, False, False, False, False]
    assert found[-1]["when"] is None


@pytest.mark.django_db
def test_table_picture_api_and_file_have_the_same_entries(client):
    make_timeline()
    slugs = [entry["record"]["slug"] for entry in entries(client, company="maker")]
    html = client.get("/timeline/", {"company": "maker"}).content.decode()
    table = html.partition('<table class="records timeline-table">')[2].partition("</table>")[0]
    assert re.findall(r'<th scope="row"><a href="/\w+/([\w-]+)/"', table) == slugs
    svg = client.get("/timeline.svg", {"company": "maker"}).content.decode()
    linked = re.findall(r'href="http://testserver/\w+/([\w-]+)/"', svg)
    assert list(dict.fromkeys(linked)) == slugs
    file = client.get("/api/v1/timeline.csv", {"company": "maker"})
    lines = list(csv.DictReader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))
    assert [line["slug"] for line in lines] == slugs
    assert [line["short"] for line in lines] == [entry["short"] for entry in entries(client, company="maker")]


@pytest.mark.django_db
def test_a_product_has_a_timeline_of_its_own(client):
    product = make_product(slug="stent")
    make_milestone(slug="approved", product=product, when="2020")
    assert [entry["record"]["slug"] for entry in entries(client, product="stent")] == ["approved"]


@pytest.mark.django_db
def test_policies_stand_with_the_steps_of_products_under_the_same_filters(client):
    make_policy(slug="rules", when="2018", jurisdiction="CN")
    make_policy(slug="late-rules", when="2023", jurisdiction="CN")
    make_milestone(slug="approved", product=make_product(), when="2019", authority=make_authority(jurisdiction="CN"))
    make_milestone(slug="abroad", product=make_product(), when="2019", authority=make_authority(jurisdiction="EU"))
    found = entries(client, jurisdiction="CN", when_certainly="2014/2020")
    assert [entry["record"]["slug"] for entry in found] == ["rules", "approved"]
    assert {entry["group"] for entry in found} == {"Policies", "Products and companies: steps with authorities"}
    assert [entry["record"]["slug"] for entry in entries(client, jurisdiction="CN", beside="none")] == [
        "rules",
        "late-rules",
    ]


@pytest.mark.django_db
def test_many_policies_come_in_pages_and_say_where_more_steps_are(client, monkeypatch):
    monkeypatch.setattr("pictures.timeline.entries.STEPS", 2)
    for year in range(2010, 2015):
        make_policy(slug=f"rules-{year}", when=str(year))
        make_milestone(slug=f"step-{year}", product=make_product(), when=str(year))
    body = ask(client, "/api/v1/timeline/", page_size=4)
    assert [each["record"]["slug"] for each in body["results"]] == [
        "rules-2010", "rules-2011", "rules-2012", "rules-2013", "step-2010", "step-2011",
    ]  # fmt: skip
    listed = ask(client, f"{body['more'][0]['steps_url']}&ordering=when")["results"]
    assert [row["slug"] for row in listed] == ["step-2010", "step-2011", "step-2012", "step-2013"]
    assert ask(client, body["next"])["results"][0]["record"]["slug"] == "rules-2014"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", [{"company": "nobody"}, {"company": "maker", "year": "2020"}, {"x": "1"}, {"beside": "all"},
              {"ordering": "name"}, {"kind": "z"}, {"when_possibly": "soon"}, {"format": "xlsx"}],
)  # fmt: skip
def test_what_is_unknown_or_wrong_is_refused_with_what_is_allowed(client, query):
    make_company(slug="maker")
    assert problem(client, "/api/v1/timeline/", **query)["errors"][0]["allowed"]
    for address in ("/timeline/", "/timeline.svg"):
        assert client.get(address, query).status_code == 400


@pytest.mark.django_db
def test_a_timeline_costs_as_many_queries_for_30_entries_as_for_3(client, django_assert_max_num_queries):
    company = make_company(slug="maker")
    for number in range(30):
        make_milestone(company=company, when=str(1990 + number))
        make_policy(when=str(1990 + number))
    for parameters in ({"company": "maker"}, {}):
        entries(client, **parameters)
        with django_assert_max_num_queries(3):
            assert len(entries(client, **parameters)) >= 30


@pytest.mark.django_db
def test_the_picture_stands_alone_and_says_what_its_marks_mean(client):
    make_timeline()
    svg = client.get("/timeline.svg", {"company": "maker"}).content.decode()
    assert "<style" not in svg
    for part in ("Timeline of", "a deadline, its start not known", "Date not stated", "Sources: src", "company=maker"):
        assert part in svg


@pytest.mark.django_db
def test_a_timeline_of_certain_dates_says_how_many_policies_and_steps_more_are_possible(client):
    make_policy(when="2016"), make_policy(when="[..2018]"), make_milestone(when="[..2020-09-28]")
    page = client.get("/timeline/?when_certainly=2014/2020").content.decode()
    assert "2 more are possible" in page
    assert 'href="/timeline/?when_possibly=2014%2F2020"' in page
    assert "more-possible" not in client.get("/timeline/?when_possibly=2014/2020").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/timeline/", "/funding/", "/pathways/"])
def test_a_picture_that_can_not_be_made_keeps_what_was_typed(client, address):
    answer = client.get(f"{address}?when_certainly=soon&q=series&source=nowhere")
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "<strong>Certainly in</strong>" in text
    assert re.search(r'name="when_certainly" value="soon"', text)
    assert re.search(r'name="q" value="series"', text)
    assert 'name="source"' not in text


@pytest.mark.django_db
def test_an_inferred_date_keeps_its_mark_in_table_picture_and_api(client):
    policy = make_policy(name="Key points", when="2019-06-29")
    cite(policy, "report#3", field="when", stated="June 29", basis="inferred", note="The year of the article before.")
    text = client.get("/timeline/").content.decode()
    cell = re.search(r'class="when">(.*?)</td>', text, re.DOTALL)[1]
    assert '<span class="origin">inferred</span>' in cell
    assert re.search("∴b?3", cell)
    assert ">∴ 29 June 2019<" in client.get("/timeline.svg").content.decode()
    assert ask(client, "/api/v1/timeline/")["results"][0]["short"].endswith("29 June 2019; date inferred")
