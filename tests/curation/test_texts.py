"""verify_citations holds the citations against the texts; attach_texts keeps the texts for editors only."""

import pytest

from curation.loading import load
from sources.models import Citation, Source, SourceText
from sources.texts import paragraphs_of
from tests.builders import MAKERS
from tests.curation.folders import SHA, TEXT, command, good, refused, write

pytestmark = pytest.mark.django_db


def loaded(folder, text=TEXT):
    """A loaded knowledge base and the folder with the text of its source."""
    load(good(folder / "fixtures"))
    Citation.objects.filter(field="names").delete()
    return write(folder / "texts", {"000.txt": text.encode()})


def test_a_paragraph_is_a_line_that_is_not_blank():
    assert paragraphs_of("one\n\n \t\n  two  \n\u3000\nthree") == ["one", "two", "three"]


def test_citations_that_stand_as_stated_pass(tmp_path):
    assert "citations stand as stated" in command("verify_citations", loaded(tmp_path))


def test_a_phrase_that_does_not_stand_there_is_named(tmp_path):
    texts = loaded(tmp_path)
    Citation.objects.filter(stated="In March 2025").update(stated="In May 2025")
    assert "src#3 [when]: “In May 2025” does not stand there" in refused("verify_citations", texts)


def test_a_phrase_of_another_paragraph_is_named(tmp_path):
    texts = loaded(tmp_path)
    Citation.objects.filter(stated="In March 2025").update(paragraph=2)
    assert "src#2 [when]" in refused("verify_citations", texts)


def test_white_space_does_not_matter(tmp_path):
    texts = loaded(tmp_path)
    Citation.objects.filter(stated="In March 2025").update(stated="In  March\u00a02025")
    assert "citations stand as stated" in command("verify_citations", texts)


def test_a_paragraph_that_the_text_has_not_is_named(tmp_path):
    texts = loaded(tmp_path)
    Source.objects.update(paragraphs=4)
    Citation.objects.filter(stated="In March 2025").update(paragraph=4)
    output = refused("verify_citations", texts)
    assert "src: 3 paragraphs, but 4 are recorded" in output
    assert "src#4: there is no such paragraph" in output


def test_a_changed_text_is_noticed(tmp_path):
    texts = loaded(tmp_path, TEXT + "\n")
    assert "No text in the folder has the SHA-256 of src." in refused("verify_citations", texts)


@pytest.mark.parametrize("name", ["verify_citations", "attach_texts"])
def test_a_folder_that_is_not_there_is_named(tmp_path, name):
    assert "There is no folder" in refused(name, tmp_path / "nowhere")


def test_a_text_is_attached_to_the_source_that_has_its_hash(tmp_path):
    assert "Attached: src" in command("attach_texts", loaded(tmp_path))
    assert SourceText.objects.get().source == Source.objects.get(sha256=SHA)
    assert SourceText.objects.get().text == TEXT


def test_attaching_twice_keeps_one_text(tmp_path):
    texts = loaded(tmp_path)
    command("attach_texts", texts)
    command("attach_texts", texts)
    assert SourceText.objects.count() == 1


def test_a_folder_without_any_known_text_is_refused(tmp_path):
    assert "has the SHA-256 of a source" in refused("attach_texts", loaded(tmp_path, "another text"))


@pytest.mark.parametrize("record_type", [*MAKERS, "citations"])
def test_no_address_of_the_api_shows_the_text(client, tmp_path, record_type):
    texts = loaded(tmp_path)
    command("attach_texts", texts)
    read = client.get(f"/api/v1/{record_type}/").content.decode()
    assert "raised tens of millions of dollars, led by" not in read


@pytest.mark.parametrize("address", ["/api/v1/sources/src/", "/sources/src/", "/sources/", "/"])
def test_no_page_of_a_source_shows_the_text(client, tmp_path, address):
    texts = loaded(tmp_path)
    command("attach_texts", texts)
    read = client.get(address).content.decode()
    assert "raised tens of millions of dollars, led by" not in read
