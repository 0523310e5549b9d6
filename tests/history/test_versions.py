"""The versions of a row: when each began and ended, whatever a transaction does to it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from companies.models import Company, Position
from history.models import Revision
from history.writing import check_deferred_constraints
from products.models import Outcome
from sources.models import Citation
from tests.builders import (
    cite,
    make_company,
    make_name,
    make_outcome,
    make_person,
    make_position,
    make_segment,
    make_study,
)
from tests.history.revisions import add, head, kept_otherwise, new_revisions, roll_back, run, touched, versions

pytestmark = pytest.mark.usefixtures("database_to_write")
TABLE = "companies_company"


@pytest.fixture(autouse=True)
def everything_is_kept():
    yield
    assert kept_otherwise() == []


@pytest.fixture
def company(database_to_write):
    return add(make_company)


def rows(company):
    return Company.objects.filter(pk=company.pk)


def test_a_change_ends_a_version_and_begins_one(company):
    since = head()
    rows(company).update(city="Wuxi")
    assert versions(TABLE, company.pk) == [(since, since + 1), (since + 1, None)]


def test_a_row_that_changes_twice_in_a_transaction_keeps_its_last_state(company):
    since = head()
    with transaction.atomic():
        rows(company).update(city="Wuxi")
        rows(company).update(city="Suzhou")
    assert versions(TABLE, company.pk) == [(since, since + 1), (since + 1, None)]
    assert run("SELECT city FROM history.companies_company WHERE id = %s AND until IS NULL", [company.pk]) == [
        ("Suzhou",)
    ]


def test_a_deleted_row_that_comes_back_under_its_number_has_a_gap_in_time_or_none(company):
    values, since = Company.objects.values().get(pk=company.pk), head()
    values = {name: value for name, value in values.items() if not Company._meta.get_field(name).generated}
    run("DELETE FROM companies_company WHERE id = %s", [company.pk])
    with transaction.atomic():
        Company.objects.create(**values | {"is_published": False})
    assert versions(TABLE, company.pk) == [(since, since + 1), (since + 2, None)]
    with transaction.atomic():
        rows(company).delete()
        Company.objects.create(**values | {"is_published": False})
    assert versions(TABLE, company.pk)[1:] == [(since + 2, since + 3), (since + 3, None)]


def test_a_row_that_comes_and_goes_in_one_transaction_has_no_version():
    with transaction.atomic():
        company = make_company(cited=False)
        company_id = company.pk
        company.delete()
    assert versions(TABLE, company_id) == []


def test_a_statement_that_deletes_a_row_and_inserts_it_again_leaves_one_version():
    company, segment = add(make_company), add(make_segment)
    company.segments.add(segment)
    (row,) = run("SELECT id FROM companies_company_segments WHERE company_id = %s", [company.pk])
    run(
        "WITH gone AS (DELETE FROM companies_company_segments WHERE id = %s RETURNING *)"
        " INSERT INTO companies_company_segments SELECT id, company_id, %s FROM gone",
        [*row, add(make_segment).pk],
    )
    assert versions("companies_company_segments", *row) == [(head() - 2, head()), (head(), None)]


def test_a_row_with_a_new_number_ends_under_the_old_one():
    company, segment = add(make_company), add(make_segment)
    company.segments.add(segment)
    ((row,),) = run("SELECT id FROM companies_company_segments WHERE company_id = %s", [company.pk])
    run("UPDATE companies_company_segments SET id = id + 5000 WHERE id = %s", [row])
    assert versions("companies_company_segments", row) == [(head() - 1, head())]
    assert versions("companies_company_segments", row + 5000) == [(head(), None)]


def test_two_rows_that_exchange_their_numbers_are_kept():
    company = add(make_company)
    company.segments.add(add(make_segment), add(make_segment))
    ((one,), (other,)) = run("SELECT id FROM companies_company_segments WHERE company_id = %s", [company.pk])
    with transaction.atomic():
        run("UPDATE companies_company_segments SET id = -1 WHERE id = %s", [one])
        run("UPDATE companies_company_segments SET id = %s WHERE id = %s", [one, other])
        run("UPDATE companies_company_segments SET id = %s WHERE id = -1", [other])
    assert versions("companies_company_segments", -1) == []


def test_insert_on_conflict_keeps_what_it_inserts_and_what_it_updates():
    company, segments = add(make_company), [add(make_segment) for _n in range(3)]
    company.segments.add(segments[0])
    ((row,),) = run("SELECT id FROM companies_company_segments WHERE company_id = %s", [company.pk])
    with new_revisions() as made:
        run(
            "INSERT INTO companies_company_segments VALUES (%s, %s, %s), (%s, %s, %s)"
            " ON CONFLICT (id) DO UPDATE SET segment_id = EXCLUDED.segment_id",
            [row, company.pk, segments[1].pk, row + 9000, company.pk, segments[2].pk],
        )
    assert len(made) == 1
    assert len(versions("companies_company_segments", row)) == 2


def test_a_savepoint_that_is_rolled_back_leaves_no_version(company):
    with transaction.atomic():
        rows(company).update(city="Wuxi")
        with roll_back():
            rows(company).update(city="Suzhou")
            rows(company).delete()
    assert run("SELECT city FROM history.companies_company WHERE id = %s AND until IS NULL", [company.pk]) == [
        ("Wuxi",)
    ]


def test_a_record_is_touched_by_its_parts_citations_names_and_lists(company):
    person = add(make_person)
    position = add(make_position, person, company=company)
    company.segments.add(add(make_segment))
    for write in (
        lambda: Position.objects.filter(pk=position.pk).update(title="Chair"),
        lambda: add(cite, position, "src#3"),
        lambda: position.citations.update(note="Seen."),
    ):
        before = type(person).objects.get(pk=person.pk).updated_at
        write()
        assert touched(head()) == {("people", person.pk)}
        assert type(person).objects.get(pk=person.pk).updated_at > before
    for write in (lambda: add(make_name, company, "Further"), lambda: company.segments.clear()):
        before = rows(company).get().updated_at
        write()
        assert touched(head()) == {("companies", company.pk)}
        assert rows(company).get().updated_at > before


def test_a_part_that_moves_touches_both_records():
    one, other = add(make_study), add(make_study)
    outcome = add(make_outcome, one)
    Outcome.objects.filter(pk=outcome.pk).update(study=other)
    assert touched(head()) == {("studies", one.pk), ("studies", other.pk)}


def test_a_citation_that_moves_touches_both_records():
    one, other = add(make_company), add(make_company)
    citation = add(cite, one, "src#4")
    Citation.objects.filter(pk=citation.pk).update(object_id=other.pk)
    assert touched(head()) == {("companies", one.pk), ("companies", other.pk)}


def test_a_record_that_is_deleted_takes_its_parts_and_citations_along():
    study = add(make_study)
    outcome = add(make_outcome, study)
    add(cite, outcome, "src#5")
    citations = list(outcome.citations.values_list("pk", flat=True))
    number, part = study.pk, outcome.pk
    study.delete()
    assert versions("products_study", number)[-1][1] == versions("products_outcome", part)[-1][1] == head()
    assert all(versions("sources_citation", one)[-1][1] == head() for one in citations)
    assert ("studies", number) in touched(head())


def test_truncate_ends_all_versions_and_those_of_what_refers_to_it():
    study = add(make_study)
    outcome = add(make_outcome, study)
    run("TRUNCATE products_study CASCADE")
    assert versions("products_outcome", outcome.pk)[-1][1] == versions("products_study", study.pk)[-1][1] == head()


def test_a_statement_that_forgets_the_time_of_change_gets_it(company):
    before = rows(company).get().updated_at
    rows(company).update(city="Hefei")
    assert rows(company).get().updated_at > before
    assert len(versions(TABLE, company.pk)) == 2


def test_while_an_undo_puts_rows_back_times_stay_as_they_are_put(company):
    before = rows(company).get().updated_at
    with transaction.atomic():
        run("SET LOCAL kb.restoring = 'on'")
        rows(company).update(city="Hefei")
        cite(company, "src#7")
    assert rows(company).get().updated_at == before


def test_the_time_of_a_revision_is_that_of_its_commit(company):
    with transaction.atomic():
        rows(company).update(city="Xiamen")
        run("SELECT pg_sleep(0.2)")
        late = timezone.now()
    assert Revision.objects.latest("number").at >= late - timedelta(milliseconds=5)


def test_the_time_is_that_of_the_commit_where_deferred_rules_were_checked_before_it(company):
    with transaction.atomic():
        rows(company).update(city="Xiamen")
        connection.check_constraints()
        run("SELECT pg_sleep(0.2)")
        rows(company).update(city="Fuzhou")
        check_deferred_constraints()
        run("SELECT pg_sleep(0.2)")
        late = timezone.now()
    assert Revision.objects.latest("number").at >= late - timedelta(milliseconds=5)


def test_numbers_and_times_run_in_one_order(company):
    for city in "ABC":
        rows(company).update(city=city)
    times = list(Revision.objects.order_by("number").values_list("at", flat=True))
    assert times == sorted(times)
