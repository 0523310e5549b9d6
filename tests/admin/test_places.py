"""Places on the forms: the last one is offered for the next, each field says where it is cited, parts are cited too."""

import pytest

from companies.models import Company, Person
from products.models import Product, Study
from sources.models import Citation, SourceText
from tests.admin.forms import CITATIONS, address, enter, errors_of, filled, make_editor, row
from tests.builders import cite, make_company, make_outcome, make_source, make_study

pytestmark = pytest.mark.django_db


def change(client, record, **values):
    url = address(type(record), "change", record.pk)
    return client.post(url, filled(client.get(url)) | values, follow=True)


def cite_first(client, source, paragraph="3"):
    place = row(CITATIONS, 0, source=str(source.pk), paragraph=paragraph, field="*")
    enter(client, Company, name="Heartland", slug="heartland", **place)


@pytest.mark.parametrize("query", ["", "?_popup=1"])
def test_the_place_cited_last_is_offered_for_the_next_record_also_in_a_pop_up(client, query):
    make_editor(client)
    source = make_source("article", paragraphs=9)
    cite_first(client, source)
    page = client.get(address(Product, "add") + query)
    typed = filled(page)
    assert (typed[f"{CITATIONS}-0-source"], typed[f"{CITATIONS}-0-paragraph"]) == (str(source.pk), "3")
    assert f'name="{CITATIONS}-__prefix__-paragraph" value="3"' in page.text


def test_an_offered_place_of_which_nothing_is_said_is_not_cited(client):
    make_editor(client)
    cite_first(client, make_source("article", paragraphs=9))
    enter(client, Company, name="Lanbo", slug="lanbo")
    assert not Company.objects.get(slug="lanbo").citations.exists()
    study = make_study()
    make_outcome(study)
    change(client, study, summary="New.")
    assert not study.outcomes.get().citations.exclude(source__slug="src").exists()


@pytest.mark.parametrize("said", [{"field": "*"}, {"field": "kind"}, {"stated": "device maker"}])
def test_it_is_cited_as_soon_as_one_says_for_what_or_in_which_words(client, said):
    make_editor(client)
    cite_first(client, make_source("article", paragraphs=9))
    enter(client, Company, name="Lanbo", slug="lanbo", kind="device", **row(CITATIONS, 0, **said))
    place = Company.objects.get(slug="lanbo").citations.get()
    assert str(place) == "article#3"
    assert place.field == said.get("field", "").replace("*", "")


def test_each_field_says_which_places_are_cited_for_it_with_a_link_to_the_row(client):
    make_editor(client)
    company = make_company(city="Suzhou")
    cite(company, "src#5", field="city", stated="in Suzhou")
    page = client.get(address(Company, "change", company.pk)).text
    assert f'Cited: <a href="#{CITATIONS}-1">src#5 “in Suzhou”</a>' in page
    assert f'id="{CITATIONS}-1"' in page


def test_a_part_is_cited_on_the_page_of_its_record(client):
    make_editor(client)
    source = make_source("article", paragraphs=9)
    study = make_study()
    outcome = make_outcome(study, metric="Success", amount="91.1%", unit="%", cited=False)
    place = row("outcomes", 0, place_source=str(source.pk), place_paragraph="4", place_words="91.1%")
    change(client, study, **place)
    made = outcome.citations.get()
    assert (str(made), made.stated, made.field) == ("article#4", "91.1%", "amount")
    page = client.get(address(Study, "change", study.pk)).text
    assert f'<a href="{address(Citation, "change", made.pk)}">article#4 “91.1%”</a>'.replace(" “91.1%”</a>", "") in page


def test_a_new_part_is_entered_with_its_place(client):
    make_editor(client)
    source, company = make_source("article", paragraphs=9), make_company()
    position = row(
        "positions", 0, company=str(company.pk), title="Founder", tenure="current", place_source=str(source.pk),
        place_paragraph="2", place_field="*",
    )  # fmt: skip
    enter(client, Person, name="Li Wei", slug="li-wei", **position)
    assert [str(place) for place in Person.objects.get().positions.get().citations.all()] == ["article#2"]


def test_the_place_of_a_part_is_checked_like_any_other(client):
    make_editor(client)
    source = make_source("article", paragraphs=2)
    SourceText.objects.create(source=source, text="First.\nSecond.")
    study = make_study()
    make_outcome(study)
    for typed, message in (
        ({"place_paragraph": "9", "place_words": "First"}, "has 2 paragraphs"),
        ({"place_paragraph": "2", "place_words": "First"}, "does not stand in paragraph 2, but in 1"),
        ({"place_paragraph": "", "place_words": "First"}, "Say where it stands."),
    ):
        answer = change(client, study, **row("outcomes", 0, place_source=str(source.pk), **typed))
        assert message in errors_of(answer)


def test_the_same_place_typed_again_for_a_part_is_cited_once(client):
    make_editor(client)
    source, study = make_source("article", paragraphs=9), make_study()
    outcome = make_outcome(study, cited=False)
    for _time in range(2):
        change(client, study, **row("outcomes", 0, place_source=str(source.pk), place_paragraph="4", place_field="*"))
    assert outcome.citations.count() == 1
