"""Every transaction that changes curated data is one revision, whoever writes; what changes nothing is none."""

import io

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from companies.models import Company
from names.merging import merge
from sources.models import Citation
from tests.admin.forms import address, filled, make_editor
from tests.builders import cite, make_company, make_person, make_segment
from tests.curation.folders import change, good
from tests.history.revisions import add, kept_otherwise, new_revisions, roll_back, run

pytestmark = pytest.mark.usefixtures("database_to_write")


@pytest.fixture(autouse=True)
def everything_is_kept():
    yield
    assert kept_otherwise() == []


def test_a_saved_record_is_one_number():
    company = add(make_company)
    with new_revisions() as made:
        company.city = "Wuxi"
        company.save()
    assert len(made) == 1


def test_a_transaction_of_many_statements_is_one_number():
    with new_revisions() as made, transaction.atomic():
        company = add(make_company)
        cite(company, "src#2", field="city")
        company.delete()
    assert len(made) == 1


def test_a_bulk_update_is_one_number():
    for _number in range(3):
        add(make_company)
    with new_revisions() as made:
        Company.objects.update(city="Suzhou")
    assert len(made) == 1


def test_bulk_create_is_one_number():
    with new_revisions() as made:
        Company.objects.bulk_create([Company(name=f"Bulk {n}", slug=f"bulk-{n}") for n in range(5)])
    assert len(made) == 1


def test_plain_sql_is_one_number():
    add(make_company)
    with new_revisions() as made:
        run("UPDATE companies_company SET city = 'Beijing', updated_at = now()")
    assert len(made) == 1
    assert (made[0].author, made[0].kind, made[0].reason) == ("", "", "")


def test_plain_sql_says_who_and_why_by_settings():
    add(make_company)
    with new_revisions() as made, transaction.atomic():
        run("SET LOCAL kb.author = 'ann'; SET LOCAL kb.kind = 'correction'; SET LOCAL kb.reason = 'a slip'")
        run("UPDATE companies_company SET city = 'Hefei'")
    assert [(one.author, one.kind, one.reason) for one in made] == [("ann", "correction", "a slip")]


def test_copy_is_one_number():
    company, segments = add(make_company), [add(make_segment) for _n in range(3)]
    rows = "".join(f"{company.pk}\t{segment.pk}\n" for segment in segments)
    with new_revisions() as made, connection.cursor() as cursor:
        cursor.copy_expert("COPY companies_company_segments (company_id, segment_id) FROM STDIN", io.StringIO(rows))
    assert len(made) == 1


def test_truncate_is_one_number_and_one_with_cascade():
    add(make_company).segments.add(add(make_segment))
    with new_revisions() as made:
        run("TRUNCATE companies_company_segments")
    assert len(made) == 1
    add(make_person)
    with new_revisions() as made:
        run("TRUNCATE companies_person CASCADE")
    assert len(made) == 1


def test_an_admin_form_is_one_number_with_its_citations(client):
    make_editor(client)
    company = add(make_company)
    cite(company, "src#2")
    page = address(Company, "change", company.pk)
    with new_revisions() as made:
        assert client.post(page, filled(client.get(page)) | {"city": "Ningbo"}).status_code == 302
    assert len(made) == 1


def test_an_admin_form_saved_as_it_was_is_none(client):
    make_editor(client)
    company = add(make_company)
    cite(company, "src#2")
    page = address(Company, "change", company.pk)
    with new_revisions() as made:
        assert client.post(page, filled(client.get(page))).status_code == 302
    assert len(made) == 0


def test_a_bulk_action_is_one_number(client):
    make_editor(client)
    companies = [add(make_company) for _n in range(3)]
    data = {"action": "unpublish", "_selected_action": [company.pk for company in companies]}
    with new_revisions() as made:
        client.post(address(Company), data)
    assert len(made) == 1
    with new_revisions() as made:  # they are unpublished now
        client.post(address(Company), data)
    assert len(made) == 0


def test_deleting_in_bulk_is_one_number(client):
    make_editor(client)
    companies = [add(make_company) for _n in range(3)]
    data = {"action": "delete_selected", "post": "yes", "_selected_action": [company.pk for company in companies]}
    with new_revisions() as made:
        client.post(address(Company), data)
    assert len(made) == 1
    assert not Company.objects.filter(pk__in=[company.pk for company in companies]).exists()


def test_a_merge_is_one_number():
    survivor, duplicate = add(make_company), add(make_company)
    add(make_person)
    with new_revisions() as made:
        merge(survivor, duplicate)
    assert len(made) == 1


def test_a_load_is_one_number_and_the_same_load_again_none(tmp_path):
    with new_revisions() as made:
        call_command("load_kb", good(tmp_path), verbosity=0)
    assert len(made) == 1
    change(tmp_path, "investors.yaml", "OrbiMed", "OrbiMed Asia")
    with new_revisions() as made:
        call_command("load_kb", tmp_path, dry_run=True, verbosity=0)
    assert made == []
    with new_revisions() as made:
        call_command("load_kb", tmp_path, verbosity=0)
        call_command("load_kb", tmp_path, verbosity=0)
    assert len(made) == 1


@pytest.mark.parametrize("statement", [
    "UPDATE companies_company SET city = city",
    "UPDATE companies_company SET city = 'Wuxi' WHERE false",
    "DELETE FROM companies_company WHERE id = -1",
    "INSERT INTO companies_company_segments (company_id, segment_id) SELECT id, id FROM companies_company WHERE false",
    "INSERT INTO companies_company_segments (company_id, segment_id)"
    " SELECT company_id, segment_id FROM companies_company_segments ON CONFLICT DO NOTHING",
    "INSERT INTO companies_company_segments SELECT * FROM companies_company_segments"
    " ON CONFLICT (id) DO UPDATE SET company_id = EXCLUDED.company_id",
    "TRUNCATE products_outcome",
])  # fmt: skip
def test_a_statement_that_changes_no_row_makes_none(statement):
    add(make_company).segments.add(add(make_segment))
    run("TRUNCATE products_outcome")
    with new_revisions() as made:
        run(statement)
    assert made == []


def test_what_is_rolled_back_makes_none_and_leaves_no_gap():
    company = Company.objects.filter(pk=add(make_company).pk)
    with new_revisions() as made:
        for _number in range(3):
            with roll_back():
                company.update(city="Nowhere")
        company.update(city="Somewhere")
    assert len(made) == 1


def test_a_savepoint_that_is_rolled_back_makes_none():
    company = Company.objects.filter(pk=add(make_company).pk)
    with new_revisions() as made, transaction.atomic(), roll_back():
        company.update(city="Nowhere")
    assert made == []
    with new_revisions() as made, transaction.atomic():
        with roll_back():
            company.update(city="Nowhere")
        Citation.objects.filter(object_id=company.get().pk).update(note="Seen.")
    assert len(made) == 1
