"""The version of the data moves with every change, and with nothing else."""

import pytest
from django.db import connection, transaction

from companies.models import Company
from records.etags import data_version
from sources.models import Citation
from tests.builders import (
    MAKERS,
    cite,
    make_company,
    make_investment,
    make_name,
    make_outcome,
    make_participation,
    make_position,
    make_segment,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def version():
    number, _moved_at = data_version()
    return number


class Moved:
    """Whether the version moved while the block ran."""

    def __enter__(self):
        self.before = version()
        return self

    def __exit__(self, *error):
        self.after = version()

    def __bool__(self):
        return self.after > self.before


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_each_new_changed_and_deleted_record_moves_it(make):
    with Moved() as moved:
        record = make()
    assert moved
    for sql in ("UPDATE {} SET gaps = '{{}}' WHERE id = {}", "DELETE FROM {} WHERE id = {}"):
        with Moved() as moved, connection.cursor() as cursor:
            cursor.execute(sql.format(record._meta.db_table, record.pk))
        assert moved


@pytest.mark.parametrize("make", [make_position, make_investment, make_outcome, make_participation])
def test_a_change_of_a_part_moves_it(make):
    part = make()
    with Moved() as moved:
        part.delete()
    assert moved


def test_a_new_citation_moves_it():
    company = make_company()
    with Moved() as moved:
        cite(company, "src#2")
    assert moved


def test_a_bulk_change_moves_it():
    make_company()
    with Moved() as moved:
        Company.objects.update(city="Shanghai")
    assert moved


def test_a_further_name_moves_it():
    company = make_company()
    place = Citation.objects.count()
    with Moved() as moved:
        make_name(company, "Further")
    assert moved
    assert Citation.objects.count() == place + 1


def test_a_segment_put_to_a_company_moves_it():
    company, segment = make_company(), make_segment()
    with Moved() as moved:
        company.segments.add(segment)
    assert moved


def test_reading_moves_nothing():
    make_company()
    with Moved() as moved:
        list(Company.objects.contested())
    assert not moved


def test_a_change_that_is_taken_back_moves_nothing():
    make_company()
    with Moved() as moved, transaction.atomic():
        Company.objects.update(city="Shanghai")
        transaction.set_rollback(True)
    assert not moved
