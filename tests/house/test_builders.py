"""What the builders of tests make is what an editor could have entered."""

import pytest
from django.core.exceptions import ValidationError

from catalogue.record_types import RECORD_TYPES
from tests.builders import MAKERS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", [record_type.name for record_type in RECORD_TYPES])
def test_a_record_of_the_builders_has_every_value_that_may_not_be_empty(name):
    try:
        MAKERS[name]().clean_fields()
    except ValidationError as problem:
        pytest.fail(f"add to REQUIRED in tests/builders.py, for {name}: {problem.message_dict}", pytrace=False)
