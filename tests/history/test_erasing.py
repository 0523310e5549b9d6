"""Personal data that is erased is nowhere in the database any more, and a revision says that it was."""

import pytest
from django.core.management import CommandError, call_command

from companies.models import Company, Person
from history.models import Revision
from history.moments import as_of, moment_of
from names.models import Successor
from sources.attaching import attach_text
from tests.admin.forms import address, filled, make_editor
from tests.builders import (
    cite,
    make_company,
    make_event,
    make_insight,
    make_name,
    make_person,
    make_position,
    make_source,
    merge,
)
from tests.curation.folders import command, refused
from tests.history.revisions import add, head, kept_otherwise, new_revisions, run

pytestmark = pytest.mark.usefixtures("database_to_write")
NAME = "Zhang Qrstuvw"
TABLES = """
SELECT n.nspname || '."' || c.relname || '"' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND n.nspname IN ('public', 'history')
"""


def where(text):
    """The tables of which a row holds the text, whatever its case."""
    held = "SELECT EXISTS (SELECT FROM {} t WHERE t::text ILIKE %s)"
    return [table for (table,) in run(TABLES) if run(held.format(table), [f"%{text}%"]) == [(True,)]]


@pytest.fixture
def person(client, database_to_write):
    """Somebody whose name stands in a record of their own, in texts of others, in the log and in a private text."""
    make_editor(client)
    person = add(make_person, name="Zhang Q.", slug="zhang-qrstuvw")
    page = address(Person, "change", person.pk)
    client.post(page, filled(client.get(page)) | {"name": NAME, "revision_reason": f"{NAME} says so."})
    add(make_name, person, "Qrstuvw the Elder")
    position = add(make_position, person, company=add(make_company, summary=f"Founded by {NAME.upper()}."))
    add(cite, position, "src#9", field="title", stated=f"{NAME}, chair")
    attach_text(add(make_source, paragraphs=2), f"A headline\n{NAME} founded it.\n")
    add(merge, "old-qrstuvw", person)
    yield person
    Successor.objects.all().delete()
    Person.objects.filter(slug="zhang-qrstuvw").delete()


def test_after_it_no_table_holds_the_text(person):
    before = head()
    assert len(where("qrstuvw")) > 10
    with new_revisions() as made:
        command(
            "erase", "--record", "people/zhang-qrstuvw", "--forget-address", "--text", NAME, "--text", "qrstuvw",
            "--yes",
        )  # fmt: skip
    assert where("qrstuvw") == []
    assert [(one.kind, one.reason) for one in made] == [("erasure", "")]
    assert kept_otherwise() == []
    with as_of(moment_of(str(before))):
        assert list(Person.objects.filter(pk=person.pk)) == []
        assert Company.objects.get(summary__startswith="Founded").summary == "Founded by [erased]."


def test_a_text_alone_is_replaced_in_all_versions(person):
    before = head()
    command("erase", "--text", NAME, "--reason", "A request.", "--yes")
    assert Person.objects.get(pk=person.pk).name == "[erased]"
    with as_of(moment_of(str(before))):
        assert Person.objects.get(pk=person.pk).name == "[erased]"
    assert where(NAME) == []
    assert Revision.objects.latest("number").reason == "A request."
    assert "[erased] says so." in Revision.objects.values_list("reason", flat=True)


def test_a_dry_run_says_where_it_stands_and_changes_nothing(person):
    with new_revisions() as made:
        said = command("erase", "--text", NAME, "--dry-run")
    assert "history.companies_person.name: " in said
    assert "public.companies_company.summary: 1 rows" in said
    assert "history.revision.reason: 1 rows" in said
    assert "django_admin_log" in said
    assert made == []
    assert Person.objects.get(pk=person.pk).name == NAME


def test_without_yes_it_refuses_and_changes_nothing(person):
    assert "add --yes" in refused("erase", "--text", NAME)
    assert Person.objects.get(pk=person.pk).name == NAME


def test_a_record_that_others_refer_to_is_not_erased_before_they_are_changed(person):
    event = add(make_event)
    add(make_insight, speaker=person, event=event)
    said = refused("erase", "--record", "people/zhang-qrstuvw", "--yes")
    assert "Others refer to it" in said
    assert Person.objects.filter(pk=person.pk).exists()
    run("DELETE FROM market_insight WHERE speaker_id = %s", [person.pk])


@pytest.mark.parametrize("arguments", [
    [], ["--text", "x"], ["--record", "people/nobody"], ["--record", "citations/1"],
    ["--text", NAME, "--reason", f"{NAME} asked for it"],
])  # fmt: skip
def test_what_can_not_be_meant_is_refused(arguments, database_to_write):
    with pytest.raises(CommandError):
        call_command("erase", *arguments, "--yes")


def test_only_history_may_hold_it(person):
    Company.objects.filter(summary__contains="QRSTUVW").update(summary="")
    before = head()
    command("erase", "--text", "by Zhang Qrstuvw", "--yes")
    with as_of(moment_of(str(before - 1))):
        assert Company.objects.filter(summary="Founded [erased].").exists()
    assert Revision.objects.latest("number").kind == "erasure"
