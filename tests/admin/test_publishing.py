"""Publishing, unpublishing and deleting from the lists: what the rules forbid is explained in words."""

import pytest

from companies.models import Company, FundingRound, Investment
from records.admin.database_errors import check_deferred_constraints
from sources.models import Citation, Source
from tests.admin.forms import CITATIONS, address, errors_of, filled, make_editor, messages_of, row
from tests.builders import cite, make_company, make_investor, make_product, make_round, the_source

pytestmark = pytest.mark.django_db


def act(client, model, action, *records, **values):
    data = {"action": action, "_selected_action": [record.pk for record in records]} | values
    return client.post(address(model), data, follow=True)


def test_publishing_refuses_what_is_not_cited_and_names_it(client):
    make_editor(client)
    cited, bare = make_company(is_published=False), make_company(name="Bare", cited=False)
    response = act(client, Company, "publish", cited, bare)
    assert set(Company.objects.published()) == {cited}
    assert "nothing is cited: Bare" in messages_of(response)


def test_unpublishing_takes_back_what_was_shown(client):
    make_editor(client)
    company = make_company()
    act(client, Company, "unpublish", company)
    assert not Company.objects.published().exists()


def test_the_last_citation_of_a_published_record_stays_in_its_form(client):
    make_editor(client)
    company = make_company()
    url = address(Company, "change", company.pk)
    response = client.post(url, filled(client.get(url)) | {f"{CITATIONS}-0-DELETE": "on"})
    assert "can't be published" in errors_of(response)
    assert company.citations.count() == 1


@pytest.mark.parametrize("way", ["page", "list"])
def test_the_last_citation_of_a_published_record_can_not_be_deleted_elsewhere(client, way):
    make_editor(client)
    place = make_company().citations.get()
    check_deferred_constraints()
    if way == "page":
        response = client.post(address(Citation, "delete", place.pk), {"post": "yes"}, follow=True)
    else:
        response = act(client, Citation, "delete_selected", place, post="yes")
    assert "last citation of a published record" in messages_of(response)
    assert Citation.objects.filter(pk=place.pk).exists()


@pytest.mark.parametrize("way", ["page", "list"])
def test_what_others_refer_to_is_not_deleted_and_the_page_says_by_whom(client, way):
    make_editor(client)
    company = make_company()
    make_product(company=company, name="Referring product")
    if way == "page":
        response = client.post(address(Company, "delete", company.pk), {"post": "yes"})
    else:
        response = act(client, Company, "delete_selected", company, post="yes")
    assert response.status_code == 200
    assert "Referring product" in response.text
    assert Company.objects.filter(pk=company.pk).exists()


def test_a_source_that_is_cited_is_not_deleted(client):
    make_editor(client)
    company = make_company()
    response = client.post(address(Source, "delete", the_source().pk), {"post": "yes"})
    assert f">{company}</a>, paragraphs 1" in response.text
    assert Source.objects.filter(slug="src").exists()


def test_a_record_is_deleted_with_its_citations(client):
    make_editor(client)
    company = make_company()
    client.post(address(Company, "delete", company.pk), {"post": "yes"})
    assert not Citation.objects.filter(object_id=company.pk, content_type__model="company").exists()


def test_the_list_narrows_to_what_is_not_cited_or_contested(client):
    make_editor(client)
    make_company(name="Fine")
    make_company(name="Bare", cited=False)
    contested = make_company(name="Contested")
    contested.citations.update(stance="contradicts")
    for evidence, names in {"none": ["Bare"], "contested": ["Contested"], "needs_recheck": []}.items():
        page = client.get(address(Company), {"evidence": evidence})
        assert [record.name for record in page.context["cl"].result_list] == names


def test_a_published_record_with_a_source_that_is_not_published_is_pointed_out(client):
    make_editor(client)
    company = make_company()
    url = address(Company, "change", company.pk)
    assert "Readers don't see" not in messages_of(client.post(url, filled(client.get(url)), follow=True))
    Source.objects.update(is_published=False)
    page = client.post(url, filled(client.get(url)), follow=True)
    assert "Readers don't see what is cited from" in messages_of(page)
    assert address(Source, "change", the_source().pk) in messages_of(page)
    assert client.get(f"/api/v1/companies/{company.slug}/").json()["citations"] == []


def messages_on_saving(client, record):
    url = address(type(record), "change", record.pk)
    return messages_of(client.post(url, filled(client.get(url)), follow=True))


def test_values_that_readers_would_see_without_a_place_are_pointed_out(client):
    make_editor(client)
    funding_round = make_round(when="2021-08", series="a", amount="undisclosed", cited=False, name="A round")
    cite(funding_round, field="amount")
    assert "no place is cited for" not in messages_on_saving(client, funding_round)
    FundingRound.objects.update(is_published=True)
    assert "no place is cited for Series and When." in messages_on_saving(client, funding_round)
    cite(funding_round)
    assert "no place is cited for" not in messages_on_saving(client, funding_round)


def test_a_new_part_of_a_published_record_is_pointed_out_until_it_is_cited(client):
    make_editor(client)
    funding_round, investor = make_round(), make_investor(name="OrbiMed")
    url = address(FundingRound, "change", funding_round.pk)
    lead = row("investments", 0, investor=str(investor.pk), role="lead")
    shown = messages_of(client.post(url, filled(client.get(url)) | lead, follow=True))
    part = Investment.objects.get()
    assert (
        f'<a href="{address(Investment, "change", part.pk)}">OrbiMed (lead)</a>: no place is cited for Role.' in shown
    )
    cite(part)
    assert "no place is cited" not in messages_on_saving(client, part)
