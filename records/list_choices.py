"""What the forms of a list's page send, as the address that it stands for: every state of a list has one.

The form of columns sends `column=` for each, the form around the rows `row=` for each and in `with=` what to do with
them. Only pages know these parameters, and each leads on at once.
"""

import re
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from .addresses import has_empties, with_query, without_empties
from .comparison_selection import SLUG, ComparisonSelection, selection_from_query
from .exports import MEDIA_TYPES
from .list_columns import fields_of
from .problems import parameter_error, raise_if_any

ROW, WITH, COLUMN = "row", "with", "column"
COMPARE = "compare"
KEPT_IN_FILES = ("ordering", "fields", "omit")


def address_of_choice(record_type, request):
    """The address that a form's choice leads to, or None where the query string holds none. Raises BadParameter."""
    data = request.GET
    if ROW in data or WITH in data:
        return _of_rows(record_type, data)
    if COLUMN in data:
        return with_query(request.path, _of_columns(record_type, data))
    if has_empties(data):
        return with_query(request.path, without_empties(data))
    return None


def _of_columns(record_type, data):
    fields = fields_of(record_type, data.getlist(COLUMN))
    data = without_empties(data)
    for name in (COLUMN, "fields", "omit", "cursor"):
        data.pop(name, None)
    if fields:
        data["fields"] = fields
    return data


def _of_rows(record_type, data):
    """The comparison of the selected rows, or a file that holds only these."""
    rows, action = list(dict.fromkeys(data.getlist(ROW))), data.get(WITH, "")
    allowed = [*([COMPARE] if record_type.can_compare else []), *MEDIA_TYPES]
    errors = []
    if action not in allowed:
        errors.append(parameter_error(WITH, _("Say what to do with the selected rows."), allowed))
    shape = r"\d{1,18}" if record_type.address == "pk" else SLUG
    if not rows:
        errors.append(parameter_error(ROW, _("Select at least one row.")))
    elif not all(re.fullmatch(shape, row) for row in rows):
        errors.append(parameter_error(ROW, _("A row is given by the slug or number of its record.")))
    raise_if_any(errors)
    if action == COMPARE:
        selected = (*selection_from_query(record_type, data).slugs, *rows)
        return ComparisonSelection(record_type, tuple(dict.fromkeys(selected))).url
    query = {"id__in" if record_type.address == "pk" else "slug__in": ",".join(rows)}
    query |= {name: data[name] for name in KEPT_IN_FILES if data.get(name)}
    return f"/api/v1/{record_type.name}.{action}?{urlencode(query)}"
