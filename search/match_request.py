"""The body of a request to match names, validated: an error says at which place of the body it is."""

import orjson
from django.utils.translation import gettext as _

from records.json_body import body_of
from records.problems import BadParameter

from .name_parts import RequestedName
from .request_parameters import check_parameters
from .search_query import TYPES

MAX_NAMES = 500
LIMITS = {"name": 200, "type": 40, "city": 80, "country": 2}


def requested_names(request) -> list:
    """The names of a request's body, as RequestedName. Raises BadParameter."""
    check_parameters(request.GET, ("format",))
    try:
        body = orjson.loads(body_of(request))
    except ValueError:
        raise _error("body", _("The body is no JSON."), ['{"names": ["…"]}']) from None
    if not isinstance(body, dict) or set(body) != {"names"} or not isinstance(body["names"], list):
        raise _error("body", _("The body is an object with “names”, a list."), ['{"names": ["…"]}'])
    if not 1 <= len(body["names"]) <= MAX_NAMES:
        values = {"number": len(body["names"]), "most": MAX_NAMES}
        message = _("There are %(number)s names; 1 to %(most)s are matched at once.") % values
        raise _error("names", message, [f"1 to {MAX_NAMES}"])
    return [_requested_name(index, item) for index, item in enumerate(body["names"])]


def _requested_name(index, item):
    item = {"name": item} if isinstance(item, str) else item
    where = f"names[{index}]"
    if not isinstance(item, dict):
        raise _error(where, _("A name is a text, or an object with a name."), ["text", "object"])
    for key, value in item.items():
        if key not in LIMITS:
            raise _error(f"{where}.{key[:20]}", _("“%(key)s” is not known.") % {"key": key[:20]}, list(LIMITS))
        if value is None and key != "name":
            continue
        if not isinstance(value, str) or len(value) > LIMITS[key] or "\0" in value:
            message = _("“%(key)s” is a text of at most %(most)s characters.") % {"key": key, "most": LIMITS[key]}
            raise _error(f"{where}.{key}", message, ["text"])
    requested = RequestedName(*((item.get(key) or "").strip() for key in LIMITS))
    if not requested.name:
        raise _error(f"{where}.name", _("The name is empty."), ["text"])
    if requested.type and requested.type not in TYPES:
        message = _("There is no record type “%(name)s”.") % {"name": requested.type}
        raise _error(f"{where}.type", message, TYPES)
    if requested.country and not (
        len(requested.country) == 2 and requested.country.isascii() and requested.country.isalpha()
    ):
        raise _error(f"{where}.country", _("A country is its ISO 3166 code of two letters."), ["CN", "US"])
    return requested


def _error(parameter, message, allowed):
    return BadParameter({"parameter": parameter, "message": message, "allowed": allowed})
