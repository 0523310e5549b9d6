"""The source behind the values: its private text, its places."""

import pytest

from companies.models import Company
from sources.models import Citation, Source, SourceText
from tests.admin.forms import CITATIONS, address, errors_of, filled, make_editor, row
from tests.builders import cite, make_company, make_source

pytestmark = pytest.mark.django_db

TEXT = "First.\n\n   \nSecond.\nThird."


def test_the_text_of_a_source_stands_there_with_its_paragraph_numbers(client):
    make_editor(client)
    source = make_source()
    SourceText.objects.create(source=source, text=TEXT)
    page = client.get(address(Source, "change", source.pk)).text
    assert '<li id="paragraph-2">Second.</li>' in page
    assert '<li id="paragraph-3">Third.</li>' in page


def test_a_citation_shows_the_paragraph_that_it_names(client):
    make_editor(client)
    source = make_source("article")
    SourceText.objects.create(source=source, text=TEXT)
    place = cite(make_company(), "article#2")
    page = client.get(address(Citation, "change", place.pk)).text
    assert '<div class="readonly">Second.</div>' in page


def test_a_source_keeps_the_paragraphs_that_are_cited(client):
    make_editor(client)
    source = make_source("article", paragraphs=40)
    cite(make_company(), "article#12")
    url = address(Source, "change", source.pk)
    assert "Paragraph 12 is cited" in errors_of(client.post(url, filled(client.get(url)) | {"paragraphs": "11"}))


def test_a_source_leads_to_its_places(client):
    make_editor(client)
    source = make_source("article")
    cite(make_company(), "article#12")
    assert "2 citations of this source" in client.get(address(Source, "change", source.pk)).text


def test_a_citation_leads_to_its_record_and_is_narrowed_by_source_and_type(client):
    make_editor(client)
    company = make_company()
    place = cite(company, "article#12")
    page = client.get(address(Citation), {"source__id__exact": place.source_id})
    assert f"/admin/companies/company/{company.pk}/change/" in page.text
    page = client.get(address(Citation), {"content_type__id__exact": place.content_type_id})
    assert {row.content_type.model for row in page.context["cl"].result_list} == {"company"}


def cited_words(client, paragraph, stated):
    """What the form of a new company says of these words, cited out of a source whose text is attached."""
    make_editor(client)
    source = make_source("article", paragraphs=3)
    SourceText.objects.create(source=source, text="A lead of “many”.\n\nThe round was led by OrbiMed.\nThird.")
    place = row(CITATIONS, 0, source=str(source.pk), paragraph=paragraph, stated=stated)
    typed = filled(client.get(address(Company, "add"))) | {"name": "Heartland", "slug": "heartland"} | place
    response = client.post(address(Company, "add"), typed)
    return errors_of(response) if response.status_code == 200 else ""


@pytest.mark.parametrize(
    ("paragraph", "stated", "message"),
    [
        ("2", "led by OrbiMed", ""),
        ("2", "led by  OrbiMed", ""),
        ("1", "led by OrbiMed", "does not stand in paragraph 1, but in 2"),
        ("2", "led by Qianji", "does not stand in paragraph 2, nor in another:"),
        ("2", "Led by orbimed", "Paragraph 2 writes “led by OrbiMed”"),
        ("1", 'lead of "many"', "Paragraph 1 writes “lead of “many””"),
    ],
)
def test_words_are_looked_up_in_the_paragraph_that_is_cited_for_them(client, paragraph, stated, message):
    errors = cited_words(client, paragraph, stated)
    assert message in errors
    assert bool(errors) == bool(message)
    assert Company.objects.filter(slug="heartland").exists() == (not message)


def test_a_place_that_nobody_touched_is_not_looked_up_again(client):
    make_editor(client)
    company = make_company()
    place = cite(company, "article#2", field="city", stated="Suzhou")
    SourceText.objects.create(source=place.source, text=TEXT)
    url = address(Company, "change", company.pk)
    assert client.post(url, filled(client.get(url)) | {"city": "Wuxi"}).status_code == 302
