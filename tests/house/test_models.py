"""How a model is written."""

import importlib
import inspect
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models
from django.utils.functional import Promise

from tests.house.ours import BASE, all_tests, python_files, source_of
from tests.house.ours import models as our_models
from values.fields import PartialDateField

EVERY_MODEL = pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)


def vocabularies():
    """Every TextChoices that we wrote."""
    for name in python_files("sources", "names", "market", "companies", "products", "regulatory", "desk"):
        module = importlib.import_module(name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        for _name, member in inspect.getmembers(module, inspect.isclass):
            if issubclass(member, models.TextChoices) and member.__module__ == module.__name__:
                yield member


def concrete_fields(model):
    return [field for field in model._meta.local_concrete_fields if not field.auto_created]


@pytest.mark.django_db
def test_no_migration_is_missing():
    told = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told)
    except SystemExit:
        pytest.fail(f"run manage.py makemigrations: {told.getvalue()}", pytrace=False)


@EVERY_MODEL
def test_a_model_says_what_one_row_is_in_the_world(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")
    assert model.__doc__.split("\n")[0].endswith((".", ":"))


@EVERY_MODEL
def test_rows_have_an_order_that_ends_in_something_unique(model):
    names = [name.removeprefix("-") for name in model._meta.ordering]
    assert names, f"let Meta inherit that of Named or Record, or say an ordering, in {source_of(model)}"
    together = [set(each.fields) for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    assert names[-1] in ("id", "pk") or model._meta.get_field(names[-1]).unique or any(
        fields <= set(names) for fields in together if fields
    )  # fmt: skip


@EVERY_MODEL
def test_every_field_has_a_name_and_a_definition(model):
    bare = [
        field.name for field in concrete_fields(model) if not (field._verbose_name and str(field.help_text).strip())
    ]
    assert bare == [], f"give verbose_name and help_text to each in {source_of(model)}: {bare}"


@EVERY_MODEL
def test_every_name_and_definition_can_be_translated(model):
    fixed = [
        field.name for field in concrete_fields(model)
        if not isinstance(field.help_text, Promise)
        or not (isinstance(field._verbose_name, Promise) or field._verbose_name.isupper() or "-" in field._verbose_name)
    ]  # fmt: skip
    assert fixed == [], f"put verbose_name and help_text of each into _() in {source_of(model)}: {fixed}"


@EVERY_MODEL
def test_the_name_of_a_model_can_be_translated(model):
    names = (model._meta.verbose_name, model._meta.verbose_name_plural)
    place = f"give Meta of {model.__name__} verbose_name and verbose_name_plural in _() in {source_of(model)}"
    assert all(isinstance(name, Promise) for name in names), place


@EVERY_MODEL
def test_a_text_is_never_null(model):
    texts = [field for field in concrete_fields(model) if isinstance(field, models.CharField | models.TextField)]
    assert [field.name for field in texts if field.null and not isinstance(field, PartialDateField)] == []


@EVERY_MODEL
def test_every_rule_has_a_message_for_the_editor(model):
    standard = models.CheckConstraint.default_violation_error_message
    without_message = [
        rule.name for rule in model._meta.constraints if rule.violation_error_message in (None, standard)
    ]
    assert without_message == []


def test_every_rule_of_the_database_has_a_test():
    tests = all_tests()
    rules = {rule.name for model in our_models() for rule in model._meta.constraints}
    assert sorted(name for name in rules if name not in tests) == []


def test_the_house_has_vocabularies():
    assert len(list(vocabularies())) > 20


@pytest.mark.parametrize("vocabulary", list(vocabularies()), ids=lambda vocabulary: vocabulary.__name__)
def test_every_word_of_a_vocabulary_has_a_label_that_can_be_translated(vocabulary):
    assert [word for word in vocabulary if not isinstance(word.label, Promise)] == []


def test_the_house_is_where_the_tests_think():
    assert (BASE / "manage.py").exists()
