"""Years: a facet that counts a date of several years in each of them, and a deadline in its last one alone; what is
undated is counted apart.
"""

import re

import pytest

from tests.api.api_client import ask, problem, slugs
from tests.builders import DATED, MAKERS, make_event, make_source

pytestmark = pytest.mark.django_db


def years(client, endpoint, **parameters):
    values = ask(client, endpoint, facets="year", **parameters)["facets"]["year"]
    return {value["value"]: value["count"] for value in values}


@pytest.mark.parametrize("endpoint", DATED)
def test_a_record_counts_in_each_year_in_which_its_date_can_lie(client, endpoint):
    for when in ("2019", "2020-03", "2019/2021", "2021-12-31", None):
        MAKERS[endpoint](when=when)
    assert years(client, endpoint) == {"2019": 2, "2020": 2, "2021": 2}


def test_a_span_with_an_open_end_counts_as_far_as_other_dates_reach(client):
    for when in ("2018", "2020/..", "../2019", "2022"):
        make_event(when=when)
    assert years(client, "events") == {"2018": 2, "2019": 1, "2020": 1, "2021": 1, "2022": 2}


def test_about_a_year_reaches_a_year_further_each_way(client):
    make_event(when="2013~")
    assert list(years(client, "events")) == ["2012", "2013", "2014"]


@pytest.mark.parametrize("endpoint", DATED)
def test_the_count_of_a_year_is_the_length_of_its_list(client, endpoint):
    for when in ("2019", "2020-03", "2019/2021", "2021/..", "../2020", "2020~", None):
        MAKERS[endpoint](when=when)
    for year, count in years(client, endpoint).items():
        assert ask(client, endpoint, year=year)["count"] == count == ask(client, endpoint, when_possibly=year)["count"]


def test_several_years_are_either(client):
    for when in ("2019", "2020", "2021"):
        make_event(when=when, slug=f"of-{when}")
    assert set(slugs(ask(client, "events", year=["2019", "2021"]))) == {"of-2019", "of-2021"}


def test_a_chosen_year_outside_of_all_dates_is_still_counted(client):
    make_event(when="2020/..")
    (chosen,) = [
        value for value in ask(client, "events", facets="year", year="2030")["facets"]["year"] if value["selected"]
    ]
    assert (chosen["value"], chosen["count"]) == ("2030", 1)


def test_what_is_undated_is_counted_apart_and_found(client):
    make_event(when="2020")
    undated = make_event()
    body = ask(client, "events", facets="dated", dated="false")
    assert slugs(body) == [undated.slug]
    assert [(value["value"], value["label"], value["count"]) for value in body["facets"]["dated"]] == [
        ("true", "date stated", 1), ("false", "date not stated", 1),
    ]  # fmt: skip


def test_sources_have_years_by_their_publication(client):
    make_source("early", published="2019-05")
    make_source("late", published="2025")
    make_source("undated")
    assert years(client, "sources") == {"2019": 1, "2025": 1}
    assert slugs(ask(client, "sources", dated="false")) == ["undated"]
    assert slugs(ask(client, "sources", year="2025")) == ["late"]


@pytest.mark.parametrize("value", ["25", "20255", "year", "2025-03", "0999", "3000", "２０２５"])
def test_what_is_no_year_is_refused(client, value):
    assert problem(client, "events", year=value)["errors"][0]["allowed"] == ["1000 to 2999"]


def test_the_page_shows_a_bar_for_each_year_that_narrows_and_the_empty_years_between(client):
    make_event(when="2019")
    make_event(when="2021")
    make_event()
    text = client.get("/events/").content.decode()
    assert '<a href="?year=2019">' in text
    assert '<rect width="100"' in text
    assert '<span class="no-hits"><span>2020</span>' in text
    assert 'href="?dated=false"' in text
    assert "style=" not in text


def test_a_moment_of_which_only_a_bound_is_known_counts_in_the_year_of_the_bound_alone(client):
    make_event(when="2018"), make_event(when="[..2020-09-28]"), make_event(when="[2019-03..]")
    make_event(when="[2018..2021]")
    assert years(client, "events") == {"2018": 1, "2019": 1, "2020": 1, "2021": 1}


def test_the_page_says_so_and_a_year_leads_to_what_is_possible_in_it(client):
    make_event(when="2018"), make_event(when="[..2020-09-28]")
    page = client.get("/events/?year=2018").content.decode()
    assert "in the year of the bound alone" in page
    assert re.search(r'1 more is possible.*?href="/events/\?when_possibly=2018"', page, re.DOTALL)
    assert "more-possible" not in client.get("/events/?year=2020").content.decode()
