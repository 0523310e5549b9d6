"""Bodies in JSON: read up to a size, and read strictly as the parameters of a query string."""

import json
from collections import Counter
from urllib.parse import urlencode

from django.http import RawPostDataException
from django.utils.translation import gettext as _

from .problems import BadParameter, OtherType, TooLarge, parameter_error, raise_if_any

MAX_BYTES = 1_000_000
"""The size of a body: 500 slugs of 120 bytes take 62,000."""
MAX_VALUES = 2_000
"""The number of values in a body, lists counted by what they hold: more than any list of records takes."""
EXAMPLE = '{"slug__in": ["first-slug", "second-slug"], "page_size": 500}'


MEDIA_TYPE = "application/json"


def check_type(request) -> None:
    """Raise OtherType where the body of a request to Django or DRF is no JSON by its headers."""
    plain = getattr(request, "_request", request)
    charset = plain.content_params.get("charset", "utf-8").lower()
    coding = plain.headers.get("Content-Encoding", "identity").lower()
    if (plain.content_type, charset, coding) != (MEDIA_TYPE, "utf-8", "identity"):
        detail = _("The parameters are read as JSON: Content-Type: %(type)s, in UTF-8 and not compressed.")
        raise OtherType(detail % {"type": MEDIA_TYPE})


def body_of(request) -> bytes:
    """The body of a request to Django or DRF. Raises TooLarge, and BadParameter where it could not be read."""
    plain = getattr(request, "_request", request)
    size = plain.headers.get("Content-Length") or "0"
    if size.isdigit() and int(size) > MAX_BYTES:
        raise _too_large()
    try:
        body = plain.read(MAX_BYTES + 1)
    except (OSError, RawPostDataException):
        raise BadParameter(parameter_error("body", _("The body could not be read."))) from None
    if len(body) > MAX_BYTES:
        raise _too_large()
    return body


def _too_large():
    return TooLarge(_("The body has more than %(most)s bytes.") % {"most": f"{MAX_BYTES:,}"})


class Pairs(list):
    """A JSON object as it is written: [(key, value)]."""


class Number(str):
    """A JSON number as it is written."""


def query_string(body: bytes, joined) -> str:
    """The query string that says the same as a JSON object: {parameter: text, number, true, false, or a list of these}.

    A list is the parameter given again and again, or one text with commas where it is in `joined`. Raises BadParameter
    with the place of what is wrong.
    """
    members = object_of(body, EXAMPLE, _("The body is not an object that gives each parameter its value."))
    parameters = [(name, value, value if type(value) is list else [value]) for name, value in members]
    if sum(len(items) or 1 for _name, _value, items in parameters) > MAX_VALUES:
        message = _("At most %(most)s values are taken.") % {"most": f"{MAX_VALUES:,}"}
        raise BadParameter(parameter_error("body", message))
    raise_if_any([*_errors_of_names(parameters), *_errors_of_values(parameters, joined)])
    texts = [(name, [_text(item) for item in items]) for name, _value, items in parameters]
    return urlencode([(name, [",".join(each)] if name in joined else each) for name, each in texts], doseq=True)


def _errors_of_names(parameters):
    times = Counter(name for name, _value, _items in parameters)
    for name in times:
        if times[name] > 1:
            yield parameter_error(name, _("“%(name)s” is given twice.") % {"name": name[:60]})


def _errors_of_values(parameters, joined):
    for name, value, items in parameters:
        if not items:
            message = _("An empty list asks for nothing: leave “%(name)s” out.") % {"name": name[:60]}
            yield parameter_error(name, message, _ALLOWED)
        yield from filter(None, (_error(name, index, item, value, joined) for index, item in enumerate(items)))


_ALLOWED = ("a text", "a number", "true", "false", "a list of these")


def object_of(body: bytes, example: str, otherwise: str) -> Pairs:
    """The object that a body is, with numbers as written. Raises BadParameter, which says `otherwise` of no object."""
    refuse = {"parse_constant": _refuse_constant, "parse_int": Number, "parse_float": Number}
    try:
        read = json.loads(body.decode(), object_pairs_hook=Pairs, **refuse)
    except UnicodeDecodeError as error:
        message = _("The body is not UTF-8: byte %(place)s.") % {"place": error.start + 1}
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        message = _("The body is not JSON: line %(line)s, column %(column)s.") % place
    except (ValueError, RecursionError):
        message = _("The body is not JSON: it holds NaN or Infinity, or is nested too deeply.")
    else:
        if isinstance(read, Pairs):
            return read
        message = otherwise
    raise BadParameter(parameter_error("body", message, [example]))


def _refuse_constant(word):
    raise ValueError(word)


def _error(name, index, item, value, joined):
    """What is wrong with one value, if anything."""
    place = name if item is value else f"{name[:50]}[{index}]"
    if not isinstance(item, str | bool):
        return parameter_error(place, _("A parameter can't have this value."), _ALLOWED)
    try:
        f"{name}{item}".encode()
    except UnicodeEncodeError:
        return parameter_error(place, _("This holds half of a character (a lone surrogate)."))
    if name in joined and item is not value and "," in str(item):
        return parameter_error(place, _("A value in this list can't hold a comma."))
    return None


def _text(item):
    return str(item).lower() if isinstance(item, bool) else item
