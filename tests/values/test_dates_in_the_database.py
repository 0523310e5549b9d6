"""PostgreSQL reads a partial date as Python does."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models import CheckConstraint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from market.models import Event
from tests.builders import (
    make_collaboration,
    make_company,
    make_event,
    make_figure,
    make_milestone,
    make_name,
    make_policy,
    make_position,
    make_recognition,
    make_round,
    make_source,
    make_study,
)
from tests.values.strategies import edtf_texts, stretches
from values.dates import PartialDate
from values.edtf import parse
from values.fields import PartialDateField

pytestmark = pytest.mark.django_db


def read_by_database(edtf):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kb_edtf_earliest(%s), kb_edtf_latest(%s), kb_edtf_key(%s), lower(kb_edtf_span(%s)),"
            " upper(kb_edtf_span(%s)) - 1",
            [edtf] * 5,
        )
        return cursor.fetchone()


def is_date(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT kb_edtf_is_date(%s)", [text])
        return cursor.fetchone()[0]


def is_stored_date(text):
    """Whether the text is EDTF in its one spelling, with any words behind it."""
    edtf, blank, words = text.partition(" ")
    try:
        return str(parse(edtf)) == edtf and bool(blank) == bool(words) and words == " ".join(words.split())
    except ValueError:
        return False


def nearly(text):
    """The text with one character of it changed."""
    return st.tuples(st.integers(0, len(text) - 1), st.sampled_from("0129X3-/.[]~? ")).map(
        lambda change: text[: change[0]] + change[1] + text[change[0] + 1 :]
    )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=edtf_texts() | stretches())
def test_both_see_the_same_days_and_the_same_order(text):
    read = PartialDate.read(text)
    assert read_by_database(read.text) == (read.earliest, read.latest, read.sort_key, read.earliest, read.latest)
    assert is_date(read.text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="1029X34-/.[]~?% a", max_size=12) | edtf_texts().flatmap(nearly))
def test_both_call_the_same_texts_dates(text):
    assert is_date(text) == is_stored_date(text)


@pytest.mark.parametrize(
    "text", ["", " ", "2025 ", " 2025", "2023-02-29", "2025/2025", "2025-13", "../..", "[..]", "0999"]
)
def test_what_is_no_date_or_is_spelt_otherwise_is_none(text):
    assert not is_date(text)


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("[..2026]", "[2026-01-01,2027-01-01)"),
        ("[2020-03..]", "[2020-03-01,2020-04-01)"),
        ("[2025-03-05..2026]", "[2026-01-01,2027-01-01)"),
        ("[..2026~]", "[2025-01-01,2028-01-01)"),
        ("[..2018-06~] by early 2018", "[2018-06-01,2018-07-01)"),
        ("../2026", "(,2027-01-01)"),
        ("2013/2015", "[2013-01-01,2016-01-01)"),
    ],
)
def test_a_deadline_counts_in_the_days_of_its_known_end(edtf, days):
    with connection.cursor() as cursor:
        cursor.execute("SELECT kb_edtf_counted(%s)::text", [edtf])
        assert cursor.fetchone() == (days,)


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


COLUMNS = [
    (model, field.name)
    for model in apps.get_models() for field in model._meta.fields if isinstance(field, PartialDateField)
]  # fmt: skip


@pytest.mark.parametrize(("model", "field"), COLUMNS)
def test_every_column_of_dates_refuses_what_is_none_whoever_writes_it(model, field):
    checks = [
        constraint for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint) and "kb_edtf_is_date" in str(constraint.condition)
        and f"F({field})" in str(constraint.condition)
    ]  # fmt: skip
    assert len(checks) == 1, f"add is_a_date(…) to the constraints of {model.__name__}"


RULES = {
    "collaboration_when_is_a_date": make_collaboration,
    "event_when_is_a_date": make_event,
    "figure_when_is_a_date": make_figure,
    "milestone_when_is_a_date": make_milestone,
    "name_when_is_a_date": lambda: make_name(make_company(), "Harbour"),
    "policy_when_is_a_date": make_policy,
    "position_when_is_a_date": make_position,
    "recognition_when_is_a_date": make_recognition,
    "round_when_is_a_date": make_round,
    "source_published_is_a_date": make_source,
    "study_when_is_a_date": make_study,
}


@pytest.mark.parametrize("rule", RULES)
def test_text_that_is_no_date_is_refused_by_the_database(rule):
    record = RULES[rule]()
    field = "published" if rule == "source_published_is_a_date" else "when"
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f'UPDATE {record._meta.db_table} SET "{field}" = %s WHERE id = %s', ["recently", record.pk])


@pytest.mark.parametrize("text", ["2025-13", "2023-02-29", "2019/2013", "2025 ", "[2026..2025]"])
def test_a_day_that_no_calendar_has_is_refused_by_the_database_too(text):
    event = make_event(when="2025")
    with pytest.raises(IntegrityError, match="event_when_is_a_date"), connection.cursor() as cursor:
        cursor.execute('UPDATE market_event SET "when" = %s WHERE id = %s', [text, event.pk])


def test_a_date_with_words_comes_back_with_them():
    event = make_event(when="early 2018")
    assert Event.objects.get(pk=event.pk).when == PartialDate("2018-01/2018-06~", "early 2018")
    assert Event.objects.get(when="early 2018") == event
