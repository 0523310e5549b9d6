"""Two editors on one record: nothing is overwritten unseen, and nothing that was typed is lost."""

import pytest
from django.db import transaction

from companies.models import Company
from products.models import Study
from sources.models import Citation
from tests.admin.forms import CITATIONS, NAMES, address, errors_of, filled, make_editor, messages_of, row
from tests.builders import cite, make_company, make_name, make_outcome, make_segment, make_study

pytestmark = pytest.mark.django_db
KEPT = "Changed since you opened this page:"


def both_open(client, record):
    """The page as both editors see it before either saves."""
    url = address(type(record), "change", record.pk)
    return url, filled(client.get(url))


def test_each_changes_another_value_and_both_are_kept_and_told(client):
    make_editor(client)
    company = make_company(city="Suzhou", summary="Old.")
    url, page = both_open(client, company)
    client.post(url, page | {"city": "Wuxi"})
    answer = client.post(url, page | {"summary": "Mine."}, follow=True)
    company.refresh_from_db()
    assert (company.city, company.summary) == ("Wuxi", "Mine.")
    assert "City: somebody outside the admin" in messages_of(answer)
    assert "changed “Suzhou” to “Wuxi” meanwhile; that stays." in messages_of(answer)


@pytest.mark.usefixtures("committed")
@pytest.mark.django_db(transaction=True)
def test_who_changed_the_value_meanwhile_is_named(client):
    make_editor(client, username="first")
    with transaction.atomic():
        company = make_company(city="Suzhou")
    url, page = both_open(client, company)
    client.post(url, page | {"city": "Wuxi"})
    make_editor(client, username="second")
    assert "first (" in errors_of(client.post(url, page | {"city": "Hefei"}))


def test_what_both_changed_is_refused_once_with_both_values_and_then_saved_as_it_stands_in_the_form(client):
    make_editor(client)
    company = make_company(city="Suzhou", summary="Old.")
    url, page = both_open(client, company)
    client.post(url, page | {"city": "Wuxi", "summary": "Theirs."})
    answer = client.post(url, page | {"city": "Hefei"})
    company.refresh_from_db()
    assert company.city == "Wuxi"
    assert "from “Suzhou” to “Wuxi”" in errors_of(answer)
    assert 'value="Hefei"' in answer.text
    assert client.post(url, filled(answer)).status_code == 302
    company.refresh_from_db()
    assert (company.city, company.summary) == ("Hefei", "Theirs.")


def test_theirs_is_taken_where_it_is_ticked(client):
    make_editor(client)
    company = make_company(city="Suzhou", summary="Old.")
    url, page = both_open(client, company)
    client.post(url, page | {"city": "Wuxi", "summary": "Theirs."})
    answer = client.post(url, page | {"city": "Hefei", "summary": "Mine."})
    assert 'name="theirs" value="city"' in answer.text
    client.post(url, filled(answer) | {"theirs": ["city"]})
    company.refresh_from_db()
    assert (company.city, company.summary) == ("Wuxi", "Mine.")


def test_a_value_changed_again_after_the_refusal_is_shown_again(client):
    make_editor(client)
    url, page = both_open(client, make_company(city="Suzhou"))
    client.post(url, page | {"city": "Wuxi"})
    refused = filled(client.post(url, page | {"city": "Hefei"}))
    client.post(url, filled(client.get(url)) | {"city": "Wuhan"})
    assert "from “Wuxi” to “Wuhan”" in errors_of(client.post(url, refused))


def test_the_same_change_by_both_is_none(client):
    make_editor(client)
    url, page = both_open(client, make_company(city="Suzhou"))
    client.post(url, page | {"city": "Wuxi"})
    answer = client.post(url, page | {"city": "Wuxi"}, follow=True)
    assert KEPT not in messages_of(answer)


@pytest.mark.parametrize("seal", [None, "", "made up", "W10:1abc:x"])
def test_a_form_without_its_seal_overwrites_nothing(client, seal):
    make_editor(client)
    company = make_company(city="Suzhou")
    url, page = both_open(client, company)
    client.post(url, page | {"city": "Wuxi"})
    for name in ("seen", f"{CITATIONS}-seen", f"{NAMES}-seen"):
        page[name] = seal
    answer = client.post(url, {name: value for name, value in page.items() if value is not None} | {"city": "Hefei"})
    company.refresh_from_db()
    assert company.city == "Wuxi"
    assert client.post(url, filled(answer)).status_code == 302
    assert company.citations.count() == 1


def test_both_add_to_a_list_and_take_from_it(client):
    make_editor(client)
    first, second, third = (make_segment() for _ in range(3))
    company = make_company(segments=[first])
    url, page = both_open(client, company)
    client.post(url, page | {"segments": [str(first.pk), str(second.pk)]})
    client.post(url, page | {"segments": [str(third.pk)]})
    assert {*company.segments.all()} == {second, third}


def test_a_note_changed_by_both_is_named_with_both_values(client):
    make_editor(client)
    company = make_company()
    url, page = both_open(client, company)
    client.post(url, page | {f"{CITATIONS}-0-note": "Read again."})
    answer = client.post(url, page | {f"{CITATIONS}-0-note": "Mine."})
    assert "from “nothing” to “Read again.”" in errors_of(answer)
    assert 'value="Mine."' in answer.text
    client.post(url, filled(answer))
    assert company.citations.get().note == "Mine."


