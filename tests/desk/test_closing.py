"""A paragraph ends when somebody closes it, and a source when it was read a second time."""

import pytest

from desk.models import ReadPart, SecondReading
from sources.models import Source
from tests.admin.forms import address, filled, make_editor, messages_of
from tests.builders import cite, make_company, make_source
from tests.desk.articles import at, close_all, end, make_article

pytestmark = pytest.mark.django_db


def test_the_desk_counts_the_open_paragraphs_and_leads_to_the_next(client):
    make_editor(client)
    source = make_article()
    page = end(client, source, 2, "recorded")
    assert "6 of 7 paragraphs open" in page.text
    assert "Next open paragraph: 4" in page.text  # the third is the one at hand
    assert page.redirect_chain[-1][0].endswith("?paragraph=3#paragraph-3")


@pytest.mark.parametrize(("ending", "label"), [("recorded", "Recorded"), ("nothing", "Nothing to record")])
def test_a_paragraph_ends_as_recorded_or_with_nothing_to_record_and_is_dimmed(client, ending, label):
    make_editor(client, username="anna")
    source = make_article()
    page = end(client, source, 3, ending)
    assert page.context["paragraphs"][2].is_closed
    assert f"{label}" in page.text
    assert "(anna)" in " ".join(page.text.split())
    assert 'class="kb-paragraph kb-closed' in page.text


def test_what_the_model_lacks_is_kept_with_the_kind_and_listed_with_links(client):
    make_editor(client)
    source = make_article()
    end(client, source, 6, "no_place", missing="distribution agreement")
    end(client, source, 7, "no_place", missing="Distribution agreement", sentence=2)
    end(client, source, 5, "no_place", missing="price")
    page = client.get("/admin/not-in-the-model/")
    assert [(kind, len(parts)) for kind, parts in page.context["kinds"]] == [
        ("distribution agreement", 2),
        ("price", 1),
    ]
    assert f"{at(source)}?paragraph=6#paragraph-6" in page.text
    assert "sentence 2" in page.text


def test_what_has_no_place_is_of_a_kind_and_nothing_else_is(client):
    """The rule what_has_no_place_is_of_a_kind."""
    make_editor(client)
    source = make_article()
    assert "Say which kind is missing" in messages_of(end(client, source, 1, "no_place"))
    assert "Say which kind is missing" in messages_of(end(client, source, 1, "nothing", missing="price"))
    assert not ReadPart.objects.exists()


def test_an_ending_is_known_and_a_part_ends_in_one_way(client):
    """The rules an_ending_is_known and a_part_ends_in_one_way."""
    make_editor(client)
    source = make_article()
    assert "Paragraph 1" in messages_of(end(client, source, 1, "forgotten"))
    end(client, source, 1, "recorded")
    end(client, source, 1, "nothing")
    assert [part.ending for part in ReadPart.objects.all()] == ["nothing"]


def test_a_paragraph_that_is_not_there_can_not_be_closed(client):
    make_editor(client)
    assert "has 7 paragraphs" in messages_of(end(client, make_article(), 8, "nothing"))


def test_a_sentence_ends_by_itself_and_leaves_its_paragraph_open(client):
    make_editor(client)
    source = make_article()
    sent = {"paragraph": 2, "ending-1": "recorded", "ending-2": "no_place", "missing-2": "price"}
    page = client.post(at(source, "sentences"), sent, follow=True)
    assert "7 of 7 paragraphs open" in page.text
    ended = [sentence.ended and sentence.ended.ending for sentence in page.context["paragraphs"][1].sentences]
    assert ended == ["recorded", "no_place"]
    client.post(at(source, "sentences"), sent | {"ending-1": "open"})
    assert [part.sentence for part in ReadPart.objects.all()] == [2]


def test_a_closed_paragraph_can_be_opened_again(client):
    make_editor(client)
    source = make_article()
    end(client, source, 2, "nothing")
    assert "7 of 7 paragraphs open" in end(client, source, 2, "open").text


def test_the_first_ending_makes_a_queued_source_one_that_is_read(client):
    make_editor(client)
    source = make_article()
    end(client, source, 2, "nothing")
    assert Source.objects.get(pk=source.pk).reading_status == "in_work"


def test_a_source_with_an_open_paragraph_is_not_done(client):
    make_editor(client)
    source = make_article()
    end(client, source, 1, "nothing")
    assert "still open: 6" in messages_of(client.post(at(source, "finish"), follow=True))
    assert Source.objects.get(pk=source.pk).reading_status == "in_work"


def test_done_needs_a_second_reading_by_another_editor_where_there_is_one(client):
    make_editor(client, username="anna")
    source = make_article()
    close_all(client, source)
    reader = make_editor(client, username="bert", is_superuser=False)  # may not read texts: no other reader
    client.logout()
    make_editor(client, username="carl")
    reader.is_superuser = True
    reader.save()
    end(client, source, 1, "recorded")
    refused = messages_of(client.post(at(source, "finish"), follow=True))
    assert "for another editor (bert)" in refused
    client.force_login(reader)
    assert "Done" in client.post(at(source, "finish"), follow=True).text
    assert Source.objects.get(pk=source.pk).reading_status == "done"
    assert SecondReading.objects.get().by == "bert"


def test_an_editor_who_is_alone_reads_it_a_second_time_as_well(client):
    make_editor(client, username="anna")
    source = make_article()
    close_all(client, source)
    page = client.post(at(source, "finish"), follow=True)
    assert "Read a second time by anna" in page.text


def test_a_source_that_was_done_before_the_desk_is_closed_in_every_paragraph(client):
    make_editor(client)
    page = client.get(at(make_article(reading_status="done")))
    assert all(paragraph.is_closed for paragraph in page.context["paragraphs"])
    assert "every paragraph is closed" in page.text


def test_opening_a_paragraph_of_a_source_that_is_done_leaves_the_others_closed(client):
    make_editor(client)
    source = make_article(reading_status="done")
    cite(make_company(), "article#2")
    SecondReading.objects.create(source=source, by="anna")
    page = end(client, source, 5, "open")
    assert "1 of 7 paragraphs open" in page.text
    assert [paragraph.number for paragraph in page.context["paragraphs"] if not paragraph.is_closed] == [5]
    assert Source.objects.get(pk=source.pk).reading_status == "in_work"
    assert not SecondReading.objects.exists()
    assert [part.paragraph for part in ReadPart.objects.filter(ending="recorded")] == [1, 2]


def test_the_form_of_a_source_shows_how_far_it_is_read_and_leads_to_the_desk(client):
    make_editor(client)
    source = make_article()
    url = address(Source, "change", source.pk)
    page = client.get(url)
    assert at(source) in page.text
    client.post(url, filled(page) | {"reading_status": "done"})
    assert Source.objects.get(pk=source.pk).reading_status == "queued"
    assert at(source) in client.get(address(Source)).text


def test_a_new_source_is_not_done(client):
    make_editor(client)
    form = client.get(address(Source, "add")).context["adminform"].form
    assert [value for value, _label in form.fields["reading_status"].choices] == ["queued", "in_work"]


def test_without_its_text_the_desk_says_what_to_do(client):
    make_editor(client)
    source = make_source()
    assert "not attached" in client.get(at(source)).text
