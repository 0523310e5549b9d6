"""Readers report mistakes without an account; reports wait beside proposals, and are settled or refused."""

import re
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from desk.models import Origin, Proposal, Report, State
from history.models import Revision
from sources.models import DataVersion
from tests.builders import make_company, make_investment, make_investor, make_round
from tests.desk.proposals.people import page_of, reviewer

pytestmark = pytest.mark.django_db
WORDS = {"wrong": "It moved to Wuxi.", "stated_at": "https://example.org/news"}


def typed(**values):
    return {"form_number": str(uuid.uuid4())} | WORDS | values


def send(client, query, **values):
    return client.post(f"/report/?{query}", typed(**values))


@pytest.fixture
def company():
    return make_company(name="Heartland", slug="heartland", city="Suzhou")


def test_a_value_is_reported_and_waits_for_a_reviewer(client, company):
    before = Revision.objects.count(), list(DataVersion.objects.values())
    page = client.get("/report/?value=companies-heartland-city&page=/companies/heartland/")
    assert re.search(r'<option value="city" selected>', page.text)
    assert "Thank you" in send(client, "value=companies-heartland-city&page=/companies/heartland/", field="city").text
    report = Report.objects.get()
    assert (report.about, report.wrong, report.value) == ("Heartland: City", WORDS["wrong"], "companies-heartland-city")
    proposal = report.proposal
    assert (proposal.origin, proposal.state, proposal.by) == (Origin.READER, State.OPEN, "")
    assert proposal.touches == [f"companies/{company.pk}"]
    assert before == (Revision.objects.count(), list(DataVersion.objects.values()))


def test_at_the_foot_of_a_page_the_form_asks_which_value(client, company):
    foot = re.search(r'href="(/report/[^"]*)"', client.get("/companies/heartland/").text)[1]
    assert foot == "/report/?page=/companies/heartland/"
    page = client.get(foot)
    assert '<option value="city">City</option>' in page.text
    refused = client.post(foot, typed())
    assert refused.status_code == 400
    assert "Choose a value." in refused.text
    assert WORDS["wrong"] in refused.text
    client.post(foot, typed(field="website"))
    client.post(foot, typed(field="record"))
    assert [report.about for report in Report.objects.all()] == ["Heartland", "Heartland: Website"]


def test_on_a_page_of_no_record_the_reader_names_it(client):
    foot = re.search(r'href="(/report/[^"]*)"', client.get("/companies/?kind=device").text)[1]
    assert foot == "/report/?page=/companies/"
    client.post(foot, typed(about="Heartland, its city"))
    assert (Report.objects.get().about, Report.objects.get().page) == ("Heartland, its city", "/companies/")
    assert Proposal.objects.get().touches == []


def test_a_value_of_a_part_is_named_by_its_address(client):
    investment = make_investment(investor=make_investor(name="OrbiMed"), round=make_round())
    address = f"rounds-{investment.round.slug}-orbimed-role"
    assert "orbimed, Role" in client.get(f"/report/?value={address}").text
    send(client, f"value={address}")
    assert Report.objects.get().about == f"{investment.round.name}: orbimed, Role"


@pytest.mark.parametrize(
    "query", ["value=companies-a-draft-city", "page=/companies/a-draft/", "value=nonsense", "value=-"]
)
def test_drafts_and_what_is_not_there_are_no_subject(client, query):
    make_company(name="A secret draft", slug="a-draft", is_published=False)
    page = client.get(f"/report/?{query}")
    assert page.status_code == 200
    assert "A secret draft" not in page.text
    assert 'name="about"' in page.text


@pytest.mark.parametrize(
    "page", ["//evil.example/", "/\\evil.example/", "https://evil.example/", "javascript:alert(1)"]
)
def test_a_page_of_another_site_is_none_of_ours(client, page):
    shown = client.get("/report/", {"page": page}).text
    assert "evil" not in re.sub(r'<p class="printed">.*?</p>', "", shown)
    assert 'href="/">Back to the page' in shown


