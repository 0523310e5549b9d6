"""Counts of the shipped data from bit sets and pairs are those of the filters."""

import random

import pytest

from tests.companies.counted import check, choices
from tests.companies.derived import expected, stored

pytestmark = pytest.mark.django_db


def test_counts_of_the_shipped_data_are_those_of_the_filters(shipped):
    for chosen in choices(random.Random(4)):
        check(chosen)


def test_the_derived_rows_of_the_shipped_data_are_right(shipped):
    assert stored() == expected()
