"""A word of a vocabulary is true without its record: a facet shows it alone."""

import pytest
from django.apps import apps

from environment import BASE
from sources.models.cited import Cited

PARTICIPLES_ALONE = {
    "accepted", "allowed", "approved", "certified", "claimed", "cleared", "covered", "done", "entered", "exempted",
    "former", "founded", "granted", "higher", "lower", "not stated", "other", "pending", "refused", "registered",
    "seen", "started", "submitted", "unstated", "withdrawn",
}  # fmt: skip
"""Words that say of nothing what they say: by whom approved, from what exempted, other than what."""
VOCABULARIES = [
    (f"{model.__name__}.{field.name}", [str(label) for _value, label in field.flatchoices])
    for model in apps.get_models()
    if issubclass(model, Cited)
    for field in model._meta.concrete_fields
    if field.choices
]


@pytest.mark.parametrize(("name", "labels"), VOCABULARIES, ids=[name for name, _labels in VOCABULARIES])
def test_no_label_misleads_alone(name, labels):
    assert PARTICIPLES_ALONE.isdisjoint(labels)
    assert len(labels) == len(set(labels))


def test_a_short_form_is_written_in_one_place_per_package():
    writers = {path.parent.name for path in BASE.glob("*/short_forms.py")}
    assert writers == {"companies", "market", "products", "records", "regulatory", "search"}
