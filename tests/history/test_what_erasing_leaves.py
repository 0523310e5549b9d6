"""What is erased is gone, and nothing else: addresses, codes and what the history keeps of itself stay as they are."""

import json

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from companies.models import Person
from history.written_texts import written_columns
from market.models import Insight
from tests.admin.forms import make_editor
from tests.api.api_client import ask
from tests.builders import make_company, make_event, make_insight, make_person, make_position
from tests.curation.folders import command, refused
from tests.history.revisions import add, head, kept_otherwise, new_revisions, run

pytestmark = pytest.mark.usefixtures("database_to_write")


def changes_after(client, revision):
    """[(kind, reason, records)] of the revisions after one, as copies of the data read them."""
    results = ask(client, "/api/v1/changes/", after=revision)["results"]
    return [(row["kind"], row["reason"], row["records"]) for row in results]


def deleted(slug):
    return {"type": "people", "slug": slug, "change": "deleted", "successor": None}


def logged(user, shown, message):
    company = ContentType.objects.get_by_natural_key("companies", "company")
    return LogEntry.objects.create(
        user=user, content_type=company, object_id="1", object_repr=shown, action_flag=2, change_message=message
    )


def test_a_text_that_stands_in_slugs_and_codes_leaves_those_alone(client):
    company = add(make_company, slug="startup-qx", name="A startup-qx", kind="startup", country="CN")
    before, kept = head(), [run(f"SELECT * FROM history.{table} ORDER BY 1, 2") for table in ("twin", "twin_column")]
    kinds = run("SELECT number, kind FROM history.revision WHERE number <= %s ORDER BY number", [before])
    for text in ("startup", "companies", "baseline", "slug"):
        run("UPDATE companies_company SET summary = %s WHERE id = %s", [f"The {text}.", company.pk])
        command("erase", "--text", text, "--yes")
    assert run("SELECT DISTINCT slug, kind, country FROM history.companies_company WHERE id = %s", [company.pk]) == [
        ("startup-qx", "startup", "CN")
    ]
    assert [run(f"SELECT * FROM history.{table} ORDER BY 1, 2") for table in ("twin", "twin_column")] == kept
    assert run("SELECT record_type FROM history.touched WHERE position('[' in record_type) > 0") == []
    assert run("SELECT number, kind FROM history.revision WHERE number <= %s ORDER BY number", [before]) == kinds
    assert client.get("/companies/startup-qx/", {"as_of": before}).status_code == 200
    assert ask(client, "/api/v1/changes/", after=before - 1)["results"][0]["records"][0]["slug"] == "startup-qx"
    assert kept_otherwise() == []


def test_only_columns_that_people_write_texts_in_are_looked_through(database_to_write):
    written = {(table, column) for _schema, table, column in written_columns()}
    fields = [
        field for model in apps.get_models() for field in model._meta.concrete_fields
        if (model._meta.db_table, field.column) in written
    ]  # fmt: skip
    assert [str(field) for field in fields if field.choices or (field.max_length or 99) < 20] == []
    assert {"name", "summary", "stated", "note", "author", "reason", "text"} <= {column for _table, column in written}
    assert {"slug", "kind", "field", "when", "when_key", "sha256", "record_type"} & {c for _t, c in written} == set()


@pytest.mark.parametrize("text", ["ab", "李", "erased"])
def test_a_text_that_would_hit_too_much_is_refused(text, database_to_write):
    assert "would hit too much" in refused("erase", "--text", text, "--yes")


@pytest.mark.parametrize("name", ["李偉明", 'Li "Wei" Xq', "José Müllerxq"])
def test_the_log_of_the_admin_is_read_as_what_its_json_says(client, name):
    user = make_editor(client)
    changed = [{"changed": {"name": "position", "object": f"{name}, chair", "fields": ["Title"]}}]
    entries = logged(user, f"{name} at A", json.dumps(changed)), logged(user, "B", f"An old entry: {name}.")
    command("erase", "--text", name, "--yes")
    for entry in entries:
        entry.refresh_from_db()
    changed[0]["changed"]["object"] = "[erased], chair"
    assert entries[0].object_repr == "[erased] at A"
    assert json.loads(entries[0].change_message) == changed
    assert entries[1].change_message == "An old entry: [erased]."


