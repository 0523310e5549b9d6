"""PostgreSQL reads a partial date as Python does."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import HealthCheck, given, settings

from market.models import Event
from tests.builders import make_event
from tests.values.strategies import edtf_texts
from values.dates import PartialDate

pytestmark = pytest.mark.django_db


def read_by_database(edtf):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kb_edtf_earliest(%s), kb_edtf_latest(%s), kb_edtf_key(%s), lower(kb_edtf_span(%s)),"
            " upper(kb_edtf_span(%s)) - 1",
            [edtf] * 5,
        )
        return cursor.fetchone()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=edtf_texts())
def test_both_see_the_same_days_and_the_same_order(text):
    read = PartialDate.read(text)
    earliest, latest, key, first, last = read_by_database(read.edtf)
    assert (earliest, latest, key) == (read.earliest, read.latest, read.sort_key)
    if not read.approximate:
        assert (first, last) == (read.earliest, read.latest)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2013~", "2012-01-01", "2014-12-31"),
        ("2013-03~", "2013-02-01", "2013-04-30"),
        ("2013-03-14~", "2013-03-13", "2013-03-15"),
        ("2013~/2019", "2012-01-01", "2019-12-31"),
        ("2013/2019~", "2013-01-01", "2020-12-31"),
    ],
)
def test_about_a_date_reaches_one_step_further_on_its_own_side(edtf, first, last):
    _earliest, _latest, _key, lower, upper = read_by_database(edtf)
    assert (str(lower), str(upper)) == (first, last)


def test_no_date_is_no_days():
    assert read_by_database(None) == (None, None, None, None, None)


def test_a_date_comes_back_from_the_database_as_it_went_in():
    event = make_event(when="March 2025")
    assert Event.objects.get(pk=event.pk).when == PartialDate("2025-03")


def test_a_missing_date_comes_back_as_none():
    assert Event.objects.get(pk=make_event().pk).when is None


def test_equal_dates_are_equal_in_a_query():
    event = make_event(when="about 2013")
    assert Event.objects.get(when="2013~") == event


def test_an_editor_who_writes_no_date_is_told_what_is_allowed():
    event = make_event()
    event.when = "recently"
    with pytest.raises(ValidationError, match="no date that can be read"):
        event.full_clean()
