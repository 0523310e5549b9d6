"""A source is entered with its text, by someone who has nothing but the article."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sources.models import Source, SourceText
from tests.admin.forms import address, errors_of, filled, make_editor, messages_of
from tests.builders import cite, make_company, make_source

pytestmark = pytest.mark.django_db

TEXT = "First.\n\n   \nSecond.\n第三。"
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def attached(text=TEXT):
    content = text if isinstance(text, bytes) else text.encode()
    return {"text_file": SimpleUploadedFile("article.txt", content, "text/plain")}


def enter(client, **values):
    typed = {"title": "The article", "slug": "article", "kind": "article", "is_published": "on"}
    return client.post(address(Source, "add"), filled(client.get(address(Source, "add"))) | typed | values, follow=True)


def change(client, source, **values):
    url = address(Source, "change", source.pk)
    return client.post(url, filled(client.get(url)) | values, follow=True)


def test_a_source_is_entered_and_published_from_nothing_but_its_text(client):
    make_editor(client)
    page = enter(client, **attached())
    source = Source.objects.published().get()
    assert (source.paragraphs, source.sha256) == (3, SHA)
    assert source.private_text.text == TEXT
    assert [str(place) for place in source.citations.all()] == ["article#1"]
    assert "cites its own first paragraph" in messages_of(page)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe\x00", "no text in UTF-8"),
        ("A\0B", "no text with paragraphs"),
        (" \n\n ", "no text with paragraphs"),
        ("x" * (2 * 1024 * 1024 + 1), "at most 2.0"),
    ],
    ids=["no UTF-8", "a NUL", "blank", "too large"],
)
def test_a_file_that_is_no_text_is_refused_in_words(client, content, message):
    make_editor(client)
    assert message in errors_of(enter(client, **attached(content)))
    assert not Source.objects.exists()


def test_without_a_text_its_numbers_are_asked_for(client):
    make_editor(client)
    assert errors_of(enter(client)).count("Attach the text, or say it.") == 2
    enter(client, paragraphs="3", sha256=SHA)
    assert Source.objects.get().paragraphs == 3


def test_the_text_of_a_source_that_is_there_is_attached_if_it_is_the_one_that_was_read(client):
    make_editor(client)
    source = make_source(paragraphs=3, sha256=SHA)
    assert "The text in the file has" in errors_of(change(client, source, **attached("Another.\nOne.\nHere.")))
    assert not SourceText.objects.exists()
    change(client, source, **attached())
    assert SourceText.objects.get().text == TEXT


def test_a_text_with_fewer_paragraphs_than_are_cited_is_refused(client):
    make_editor(client)
    source = make_source("article", paragraphs=40)
    cite(make_company(), "article#12")
    answer = change(client, source, paragraphs="", sha256="", **attached())
    assert "Paragraph 12 is cited" in errors_of(answer)
    assert not SourceText.objects.exists()