def test_an_erased_record_is_deleted_in_the_list_of_changes(client):
    add(make_person, name="Yqrs", slug="yqrs", summary="A person.")
    before = head()
    command("erase", "--record", "people/yqrs", "--reason", "Request 12", "--yes")
    assert changes_after(client, before) == [("erasure", "Request 12", [deleted("yqrs")])]
    assert deleted("yqrs") in ask(client, "/api/v1/changes/", old=before, new=head())["results"]
    assert "Request 12" in client.get("/changes/").text


def test_its_address_can_be_forgotten_at_once_or_later(client):
    for slug in ("xqrs", "wqrs"):
        add(make_person, name=slug, slug=slug)
    before = head()
    command("erase", "--record", "people/xqrs", "--reason", "Request 13", "--forget-address", "--yes")
    command("erase", "--record", "people/wqrs", "--yes")
    assert "was erased before" in refused("erase", "--record", "people/wqrs", "--yes")
    command("erase", "--record", "people/wqrs", "--forget-address", "--yes")
    assert changes_after(client, before) == [("erasure", "Request 13", []), ("erasure", "", []), ("erasure", "", [])]
    assert run("SELECT count(*) FROM history.erased WHERE slug IN ('xqrs', 'wqrs')") == [(0,)]


def test_the_address_of_a_draft_that_nobody_saw_is_not_kept(client):
    add(make_person, name="Vqrs", slug="vqrs", is_published=False)
    before = head()
    command("erase", "--record", "people/vqrs", "--yes")
    assert changes_after(client, before) == [("erasure", "", [])]


def test_a_record_that_was_deleted_before_is_erased_from_its_versions(client):
    person = add(make_person, name="Uqrs", slug="uqrs")
    add(make_position, person, company=add(make_company))
    first = head()
    person.delete()
    before = head()
    command("erase", "--record", "people/uqrs", "--yes")
    assert run("SELECT count(*) FROM history.companies_person WHERE slug = 'uqrs'") == [(0,)]
    assert run("SELECT count(*) FROM history.companies_position WHERE person_id = %s", [person.pk]) == [(0,)]
    assert changes_after(client, before) == [("erasure", "", [deleted("uqrs")])]
    assert client.get("/people/uqrs/", {"as_of": first}).status_code == 404


def test_what_stands_nowhere_makes_no_revision(database_to_write):
    with new_revisions() as made:
        assert "nothing was erased" in refused("erase", "--text", "Nobody Qqqq", "--yes")
    assert made == []


def test_answers_about_the_past_still_come_without_it_and_under_another_etag(client):
    person, company, event = add(make_person, name="Tqrs", slug="tqrs"), add(make_company, slug="at-t"), add(make_event)
    add(make_position, person, company=company)
    insight = add(make_insight, speaker=person, event=event, said_by="A speaker")
    before, paths = head(), ["/people/", "/insights/", f"/insights/{insight.slug}/", "/companies/at-t/", "/citations/"]
    paths += [f"/api/v1{path}" for path in paths]
    etags = [client.get(path, {"as_of": before})["ETag"] for path in paths]
    Insight.objects.filter(pk=insight.pk).update(speaker=None)
    now = client.get("/api/v1/changes/")["ETag"]
    command("erase", "--record", "people/tqrs", "--text", "Tqrs", "--yes")
    answers = [client.get(path, {"as_of": before}) for path in paths]
    assert [answer.status_code for answer in answers] == [200] * len(paths)
    assert not any("Tqrs" in answer.text for answer in answers)
    assert not set(etags) & {answer["ETag"] for answer in answers}
    assert client.get("/api/v1/changes/")["ETag"] != now
    assert not Person.objects.filter(slug="tqrs").exists()


def test_the_etag_of_the_present_moves_though_versions_alone_held_it(client):
    company = add(make_company, summary="By Sqrs Tuv.")
    run("UPDATE companies_company SET summary = '' WHERE id = %s", [company.pk])
    now = client.get("/api/v1/changes/")["ETag"]
    command("erase", "--text", "Sqrs Tuv", "--yes")
    assert client.get("/api/v1/changes/")["ETag"] != now
