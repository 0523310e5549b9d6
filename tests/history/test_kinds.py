"""What a revision says of itself: who, what sort of change, why."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from companies.models import Company
from history.models import Revision
from history.writing import description, revising
from names.merging import merge
from sources.attaching import attach_text
from sources.models import Citation
from tests.admin.forms import CITATIONS, address, filled, make_editor, row
from tests.builders import cite, make_company, make_source
from tests.curation.folders import change, good, refused
from tests.history.revisions import add, new_revisions, run

pytestmark = pytest.mark.usefixtures("database_to_write")


@pytest.fixture
def editor(client, database_to_write):
    """Ann, logged in to `client`."""
    User.objects.filter(username="ann").delete()
    return make_editor(client, username="ann")


def newest():
    revision = Revision.objects.latest("number")
    return revision.author, revision.kind, revision.reason


def test_the_form_asks_for_kind_and_reason_with_the_likely_kind_chosen(client, editor):
    page = client.get(address(Company, "change", add(make_company).pk))
    assert '<option value="correction" selected>' in page.text
    assert 'name="revision_reason"' in page.text
    assert '<option value="enrichment" selected>' in client.get(address(Company, "add")).text
    assert 'value="merge"' not in page.text


def test_the_form_of_a_citation_asks_as_well(client, editor):
    citation = add(make_company).citations.get()
    assert '<option value="correction" selected>' in client.get(address(Citation, "change", citation.pk)).text


def test_a_change_is_of_the_kind_and_for_the_reason_that_the_editor_says(client, editor):
    page = address(Company, "change", add(make_company).pk)
    typed = filled(client.get(page)) | {"city": "Wuxi", "revision_kind": "event", "revision_reason": "They moved."}
    client.post(page, typed)
    assert newest() == ("ann", "event", "They moved.")
    assert description() == ("", "", "")


def test_a_new_citation_in_the_form_is_of_that_revision(client, editor):
    company = add(make_company)
    page = address(Company, "change", company.pk)
    typed = filled(client.get(page)) | {"revision_kind": "enrichment", f"{CITATIONS}-TOTAL_FORMS": "2"}
    source = company.citations.get().source_id
    with new_revisions() as made:
        client.post(page, typed | row(CITATIONS, 1, source=source, paragraph=3, stance="supports", basis="stated"))
    assert [(one.author, one.kind) for one in made] == [("ann", "enrichment")]


def test_what_was_answered_is_there_when_the_form_comes_back_with_mistakes(client, editor):
    page = address(Company, "change", add(make_company).pk)
    typed = filled(client.get(page)) | {"name": "", "revision_kind": "event", "revision_reason": "They moved."}
    again = client.post(page, typed)
    assert '<option value="event" selected>' in again.text
    assert 'value="They moved."' in again.text


def test_a_kind_that_is_set_by_the_program_alone_is_refused(client, editor):
    page = address(Company, "change", add(make_company).pk)
    typed = filled(client.get(page)) | {"city": "Wuxi"}
    with new_revisions() as made:
        assert client.post(page, typed | {"revision_kind": "merge"}).status_code == 400
    assert made == []


def test_a_long_reason_is_kept_whole(client, editor):
    page = address(Company, "change", add(make_company).pk)
    with new_revisions() as made:
        client.post(page, filled(client.get(page)) | {"city": "Wuxi", "revision_reason": "why " * 200})
    assert [one.reason for one in made] == [("why " * 200).strip()]


def test_a_deletion_asks_too(client, editor):
    page = address(Company, "delete", add(make_company).pk)
    assert '<option value="correction" selected>' in client.get(page).text
    client.post(page, {"post": "yes", "revision_kind": "withdrawal", "revision_reason": "No such company."})
    assert newest() == ("ann", "withdrawal", "No such company.")


@pytest.mark.parametrize(("action", "kind"), [("unpublish", "correction"), ("publish", "enrichment")])
def test_an_action_has_the_kind_that_fits_it_or_the_chosen_one(client, editor, action, kind):
    company = add(make_company)
    Company.objects.filter(pk=company.pk).update(is_published=action == "unpublish")
    data = {"action": action, "_selected_action": [company.pk]}
    client.post(address(Company), data | {"revision_kind": "", "revision_reason": "So."})
    assert newest() == ("ann", kind, "So.")
    Company.objects.filter(pk=company.pk).update(is_published=action == "unpublish")
    client.post(address(Company), data | {"revision_kind": "review"})
    assert newest() == ("ann", "review", "")


def test_citations_that_were_checked_are_a_review(client, editor):
    citation = add(make_company).citations.get()
    Citation.objects.filter(pk=citation.pk).update(needs_recheck=True)
    client.post(address(Citation), {"action": "checked", "_selected_action": [citation.pk]})
    assert newest()[:2] == ("ann", "review")


def test_deleting_several_asks_once_and_keeps_the_answer(client, editor):
    data = {"action": "delete_selected", "_selected_action": [add(make_company).pk], "revision_reason": "Doubles."}
    page = client.post(address(Company), data)
    assert '<input type="hidden" name="revision_reason" value="Doubles.">' in page.text
    client.post(address(Company), data | {"post": "yes"})
    assert newest() == ("ann", "correction", "Doubles.")


def test_a_merge_names_both_and_says_why(client, editor):
    one, other = add(make_company, name="Pulnovo", slug="pulnovo"), add(make_company, name="PAMU", slug="pamu")
    client.post(address(Company, "merge", one.pk, other.pk), {"stays": str(other.pk), "revision_reason": "One firm."})
    author, kind, reason = newest()
    assert (author, kind) == ("ann", "merge")
    assert reason == "“Pulnovo” (pulnovo) merged into “PAMU” (pamu): One firm."
    merge(add(make_company), add(make_company))
    assert newest()[:2] == ("", "merge")


def test_a_load_is_an_import_unless_it_says_otherwise(tmp_path):
    call_command("load_kb", good(tmp_path), verbosity=0)
    assert newest() == ("", "import", "")
    change(tmp_path, "investors.yaml", "OrbiMed", "OrbiMed Asia")
    call_command("load_kb", tmp_path, kind="correction", reason="The name was cut.", verbosity=0)
    assert newest() == ("", "correction", "The name was cut.")
    assert "invalid choice: 'merge'" in refused("load_kb", tmp_path, "--kind", "merge")


def test_a_block_says_it_and_what_was_said_outside_holds_again(database_to_write):
    company = Company.objects.filter(pk=add(make_company).pk)
    with revising("review", "outside", "ann"):
        with revising("event", "inside"):
            company.update(city="A")
        assert newest() == ("ann", "event", "inside")
        with pytest.raises(ZeroDivisionError), transaction.atomic(), revising("event", "broken"):
            company.update(city=str(1 / 0))
        company.update(city="B")
        assert newest() == ("ann", "review", "outside")
    company.update(city="C")
    assert newest() == ("", "", "")


def test_the_private_text_of_a_source_is_not_in_the_history(database_to_write):
    source = add(make_source)
    add(cite, source, f"{source.slug}#2", stated="A word")
    with new_revisions() as made:
        attach_text(source, "A headline\nA word and a secret sentence of the publisher.\n")
    assert made == []
    with new_revisions() as made:
        attach_text(source, "Other words.\n")  # citations fail in it
    assert len(made) == 1
    tables = run("SELECT tablename FROM pg_tables WHERE schemaname = 'history'")
    assert not [name for (name,) in tables if "sourcetext" in name]
    for (name,) in run("SELECT name FROM history.twin"):
        assert run(f"SELECT count(*) FROM history.\"{name}\" h WHERE h::text LIKE '%secret sentence%'") == [(0,)]
