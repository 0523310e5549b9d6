"""The letters that open the entry forms at the desk."""

from django.utils.translation import gettext as _

from .entry import types_for
from .value_entry import VALUES

LETTERS = {
    "companies": "c", "products": "p", "milestones": "m", "rounds": "r", "studies": "s", "people": "w",
    "investors": "b", "partners": "h", "collaborations": "l", "recognitions": "t", "events": "e", "figures": "f",
    "insights": "i", "policies": "y", "segments": "g", "authorities": "a", VALUES: "v",
}  # fmt: skip
"""One for each type: w for who, b for a backer, h for a hospital, t for a title; j, k, n and x move and choose."""


def keys_for(request):
    """[(letter, type, its name)] of the forms that the user may open, that of a value of a record last."""
    types = [(LETTERS[name], name, label) for name, label in types_for(request)]
    return [*types, (LETTERS[VALUES], VALUES, _("Value, name or part of a record that is there"))]
