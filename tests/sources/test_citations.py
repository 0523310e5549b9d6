"""What the database promises of citations, however a row is written."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError

from sources.models import Citation
from tests.builders import (
    MAKERS,
    cite,
    make_company,
    make_investment,
    make_outcome,
    make_participation,
    make_position,
    make_source,
)  # fmt: skip

pytestmark = pytest.mark.django_db
PARTS = [make_position, make_investment, make_outcome, make_participation]


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def citations_of(record):
    return Citation.objects.filter(content_type__model=record._meta.model_name, object_id=record.pk)


@pytest.mark.parametrize("make", [*MAKERS.values(), *PARTS])
def test_a_citation_dies_with_its_record_even_by_plain_sql(make):
    record = make()
    run(f"DELETE FROM {record._meta.db_table} WHERE id = %s", record.pk)
    assert not citations_of(record).exists()


def test_a_citation_dies_with_its_record_in_a_bulk_deletion():
    company = make_company()
    type(company).objects.filter(pk=company.pk).delete()
    assert not citations_of(company).exists()


def test_the_citations_of_other_records_stay():
    deleted, other = make_company(), make_company()
    run("DELETE FROM companies_company WHERE id = %s", deleted.pk)
    assert citations_of(other).count() == 1


def test_a_citation_never_points_at_nothing():
    company = make_company()
    company.pk += 1000
    with pytest.raises(DatabaseError, match="points_at_a_record"):
        cite(company)


def test_a_citation_cannot_be_moved_to_nothing():
    place = cite(make_company(), "src#2")
    with pytest.raises(DatabaseError, match="points_at_a_record"):
        Citation.objects.filter(pk=place.pk).update(object_id=0)


def test_a_citation_never_points_at_what_is_no_fact():
    with pytest.raises(DatabaseError):
        cite(User.objects.create(username="an editor"))


@pytest.mark.parametrize("paragraph", [0, -1, 41, 2**31 - 1])
def test_the_paragraph_of_a_citation_exists_in_its_source(paragraph):
    make_source("src", paragraphs=40)
    company = make_company()
    with pytest.raises(DatabaseError):
        cite(company, f"src#{paragraph}")


def test_the_last_paragraph_can_be_cited():
    make_source("src", paragraphs=40)
    assert cite(make_company(), "src#40").paragraph == 40


def test_a_source_never_becomes_shorter_than_its_citations_reach():
    source = make_source("src", paragraphs=40)
    cite(make_company(), "src#40")
    type(source).objects.filter(pk=source.pk).update(paragraphs=39)
    with pytest.raises(DatabaseError, match="holds_its_citations"):
        run("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_place_is_cited_once_for_one_value():
    company = make_company()
    cite(company, "src#3", field="name", stated="Pamu")
    with pytest.raises(IntegrityError, match="a_place_is_cited_once_per_value"):
        cite(company, "src#3", field="name", stated="Pamu")


def test_a_place_may_support_several_values():
    company = make_company()
    cite(company, "src#3", field="name", stated="Pamu")
    cite(company, "src#3", field="city", stated="Beijing")
    assert citations_of(company).filter(paragraph=3).count() == 2


def test_a_stance_that_nobody_knows_is_refused():
    with pytest.raises(IntegrityError, match="stance_is_known"):
        cite(make_company(), "src#3", stance="maybe")


@pytest.mark.parametrize(
    ("values", "rule"),
    [({"basis": "guessed"}, "basis_is_known"), ({"basis": "inferred"}, "an_inference_has_its_reason")],
)
def test_a_place_states_a_value_or_lets_it_be_inferred_for_a_reason(values, rule):
    company = make_company()
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        cite(company, "src#2", field="city", **values)
    cite(company, "src#2", field="city", basis="inferred", note="Its one office is there.")


def test_stated_words_longer_than_a_phrase_are_refused():
    with pytest.raises(DatabaseError), transaction.atomic():
        cite(make_company(), "src#3", field="name", stated="x" * 161)


def test_an_editor_is_told_that_paragraphs_count_from_one():
    place = cite(make_company(), "src#2")
    place.paragraph = 0
    with pytest.raises(ValidationError, match=r"counted from 1|greater than or equal"):
        place.full_clean()


def test_a_source_that_is_cited_cannot_be_deleted():
    source = make_source("src")
    cite(make_company(), "src#2")
    with pytest.raises((ProtectedError, DatabaseError)):
        source.delete()
