"""A country is stored as its ISO 3166 code."""

from django.db import models
from django.utils.translation import gettext_lazy as _


def country_is_a_code(whose: str) -> models.CheckConstraint:
    """The constraint that a model's `country` is two capital letters or empty; `whose` names the model in its name."""
    return models.CheckConstraint(
        condition=models.Q(country__regex=r"^([A-Z]{2})?$"), name=f"country_of_a_{whose}_is_a_code",
        violation_error_message=_("A country is its ISO 3166 code of two capital letters, like CN."),
    )  # fmt: skip