def test_a_citation_changed_on_its_own_page_stays_where_the_record_s_form_did_not_touch_it(client):
    make_editor(client)
    company = make_company()
    url, page = both_open(client, company)
    place = company.citations.get()
    of_place = address(Citation, "change", place.pk)
    client.post(of_place, filled(client.get(of_place)) | {"note": "Read again."})
    answer = client.post(url, page | {"city": "Wuxi"}, follow=True)
    place.refresh_from_db()
    assert place.note == "Read again."
    assert "src#1, note: " in messages_of(answer)


def test_two_editors_on_one_citation_are_told_as_well(client):
    make_editor(client)
    place = make_company().citations.get()
    url, page = both_open(client, place)
    client.post(url, page | {"note": "Read again."})
    assert "to “Read again.” meanwhile" in errors_of(client.post(url, page | {"note": "Mine."}))
    place.refresh_from_db()
    assert place.note == "Read again."


def test_publishing_from_the_list_stays(client):
    make_editor(client)
    company = make_company(is_published=False)
    url, page = both_open(client, company)
    client.post(address(Company), {"action": "publish", "_selected_action": [company.pk]})
    client.post(url, page)
    company.refresh_from_db()
    assert company.is_published


def test_a_row_that_the_other_deleted_stays_deleted_if_nothing_was_typed_in_it(client):
    make_editor(client)
    study = make_study()
    make_outcome(study, metric="Success")
    url, page = both_open(client, study)
    client.post(url, page | {"outcomes-0-DELETE": "on"})
    answer = client.post(url, page | {"summary": "Mine."}, follow=True)
    assert not study.outcomes.exists()
    assert "deleted “Success" in messages_of(answer)


def test_what_was_typed_in_a_row_that_the_other_deleted_is_a_new_row_to_be_saved_or_emptied(client):
    make_editor(client)
    study = make_study()
    make_outcome(study, metric="Success")
    url, page = both_open(client, study)
    client.post(url, page | {"outcomes-0-DELETE": "on"})
    answer = client.post(url, page | {"outcomes-0-note": "Relative."})
    assert "deleted this row meanwhile" in errors_of(answer)
    assert not study.outcomes.exists()
    assert client.post(url, filled(answer)).status_code == 302
    assert (study.outcomes.get().metric, study.outcomes.get().note) == ("Success", "Relative.")
    study.outcomes.all().delete()
    emptied = filled(answer) | row("outcomes", 0, metric="", note="")
    assert client.post(url, emptied).status_code == 302
    assert not study.outcomes.exists()


def test_a_row_that_the_other_changed_is_not_deleted_unseen(client):
    make_editor(client)
    company = make_company()
    place = cite(company, "src#5", field="city", stated="Suzhou")
    url, page = both_open(client, company)
    client.post(url, page | {f"{CITATIONS}-1-note": "Read again."})
    answer = client.post(url, page | {f"{CITATIONS}-1-DELETE": "on"})
    assert "You delete “src#5”, which somebody outside the admin" in errors_of(answer)
    assert client.post(url, filled(answer)).status_code == 302
    assert not Citation.objects.filter(pk=place.pk).exists()


def test_a_row_that_the_other_entered_stays_and_is_told(client):
    make_editor(client)
    company = make_company()
    url, page = both_open(client, company)
    client.post(url, page | row(NAMES, 0, text="Heartland", kind="brand", language="en"))
    answer = client.post(url, page | row(NAMES, 0, text="Xintian", kind="brand", language="en"), follow=True)
    assert sorted(name.text for name in company.names.all()) == ["Heartland", "Xintian"]
    assert "entered “Heartland” meanwhile" in messages_of(answer)


def test_the_same_row_entered_by_both_is_there_once(client):
    make_editor(client)
    company = make_company()
    url, page = both_open(client, company)
    for _editor in range(2):
        answer = client.post(url, page | row(NAMES, 0, text="Heartland", kind="brand", language="en"))
        assert answer.status_code == 302
    assert company.names.count() == 1


def test_a_form_whose_record_has_been_given_another_name_row_is_saved_with_both(client):
    make_editor(client)
    company = make_company()
    name = make_name(company, "Heartland")
    url, page = both_open(client, company)
    client.post(url, page | {f"{NAMES}-0-text": "Heartland Medical"})
    client.post(url, page | {f"{NAMES}-0-kind": "brand"})
    name.refresh_from_db()
    assert (name.text, name.kind) == ("Heartland Medical", "brand")


def test_a_study_opened_before_its_outcomes_were_sorted_anew_keeps_each_in_its_row(client):
    make_editor(client)
    study = make_study()
    early, late = make_outcome(study, metric="B"), make_outcome(study, metric="C")
    url, page = both_open(client, study)
    client.post(url, page | {"outcomes-1-metric": "A"})  # it comes first now
    client.post(url, page | {"outcomes-0-note": "Of B."})
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.metric, early.note, late.metric, late.note) == ("B", "Of B.", "A", "")
    assert Study.objects.get().outcomes.count() == 2
