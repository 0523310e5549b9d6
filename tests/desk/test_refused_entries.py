"""An entry that can't be saved as it is comes back as it was typed, with each error at its field."""

import pytest

from companies.models import Company, FundingRound
from records.admin.rights import REVIEWERS, grant_rights
from regulatory.models import Milestone
from tests.admin.forms import make_editor
from tests.builders import make_authority, make_company, make_figure
from tests.desk.articles import at, make_article
from tests.desk.entering import filled, open_form, problems, record

pytestmark = pytest.mark.django_db


def test_a_refused_entry_comes_back_as_it_was_typed_with_each_error_at_its_field(client):
    make_editor(client)
    source = make_article()
    page = record(
        client, source, 2, "companies", "Heartland Medical", city="Suzhou", summary="Makes valves.", country="China",
        **{"record-cite-city-words": "in Wuhan"},
    )  # fmt: skip
    assert not Company.objects.exists()
    assert "Nothing is saved yet" in page.text
    entry = page.context["entry"]
    assert entry.form.errors["country"]
    (city,) = [row for row in entry.rows if row.bound.name == "city"]
    assert "does not stand in paragraph 2" in str(city.cite.errors["words"])
    assert 'value="Suzhou"' in page.text
    assert "Makes valves." in page.text
    assert 'value="in Wuhan"' in page.text


def test_a_likely_duplicate_is_recorded_only_as_another_one(client):
    make_editor(client)
    source = make_article()
    make_company(name="Heartland Medical Co., Ltd.", slug="heartland")
    page = record(client, source, 2, "companies", "Heartland Medical")
    assert "Is it one of these?" in problems(page)
    assert 'name="is_another"' in page.text
    client.post(at(source), filled(page) | {"is_another": "on", "save": "1"})
    assert Company.objects.filter(name="Heartland Medical").exists()


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("Heartland Medical, revenue in 2019", False), ("Heartland Medical 2, revenue in 2018", False),
        ("Heartland Medical: revenue in 2018", True),
    ],
)  # fmt: skip
def test_a_title_that_differs_in_a_year_or_a_number_repeats_nothing(client, name, is_asked):
    make_editor(client)
    make_figure(name="Heartland Medical, revenue in 2018", slug="revenue-2018")
    page = record(client, make_article(), 5, "figures", "12 hospitals", name=name, unit="hospitals", scope="All.")
    assert ("Is it one of these?" in (problems(page) if page.context.get("entry") else "")) is is_asked


def test_an_error_of_the_database_is_a_message_and_nothing_is_lost(client):
    make_editor(client)
    source = make_article()
    words = {"name": "TideClip approved", "pathway": "fda_ide", "outcome": "approved", "scope": "A trial."}
    make_authority(name="FDA", slug="fda", jurisdiction="US")
    page = record(client, source, 4, "milestones", "approved", authority="fda", **words)
    assert "A trial pathway ends in" in problems(page)
    assert 'value="TideClip approved"' in page.text
    assert not Milestone.objects.exists()


def test_a_relation_that_is_not_there_or_is_ambiguous_is_refused_in_words(client):
    make_editor(client)
    source = make_article()
    make_company(name="Heartland", slug="one")
    make_company(name="Heartland", slug="two")
    page = record(client, source, 2, "products", "TideClip", kind="device", company="Heartland")
    assert "is the name of several: Heartland (one); Heartland (two)" in problems(page)
    page = record(client, source, 2, "products", "TideClip", kind="device", company="Nobody at all")
    assert "record it first" in problems(page)


def test_words_that_stand_twice_are_asked_for_and_kept_with_where_they_begin(client):
    make_editor(client)
    source = make_article()
    page = record(client, source, 7, "events", "Spain", name="Heartland in Spain", kind="expansion")
    assert "stands in the paragraph 2 times" in problems(page)
    assert "exports to [Spain]. In" in page.text
    line = page.context["paragraphs"][6].text
    client.post(at(source), filled(page) | {"record-cite-whole-begins": str(line.rindex("Spain")), "save": "1"})
    page = client.get(at(source))
    assert "<mark" not in page.context["paragraphs"][6].sentences[0].marked
    assert "<mark" in page.context["paragraphs"][6].sentences[1].marked


def test_an_entry_is_checked_without_being_saved(client):
    make_editor(client)
    source = make_article()
    page = open_form(client, source, 3, "rounds", "Series B")
    sent = filled(page) | {"check": "1", "when": "March 2021", "amount_stated": "over 300 million yuan", "name": ""}
    page = client.post(at(source), sent)
    assert "more than 300,000,000" in page.text
    assert not FundingRound.objects.exists()


def test_who_may_not_add_a_type_is_not_offered_it(client):
    source = make_article()
    user = make_editor(client, is_superuser=False)
    user.user_permissions.set(grant_rights()[REVIEWERS].permissions.exclude(codename="add_company"))
    page = client.get(at(source), {"paragraph": 2})
    assert "companies" not in dict(page.context["types"])
    assert client.post(at(source), {"paragraph": 2, "type": "companies", "name": "X"}).status_code == 400


def test_words_that_do_not_stand_in_the_paragraph_are_refused_at_once(client):
    make_editor(client)
    page = open_form(client, make_article(), 2, "companies", "heartland medical")
    assert "Paragraph 2 writes “Heartland Medical”." in page.text
    assert page.context["entry"] is None
