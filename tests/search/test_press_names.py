"""A hundred names as press articles spell them, half of them not ours: not one is matched wrongly."""

from collections import Counter

import pytest

from search.matcher import match_names
from search.name_parts import RequestedName
from tests.search.press import KNOWN, UNKNOWN

pytestmark = pytest.mark.django_db


def address(result):
    return f"{result.best.type}/{result.best.slug}" if result.verdict == "match" else None


def test_a_hundred_names_of_the_press_are_matched_without_one_wrong(shipped):
    assert (len(KNOWN), len(UNKNOWN)) == (50, 50)
    expected = [*KNOWN, *((name, None) for name in UNKNOWN)]
    results = match_names([RequestedName(name) for name, _record in expected])
    counts, errors, missed = Counter(), [], []
    for result, (name, record) in zip(results, expected, strict=True):
        matched = address(result)
        if matched and matched != record:
            errors.append((name, matched, result.explanation))
        elif record and not matched:
            missed.append(name)
        verdict = "right" if matched else "abstained" if record or result.verdict == "unsure" else "right none"
        counts[verdict] += 1
    print(dict(counts), "left open:", missed)
    assert errors == []
    assert len(missed) <= 8, missed
    assert counts["right none"] >= 20


def test_what_is_left_open_has_the_right_record_first(shipped):
    results = match_names([RequestedName(name) for name, _record in KNOWN])
    far = [
        (name, [candidate.slug for candidate in result.candidates])
        for result, (name, record) in zip(results, KNOWN, strict=True)
        if not result.best or f"{result.best.type}/{result.best.slug}" != record
    ]
    assert far == []
