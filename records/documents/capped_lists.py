"""Lists of a profile that may be of any length, like an authority's decisions: the profile holds some, and says so.

`Meta.long` of a profile names them: {key: (record type, filter)} of the list that has them all. Where there are more,
it holds those that the database has first to hand, in their order; `MoreDoc` gives the address of all.
"""

from django.db.models import BooleanField, Func

LISTED = 500
"""Rows that a profile holds of such a list."""


class AmongNumbers(Func):
    """Whether a number is in an array."""

    template, arg_joiner, output_field = "(%(expressions)s))", " = ANY(", BooleanField()


def is_long(field) -> bool:
    """Whether a field of a profile is a list of any length."""
    return field.field_name in getattr(getattr(field.parent, "Meta", None), "long", ())
