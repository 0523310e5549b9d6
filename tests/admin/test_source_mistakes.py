"""Mistakes with a source: one entered by mistake, a file that is no text, words cut off, and notices said once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from companies.models import Company
from sources.models import Citation, Source, SourceText
from sources.texts import is_cut
from tests.admin.forms import CITATIONS, address, enter, errors_of, filled, make_editor, messages_of, row
from tests.builders import cite, make_company, make_outcome, make_source, make_study

pytestmark = pytest.mark.django_db


def test_a_source_that_nothing_else_cites_is_deleted_in_one_step(client):
    make_editor(client)
    source = make_source("article")
    url = address(Source, "delete", source.pk)
    assert "Are you sure" in client.get(url).text
    client.post(url, {"post": "yes"})
    assert not Source.objects.filter(pk=source.pk).exists()
    assert not Citation.objects.exists()


def test_so_are_several_from_the_list(client):
    make_editor(client)
    chosen = [make_source().pk, make_source().pk]
    client.post(address(Source), {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert not Source.objects.exists()


def test_a_cited_source_says_what_cites_it_by_titles_with_links_and_stays(client):
    make_editor(client)
    company, study = make_company(name="Heartland", cited=False), make_study(cited=False)
    for place in ("article#5", "article#6"):
        cite(company, place)
    outcome = make_outcome(study, metric="Success", cited=False)
    cite(outcome, "article#7")
    source = Source.objects.get(slug="article")
    url = address(Source, "delete", source.pk)
    page = client.get(url).text
    assert f'Company: <a href="{address(Company, "change", company.pk)}">Heartland</a>, paragraphs 5, 6' in page
    assert f'Outcome: <a href="{address(type(outcome), "change", outcome.pk)}">Success: </a>, paragraphs 7' in page
    assert "article#1" not in page
    client.post(url, {"post": "yes"})
    assert Source.objects.filter(pk=source.pk).exists()
    assert source.citations.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [("<!DOCTYPE html>\n<p>One.</p>\n<p>Two.</p>", "This is HTML"), ("All of it in one line.", "a single line")],
)
def test_the_editor_is_asked_before_what_is_hardly_a_text_is_taken(client, text, message):
    make_editor(client)
    typed = {"title": "The article", "slug": "article", "kind": "article"}

    def file():
        return {"text_file": SimpleUploadedFile("article.txt", text.encode(), "text/plain")}

    answer = enter(client, Source, **typed, **file())
    assert message in errors_of(answer)
    assert 'type="checkbox" name="is_text"' in answer.text
    assert not Source.objects.exists()
    client.post(address(Source, "add"), filled(answer) | typed | {"is_text": "on"} | file())
    assert SourceText.objects.get().text == text


@pytest.mark.parametrize(
    ("words", "paragraph", "expected"),
    [
        ("led by OrbiMed", "It was led by OrbiMed.", False),
        ("ed by Orbi", "It was led by OrbiMed.", True),
        ("Orbi", "It was led by OrbiMed.", True),
        ("Orbi", "OrbiMed, or Orbi for short", False),
        ("MDR", "a CE-MDR certificate", False),
        ("5 million", "US$1.5 million", True),
        ("1.5 million", "US$1.5 million", False),
        ("医疗", "心田医疗科技", False),
        ("Heartland", "心田Heartland医疗", False),
    ],
)
def test_words_are_cut_where_they_begin_or_end_inside_a_word(words, paragraph, expected):
    assert is_cut(words, paragraph) == expected


def test_the_editor_is_asked_before_words_are_cited_that_are_cut(client):
    make_editor(client)
    source = make_source("article", paragraphs=1)
    SourceText.objects.create(source=source, text="The round was led by OrbiMed.")
    place = row(CITATIONS, 0, source=str(source.pk), paragraph="1", stated="led by Orbi")
    answer = enter(client, Company, name="Heartland", slug="heartland", **place)
    assert "begins or ends inside a word" in errors_of(answer)
    client.post(address(Company, "add"), filled(answer) | row(CITATIONS, 0, as_they_stand="on"))
    assert Company.objects.get().citations.get().stated == "led by Orbi"


def test_what_readers_do_not_see_is_said_once_for_a_source(client):
    make_editor(client)
    make_source("hidden", is_published=False)
    company = make_company(cited=False, is_published=True)
    cite(company, "hidden#3")
    cite(company, "src#3")
    url = address(Company, "change", company.pk)
    said = [messages_of(client.post(url, filled(client.get(url)) | {"city": city}, follow=True)) for city in "AB"]
    assert ["Readers don't see" in text.replace("&#x27;", "'") for text in said] == [True, False]