def test_the_same_form_twice_is_one_report(client, company):
    form = typed(field="city")
    answers = [client.post("/report/?page=/companies/heartland/", form) for _again in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert Proposal.objects.count() == Report.objects.count() == 1


def test_a_report_is_kept_once(client, company):
    """The rule a_report_is_kept_once."""
    send(client, "page=/companies/heartland/", field="city")
    other = Proposal.objects.create(origin=Origin.READER, title="One", made_against=1)
    with pytest.raises(IntegrityError, match="a_report_is_kept_once"), transaction.atomic():
        Report.objects.create(proposal=other, form_number=Report.objects.get().form_number)


def test_whoever_fills_in_what_is_hidden_is_thanked_and_not_kept(client, company):
    assert "Thank you" in send(client, "page=/companies/heartland/", field="city", website="https://buy.example").text
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"wrong": ""}, {"wrong": "x" * 2001}, {"stated_at": ""}, {"wrong": "a\u202eb"}, {"wrong": "a\0b"},
        {"field": "slug"}, {"field": ""}, {"form_number": "7"}, {"form_number": ""},
    ],
)  # fmt: skip
def test_what_is_no_report_comes_back_with_the_reason(client, company, wrong):
    answer = send(client, "page=/companies/heartland/", **{"field": "city"} | wrong)
    assert answer.status_code == 400
    assert 'class="refused"' in answer.text
    assert not Report.objects.exists()


def test_markup_is_shown_as_it_was_typed(client, company):
    send(client, "page=/companies/heartland/", field="city", wrong="<script>alert(1)</script>")
    page = reviewer().get(page_of(Proposal.objects.get())).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_form_is_protected_and_the_pages_that_lead_to_it_hold_no_token(company):
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, "page=/companies/heartland/", field="city").status_code == 403
    page = strict.get("/report/?page=/companies/heartland/")
    assert "no-store" in page["Cache-Control"]
    token = page.cookies["csrftoken"].value
    assert send(strict, "page=/companies/heartland/", field="city", csrfmiddlewaretoken=token).status_code == 200
    public = Client().get("/companies/heartland/")
    assert "csrfmiddlewaretoken" not in public.text
    assert not public.cookies


def test_a_reviewer_settles_a_report(client, company):
    send(client, "page=/companies/heartland/", field="city")
    proposal, reviewing = Proposal.objects.get(), reviewer()
    page = reviewing.get(page_of(proposal)).text
    assert WORDS["stated_at"] in page
    assert f"/admin/companies/company/{company.pk}/change/" in page
    assert "Reported by a reader" in page
    assert "It is settled." in reviewing.post(page_of(proposal), {"act": "settle"}, follow=True).text
    assert Proposal.objects.get().state == State.ACCEPTED
    assert re.search(r"<strong>\s*settled\s*</strong>", reviewing.get(page_of(proposal)).text)
    assert "decided already" in reviewing.post(page_of(proposal), {"act": "refuse", "answer": "no"}).text


def test_a_refused_report_is_kept_with_the_reason(client, company):
    send(client, "page=/companies/heartland/", field="city")
    proposal, reviewing = Proposal.objects.get(), reviewer()
    assert "Say why it is refused." in reviewing.post(page_of(proposal), {"act": "refuse"}).text
    reviewing.post(page_of(proposal), {"act": "refuse", "answer": "The source says Suzhou."})
    assert Proposal.objects.get().state == State.REFUSED
    assert "The source says Suzhou." in reviewing.get(page_of(proposal)).text
    assert "The source says" not in client.get("/companies/heartland/").text


def test_a_record_that_is_gone_leaves_the_report_readable(client, company):
    send(client, "page=/companies/heartland/", field="city")
    company.delete()
    assert "Heartland: City" in reviewer().get(page_of(Proposal.objects.get())).text


def test_the_longest_address_is_found(client):
    make_company(name="Heart", slug="heart")
    make_company(name="Heart Land", slug="heart-land")
    assert "<strong>Heart Land</strong>" in client.get("/report/?value=companies-heart-land-city").text
    assert "<strong>Heart</strong>" in client.get("/report/?value=companies-heart-city").text
