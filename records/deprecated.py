"""Names that the API gave up: until 1.0 each answers beside its present name, and the schema marks it deprecated.

A name in one of these mappings (deprecated name: present name) needs no further mention anywhere.
"""

from copy import deepcopy

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

FIELDS = {"tainted": "needs_recheck"}
"""Of a record and its parts."""
CITATION_FIELDS = {"is_tainted": "needs_recheck"}
FILTERS = {"tainted": "needs_recheck"}
"""Of every list, as filter and as facet."""
EXPLANATION = _("Deprecated: until 1.0 the same as {name}.")


def with_deprecated_fields(fields, names):
    """The fields of a serializer, and in front of each renamed one a copy under its old name."""
    present = {name: old for old, name in names.items()}
    copies = {}
    for name, field in fields.items():
        if old := present.get(name):
            explained = {"source": field.source or name, "help_text": format_lazy(EXPLANATION, name=f"`{name}`")}
            copies[old] = type(field)(*field._args, **field._kwargs | explained)
        copies[name] = field
    return copies


def with_deprecated_filters(filters):
    """The filters of a filter set, and behind each renamed one a copy under its old name."""
    present = {name: old for old, name in FILTERS.items()}
    copies = {}
    for name, item in filters.items():
        copies[name] = item
        if old := present.get(name):
            copies[old] = deepcopy(item)
            copies[old].replaced_by = name
            copies[old].extra["help_text"] = format_lazy(EXPLANATION, name=f"`{name}`")
    return copies
