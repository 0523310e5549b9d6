"""A unit stands once, whether or not the source's own words hold it already."""

import pytest

from values.units import with_unit


@pytest.mark.parametrize(
    ("stated", "unit", "words"),
    [
        ("10%", "%", "10%"),
        ("10", "%", "10%"),
        ("90%", "% of clinical needs", "90% of clinical needs"),
        ("exceeding 50%", "% fewer than the year before", "exceeding 50% fewer than the year before"),
        ("16-minute", "minutes", "16 minutes"),
        ("one minute", "minutes", "one minute"),
        ("one examination", "examinations a year", "one examination a year"),
        ("27 seconds", "seconds", "27 seconds"),
        ("120-fold", "-fold", "120-fold"),
        ("2.14-fold", "-fold increase", "2.14-fold increase"),
        ("12 percentage points", "percentage points", "12 percentage points"),
        ("30%", "% a year", "30% a year"),
        ("more than ten", "companies with products", "more than ten companies with products"),
        ("three", "surgeries", "three surgeries"),
        ("exceeds 7.5 billion", "examinations a year", "exceeds 7.5 billion examinations a year"),
        ("2–3 Minutes", "minutes", "2–3 Minutes"),
        ("tens of millions of dollars", "", "tens of millions of dollars"),
        ("", "minutes", ""),
        ("nonfold", "fold", "nonfold fold"),
        ("a 5 mm", "m", "a 5 mm m"),
    ],
)
def test_the_unit_stands_once(stated, unit, words):
    assert with_unit(stated, unit) == words


@pytest.mark.parametrize("unit", ["%", "minutes", "-fold", "% of clinical needs", "examinations a year", "mm Hg"])
@pytest.mark.parametrize("stated", ["10", "over 1,000", "nearly 3"])
def test_words_that_hold_the_unit_already_are_never_given_it_again(stated, unit):
    once = with_unit(stated, unit)
    assert once.count(unit.strip("-")) == 1
    assert with_unit(once, unit) == once
