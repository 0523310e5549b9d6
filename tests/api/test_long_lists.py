"""A profile of a record on which any number of others hang holds some of them, and says where all are."""

import pytest

from records import prepared_statements
from records.documents import compiler, values
from tests.api.api_client import ask
from tests.builders import (
    make_authority,
    make_collaboration,
    make_company,
    make_investment,
    make_investor,
    make_milestone,
    make_partner,
    make_policy,
    make_round,
    make_segment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_at_most(monkeypatch):
    """Profiles that hold two rows of a long list; what was compiled for more is forgotten before and after."""
    for module in (compiler, values):
        monkeypatch.setattr(module, "LISTED", 2)
    _forget()
    yield
    _forget()


def _forget():
    compiler._sql_of.cache_clear()
    prepared_statements._statements.items.clear()


def test_an_authority_with_many_decisions_tells_some_and_where_all_are(client, two_at_most):
    authority = make_authority(slug="a")
    for year in ("2023", "2021", "2022"):
        make_milestone(authority=authority, when=year)
    make_policy(issuer=authority)
    body = ask(client, "authorities/a")
    assert len(body["milestones"]) == 2
    assert [row["when"]["edtf"] for row in body["milestones"]] == sorted(
        row["when"]["edtf"] for row in body["milestones"]
    )
    assert body["more"] == {"milestones": "/api/v1/milestones/?authority=a"}
    assert ask(client, body["more"]["milestones"])["count"] == 3
    page = client.get("/authorities/a/").content.decode()
    assert '<a href="/milestones/?authority=a">Milestones</a>' in page


def test_drafts_are_none_of_the_others(client, two_at_most):
    authority = make_authority(slug="a")
    for number in range(4):
        make_milestone(authority=authority, is_published=number < 2)
    body = ask(client, "authorities/a")
    assert (len(body["milestones"]), body["more"]) == (2, {})


def test_a_segment_an_investor_and_a_partner_say_where_all_are(client, two_at_most):
    segment, investor, partner = make_segment(slug="s"), make_investor(slug="i"), make_partner(slug="p")
    for _number in range(3):
        company = make_company(segments=[segment])
        make_investment(investor=investor, round=make_round(company=company))
        make_collaboration(partner=partner, company=company)
    for endpoint, key, list_url in (
        ("segments/s", "companies", "/api/v1/companies/?segment=s"),
        ("investors/i", "investments", "/api/v1/rounds/?investor=i"),
        ("partners/p", "collaborations", "/api/v1/collaborations/?partner=p"),
    ):
        body = ask(client, endpoint)
        assert len(body[key]) == 2
        assert body["more"] == {key: list_url}
        assert ask(client, list_url)["count"] == 3
        assert client.get(f"/{endpoint}/").status_code == 200


def test_what_is_not_long_is_there_as_a_whole(client):
    authority = make_authority(slug="a")
    for _number in range(3):
        make_milestone(authority=authority)
    body = ask(client, "authorities/a")
    assert (len(body["milestones"]), body["more"]) == (3, {})


def test_a_company_has_its_full_profile_in_one_call(client, two_at_most):
    company = make_company(slug="c")
    for _number in range(3):
        make_milestone(company=company)
    assert len(ask(client, "companies/c")["milestones"]) == 3
