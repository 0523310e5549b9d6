"""The home page shows what the knowledge base answers, at a cost that does not depend on how much there is."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medtech_kb import home
from tests.api.test_query_counts import furnished
from tests.builders import (
    cite,
    make_authority,
    make_company,
    make_milestone,
    make_policy,
    make_product,
    make_round,
    make_source,
    with_everything,
)

pytestmark = pytest.mark.django_db


def counts(client):
    page = client.get("/").content.decode()
    return page.partition('<ul class="inline counts"')[2].partition("</ul>")[0]


def test_few_records_are_counted(client):
    make_company(), make_company()
    assert '<a href="/companies/"><span class="number">2</span>' in counts(client)


def test_of_many_it_says_that_there_are_more(client, monkeypatch):
    monkeypatch.setattr(home, "COUNT_CAP", 1)
    make_company(), make_company()
    assert '<a href="/companies/"><span class="number">1+</span>' in counts(client)


def section_html(client, key):
    page = client.get("/").content.decode()
    return re.search(rf'<section [^>]*aria-labelledby="h-{key}">.*?</section>', page, re.DOTALL)[0]


def section(client, key):
    """A section of the page as text."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", section_html(client, key)))


def cost(client):
    ContentType.objects.clear_cache()
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    return len(queries)


def test_it_costs_the_same_however_much_there_is(client):
    company = with_everything(times=1)
    few = cost(client)
    furnished(company, 12)
    assert cost(client) == few <= 30


def test_its_matrix_shows_where_a_product_stands_and_leads_to_all_rows(client):
    product = make_product(name="Valve X")
    make_milestone(product=product, pathway="ce_mdr", outcome="certified", strength="reported")
    assert re.search(r"Valve X.*CE certificate issued", section(client, "standing"))
    assert '<a href="/pathways/">' in client.get("/").content.decode()


def test_what_is_contested_says_by_which_words_and_where(client):
    milestone = make_milestone(slug="m", name="Certificate of X", outcome="certified")
    make_source("article", paragraphs=9)
    cite(milestone, "article#7", field="outcome", stated="refused", stance="contradicts")
    assert re.search(r"Certificate of X Outcome: ≠contradicted by “?refused”? ¶7", section(client, "contested"))
    assert 'href="/sources/article/#p7"' in client.get("/").content.decode()


def test_the_newest_rounds_and_sources_have_their_dates(client):
    make_round(name="Series Q", when="2031-05")
    make_source("article", title="All about Q", published="2032-06-07")
    assert "May 2031 Series Q" in section(client, "rounds")
    assert re.search("All about Q.*7 June 2032", section(client, "sources"))


@pytest.mark.usefixtures("shipped")
def test_every_question_to_start_from_has_an_answer(client):
    page = client.get("/").content.decode()
    start = page[page.index('id="h-start"') :].partition("</section>")[0]
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', start)]
    answers = {link: client.get(link) for link in links}
    assert len(answers) >= 8
    assert [link for link, answer in answers.items() if answer.status_code != 200] == []
    assert [link for link, answer in answers.items() if "No records match" in answer.content.decode()] == []


def test_its_question_of_what_china_ruled_takes_dates_that_are_only_known_by_their_end(client):
    make_policy(name="Guidelines", jurisdiction="CN", when="[..2018]")
    make_milestone(name="Class III certificate", authority=make_authority(jurisdiction="CN"), when="[..2020-09-28]")
    link = re.search(r'<a href="(/timeline/[^"]*)">', section_html(client, "start"))[1]
    timeline = client.get(link.replace("&amp;", "&")).content.decode()
    assert "Guidelines" in timeline
    assert "Class III certificate" in timeline


def test_a_deadline_is_not_among_the_newest_for_it_may_have_been_met_long_before(client):
    make_milestone(name="Certificate of June", when="2024-06")
    make_milestone(name="Certificate by December", when="[..2024-12-19]")
    assert "Certificate of June" in section(client, "milestones")
    assert "Certificate by December" not in section(client, "milestones")
