"""Every value that a page shows of the curated data has an origin, and shows no place that it does not come from."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from catalogue.shown_values import shown_values
from curation.verifying import warnings_of_values

pytestmark = pytest.mark.django_db
LEAST_OWN = 1431
"""The values with a place of their own before origins were told apart."""


@pytest.fixture(scope="module")
def values(shipped):
    """Every shown value."""
    return list(shown_values())


def named(value):
    return f"{value.page} {value.part} {value.fact.key}"


def test_every_value_has_an_origin(values):
    assert len(values) > 2000
    assert [named(value) for value in values if not value.fact.origin] == []


def test_the_values_with_a_place_of_their_own_do_not_become_fewer(values):
    assert Counter(value.fact.origin for value in values)["own"] >= LEAST_OWN


def test_what_is_inferred_says_how(values):
    assert [named(value) for value in values if value.fact.origin == "inferred" and not value.fact.reason] == []


def test_the_editors_judgement_shows_no_place(values):
    judged = [value for value in values if value.fact.origin == "editors"]
    assert [named(value) for value in judged if any(place.stance == "supports" for place in value.fact.places)] == []


def test_no_value_is_read_as_another_in_the_words_cited_for_it(values):
    assert warnings_of_values() == []


def test_values_are_drawn_with_their_places(values):
    output = StringIO()
    call_command("draw_values", "inferred", number=3, stdout=output)
    assert output.getvalue().startswith("3 of ")
    assert output.getvalue().count("\n/") == 3
