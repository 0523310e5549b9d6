"""Funding as range bars: ranges are added as ranges, what is undisclosed is counted beside, and all forms agree."""

import csv
import io
import re
from html import unescape

import pytest

from catalogue.record_types import RECORD_TYPES
from pictures.funding import small_picture
from records.presenters import present
from tests.api.api_client import ask, problem
from tests.builders import make_company, make_investment, make_investor, make_round

pytestmark = pytest.mark.django_db


def some_rounds():
    """Two companies: rounds in two currencies, one open above, one undisclosed, one whose date spans two years."""
    alpha, beta = make_company(slug="alpha", name="Alpha"), make_company(slug="beta", name="Beta")
    orbit = make_investor(slug="orbit", name="Orbit")
    first = make_round(slug="a1", name="A1", company=alpha, amount="tens of millions of dollars", when="2020-05")
    make_round(slug="a2", name="A2", company=alpha, amount="US$12 million", when="2020-09")
    second = make_round(slug="a3", name="A3", company=alpha, amount="RMB 30 million", when="2021")
    make_round(slug="a4", name="A4", company=alpha, amount="undisclosed", when="2021-02")
    make_round(slug="b1", name="B1", company=beta, amount="over US$5 million", when="2022")
    make_round(slug="b2", name="B2", company=beta, amount="US$8 million", when="2020/2021")
    make_investment(first, orbit, role="lead"), make_investment(second, orbit)
    return alpha


def totals(row):
    return [
        (each["amount"]["currency"], each["amount"]["min"], each["amount"]["max"], each["rounds"])
        for each in row["totals"]
    ]


def funding(client, **parameters):
    return ask(client, "/api/v1/funding/", **parameters)


def test_the_rounds_of_a_company_are_added_as_ranges_in_each_currency(client):
    some_rounds()
    alpha, beta = funding(client)["results"]
    assert totals(alpha) == [("CNY", "30000000", "30000000", 1), ("USD", "22000000", "112000000", 2)]
    assert alpha["uncounted"] == 1
    assert totals(beta) == [("USD", "13000000", None, 2)]


def test_a_round_whose_date_spans_two_years_is_counted_in_neither(client):
    some_rounds()
    body = funding(client, by="year")
    assert {row["name"]: (totals(row), row["uncounted"]) for row in body["results"]} == {
        "2020": ([("USD", "22000000", "112000000", 2)], 0),
        "2021": ([("CNY", "30000000", "30000000", 1)], 1),
        "2022": ([("USD", "5000000", None, 1)], 0),
    }
    assert [each["slug"] for each in body["unplaced"]] == ["b2"]


@pytest.mark.parametrize("when", ["[..2021]", "2021~", "2021?", "2021/..", None])
def test_what_is_not_certain_to_lie_in_one_year_is_counted_in_none(client, when):
    make_round(slug="unsure", amount="US$8 million", when=when)
    body = funding(client, by="year")
    assert (body["results"], [each["slug"] for each in body["unplaced"]]) == ([], ["unsure"])


def test_an_investor_has_the_rounds_it_took_part_in_and_never_a_sum(client):
    some_rounds()
    (orbit,) = funding(client, by="investor")["results"]
    assert (orbit["name"], orbit["totals"], orbit["uncounted"]) == ("Orbit", None, None)
    assert [each["slug"] for each in orbit["rounds"]] == ["a1", "a3"]
    page = client.get("/funding/", {"by": "investor"}).content.decode()
    assert "42" not in re.sub(r"<[^>]+>", " ", page.partition("<table")[2])


def two_investors():
    """A round of which the source names two investors, one as its lead, and says that there were more."""
    both = make_round(slug="both", amount="US$8 million", when="2021", investor_list="incomplete")
    make_investment(both, make_investor(slug="orbit", name="Orbit"), role="lead")
    make_investment(both, make_investor(slug="gao", name="Gao"))


def test_beside_an_investor_stand_its_role_and_who_else_took_part(client):
    two_investors()
    gao, orbit = file_lines(client, by="investor")
    assert (gao["row"], gao["role"], orbit["row"], orbit["role"]) == ("Gao", "", "Orbit", "lead")
    assert gao["investors"] == orbit["investors"] == "Orbit (lead); Gao"
    page = client.get("/funding/", {"by": "investor"}).content.decode()
    cells = re.findall(r'<td data-label="Together with">(.*?)</td>', page, re.DOTALL)
    assert ['href="/investors/orbit/"' in cells[0], 'href="/investors/gao/"' in cells[1]] == [True, True]
    assert 'href="/investors/gao/"' not in cells[0]
    assert "further ones not named" in cells[0]


def test_the_rounds_of_a_company_name_its_investors(client):
    two_investors()
    page = client.get("/funding/").content.decode()
    cell = re.search(r'<td data-label="Investors">(.*?)</td>', page, re.DOTALL)[1]
    assert re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cell)).strip() in (
        "Gao, Orbit lead; further ones not named", "Orbit lead, Gao; further ones not named",
    )  # fmt: skip


def test_of_an_investor_of_many_rounds_the_newest_are_shown_and_it_says_so(client):
    orbit = make_investor(slug="orbit")
    for year in range(1990, 2015):
        make_investment(make_round(slug=f"in-{year}", when=str(year), amount="US$1 million"), orbit)
    (row,) = funding(client, by="investor")["results"]
    assert [each["slug"] for each in row["rounds"]] == [f"in-{year}" for year in range(1995, 2015)]
    assert row["count"] == 25
    assert "the newest 20 of 25 rounds" in client.get("/funding.svg", {"by": "investor"}).content.decode()


