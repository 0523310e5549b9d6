"""What is worked out once for all records of a type is right for each of them, and for each language."""

import pytest
from django.utils import translation

from catalogue.record_types import CompanyProfile
from market.documents import EventRow
from records.presenters import present

PLACE = {"source": "s", "paragraph": 3, "field": "city", "stated": "Suzhou", "stance": "supports"} | {
    "basis": "stated",
    "note": "",
}


def test_labels_and_words_are_those_of_the_language_that_is_active():
    doc = {"name": "One", "when": {"edtf": "2025-03"}}
    dates = []
    for language in ("en", "de", "en"):
        with translation.override(language):
            dates.append(present(EventRow, doc).fact["when"].value.text)
    assert dates == ["March 2025", "März 2025", "March 2025"]


def test_what_one_record_says_is_never_seen_on_the_next():
    stated = present(CompanyProfile, {"name": "One", "city": "Suzhou", "gaps": {}, "citations": [PLACE]})
    missing = present(CompanyProfile, {"name": "Two", "city": "", "gaps": {}, "citations": []})
    assert stated.fact["city"].value.text == "Suzhou"
    assert [place.paragraph for place in stated.fact["city"].places] == [3]
    assert (missing.fact["city"].value, missing.fact["city"].places) == (None, [])


@pytest.mark.parametrize(("raw", "has_value"), [(False, True), (0, True), ("", False), (None, False), ([], False)])
def test_no_and_zero_are_values_and_what_is_empty_is_none(raw, has_value):
    record = present(CompanyProfile, {"name": "One", "country": raw})
    assert bool(record.fact["country"].value) is has_value


def test_what_one_paragraph_states_of_a_value_in_two_phrases_stands_together():
    phrases = [PLACE, PLACE | {"stated": "in Jiangsu"}, PLACE | {"stance": "contradicts", "stated": "Wuxi"}]
    record = present(CompanyProfile, {"name": "One", "city": "Suzhou", "citations": phrases})
    assert [place.stated for place in record.fact["city"].places] == ["Suzhou · in Jiangsu", "Wuxi"]