def test_the_filters_of_rounds_choose_what_is_added(client):
    some_rounds()
    (alpha,) = funding(client, currency="CNY")["results"]
    assert totals(alpha) == [("CNY", "30000000", "30000000", 1)]
    assert [row["name"] for row in funding(client, company="beta")["results"]] == ["Beta"]
    assert [row["name"] for row in funding(client, investor="orbit", by="company")["results"]] == ["Alpha"]
    assert [row["name"] for row in funding(client, when_certainly="2020/2021", by="year")["results"]] == [
        "2020",
        "2021",
    ]


@pytest.mark.parametrize("by", ["company", "year", "investor"])
def test_a_row_leads_to_the_rounds_behind_it(client, by):
    some_rounds()
    for row in funding(client, by=by)["results"]:
        listed = ask(client, row["rounds_url"])["results"]
        expected = len(row["rounds"]) or sum(total["rounds"] for total in row["totals"]) + row["uncounted"]
        assert len(listed) == expected > 0


@pytest.mark.parametrize(
    "query", [{"by": "month"}, {"x": "1"}, {"fields": "slug"}, {"amount_possibly_min": "5"}, {"company": "nobody"},
              {"by": "year", "page_size": "5"}, {"series": "z"}, {"format": "xlsx"}],
)  # fmt: skip
def test_what_is_unknown_or_wrong_is_refused_with_what_is_allowed(client, query):
    assert problem(client, "/api/v1/funding/", **query)["errors"][0]["allowed"]
    for address in ("/funding/", "/funding.svg"):
        assert client.get(address, query).status_code == 400


def test_pages_of_companies_hold_each_once(client):
    for number in range(5):
        make_round(company=make_company(name=f"Company {number}"), amount="US$1 million")
    page, seen = funding(client, page_size=2), []
    while True:
        seen += [row["name"] for row in page["results"]]
        if not page["next"]:
            break
        page = ask(client, page["next"])
    assert seen == [f"Company {number}" for number in range(5)]


def test_a_page_costs_as_many_queries_for_30_companies_as_for_3(client, django_assert_max_num_queries):
    for number in range(30):
        make_round(company=make_company(name=f"Company {number}"), amount="US$1 million", when=str(1990 + number))
    for by in ("company", "year", "investor"):
        funding(client, by=by)
        with django_assert_max_num_queries(5):
            funding(client, by=by)


def file_lines(client, **parameters):
    file = client.get("/api/v1/funding.csv", parameters)
    return list(csv.DictReader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))


@pytest.mark.parametrize("by", ["company", "investor", "year"])
def test_table_picture_api_and_file_have_the_same_rounds_and_totals(client, by):
    some_rounds()
    body = funding(client, by=by)
    rounds = [each["slug"] for row in body["results"] for each in row["rounds"]] + [
        each["slug"] for each in body["unplaced"]
    ]
    html = client.get("/funding/", {"by": by}).content.decode()
    table = html.partition('<table class="records funding">')[2].partition("</table>")[0]
    assert re.findall(r'<tr class="round"><th scope="row"><a href="/rounds/([\w-]+)/"', table) == rounds
    lines = file_lines(client, by=by)
    assert [line["round, slug"] for line in lines if line["line"] == "round"] == rounds
    svg = client.get("/funding.svg", {"by": by}).content.decode()
    assert set(re.findall(r'href="http://testserver/rounds/([\w-]+)/"', svg)) == set(rounds)
    words = [line["in words"] for line in lines if line["line"] == "total"]
    assert words == [word for word in words if word in unescape(table)]
    shown = re.findall(r"<title>[^<]*?: ([^<]*)</title>", svg)
    assert sorted(words) == sorted(unescape(each) for each in shown if " round" in each)
    amounts = [
        (line["currency"], line["min"], line["max"] or None, int(line["rounds"]))
        for line in lines
        if line["line"] == "total"
    ]
    assert [(c, f"{float(low):.0f}", high and f"{float(high):.0f}", n) for c, low, high, n in amounts] == [
        total for row in body["results"] for total in (totals(row) if row["totals"] else [])
    ]


def test_an_open_amount_has_an_arrow_and_an_undisclosed_one_is_written_beside(client):
    some_rounds()
    svg = client.get("/funding.svg").content.decode()
    assert "over US$5M, 2022" in svg
    assert "A4; amount undisclosed; February 2021" in svg
    assert svg.count("<path") > 3


def test_the_picture_stands_alone(client):
    some_rounds()
    svg = client.get("/funding.svg", {"by": "year"}).content.decode()
    assert "<style" not in svg
    for part in (
        "Funding by year",
        "at least",
        "open above",
        "no currency is converted",
        "Sources: src",
        "http://testserver/funding/?by=year",
    ):
        assert part in svg


def test_the_small_picture_of_a_company_is_made_from_its_profile_alone(client, django_assert_num_queries):
    some_rounds()
    make_company(slug="gamma")
    (record_type,) = [each for each in RECORD_TYPES if each.name == "companies"]
    profile = present(record_type.profile, ask(client, "/api/v1/companies/alpha/"))
    without = present(record_type.profile, ask(client, "/api/v1/companies/gamma/"))
    with django_assert_num_queries(0):
        svg, nothing = small_picture(profile), small_picture(without)
    assert nothing == ""
    assert "US$22M to under US$112M" in svg
    assert "+ 1 round, undisclosed" in svg
    assert 'href="/rounds/a1/"' in svg
