"""What a query string asks of the changes: after which revision, of what, how many. Every error is reported at once."""

import re
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.record_types import TYPES
from companies.models import Company
from history.models import Kind
from history.moments import Moment, NoMoment, OutOfRange, moment_of
from records.paging import PAGE_SIZE, page_size
from records.problems import BadParameter, parameter_error, parameter_errors, raise_if_any

FILTERS = ("type", "company", "kind")
FEED = ("after", "before", *FILTERS, "page_size", "cursor")
NET = ("old", "new", "type", "company", "page_size", "cursor")
SEVERAL = ("type", "kind")
LARGEST = 10**18
MOMENTS = ["a revision: 12", "a day: 2026-12-01", "a time: 2026-12-01T12:00:00Z"]
ALL_OF_TIME = gettext_lazy(
    "Here are the revisions of all time, the same at every moment: “before” ends them at one, “after” begins the list "
    "of changes behind one, “old” and “new” set two moments side by side."
)


@dataclass(frozen=True)
class Criteria:
    """Which changes are asked for; `company` is the slug, `companies` the numbers that it had."""

    types: tuple = ()
    kinds: tuple = ()
    company: str = ""
    companies: tuple = ()

    @property
    def is_of_records(self):
        """Whether revisions without such records are left out."""
        return bool(self.types or self.company)


@dataclass(frozen=True)
class Feed:
    """Revisions between `after` and `before`, both excluded; `cursor` is the record to go on after."""

    criteria: Criteria
    after: int
    before: int
    size: int
    cursor: tuple | None = None
    newest_first: bool = False


@dataclass(frozen=True)
class Net:
    """The net differences between two moments."""

    criteria: Criteria
    old: Moment
    new: Moment
    size: int
    cursor: tuple | None = None


def is_net(data):
    """Whether two moments are to be set side by side."""
    return "old" in data or "new" in data


def feed_of(data, newest_first=False) -> Feed:
    """The revisions that a query string asks for. Raises BadParameter with every error."""
    errors = parameter_errors(data, FEED, SEVERAL)
    numbers = {name: read_number(data, name, errors) for name in ("after", "before")}
    cursor = _cursor(data, 3, errors)
    criteria, size = _criteria(data, errors), _size(data, errors)
    raise_if_any(errors)
    before = LARGEST if numbers["before"] is None else numbers["before"]
    return Feed(criteria, numbers["after"] or 0, before, size, cursor, newest_first)


def net_of(data) -> Net:
    """The two moments that a query string sets side by side. Raises BadParameter with every error."""
    errors = parameter_errors(data, NET, SEVERAL)
    cursor = _cursor(data, 2, errors)
    criteria, size = _criteria(data, errors), _size(data, errors)
    old, new = moments_of(data, errors)
    raise_if_any(errors)
    return Net(criteria, old, new, size, cursor)


def moments_of(data, errors):
    """(old, new) of a query string; without `new` the latest revision. Mistakes are added to `errors`."""
    if not data.get("old"):
        errors.append(parameter_error("old", _("Name the moment to begin with."), MOMENTS))
        return None, None
    old = _moment(data["old"], "old", errors)
    new = _moment(data.get("new") or "9999-12-31", "new", errors)
    if old and new and old.number > new.number:
        message = _("“old” is revision %(old)s, “new” is revision %(new)s: the older one comes first.")
        values = {"old": old.number, "new": new.number}
        errors.append(parameter_error("old", message % values, [f"a moment up to revision {new.number}"]))
    return old, new


def _moment(text, name, errors):
    try:
        return moment_of(text)
    except NoMoment:
        message = _("“%(text)s” is no revision, day or time.") % {"text": text[:60]}
        errors.append(parameter_error(name, message, MOMENTS))
    except OutOfRange as error:
        message = _("There is no revision “%(text)s”.") % {"text": text[:60]}
        errors.append(parameter_error(name, message, [f"{error.first} to {error.last}"]))
    return None


def read_number(data, name, errors):
    text = data.get(name)
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,18}", text, re.ASCII):
        message = _("“%(text)s” is no number of a revision.") % {"text": text[:60]}
        errors.append(parameter_error(name, message, ["0 or more"]))
        return None
    return int(text)


def _cursor(data, length, errors):
    """A cursor is the last record shown as (revision,) type, number, with points between them."""
    text = data.get("cursor")
    if text is None:
        return None
    if not re.fullmatch(r"(\d{1,18}\.)?[a-z]{1,40}\.\d{1,18}", text, re.ASCII) or text.count(".") + 1 != length:
        message = _("This cursor was not given by a list of ours. Start without one.")
        errors.append(parameter_error("cursor", message))
        return None
    return tuple(int(part) if part.isdigit() else part for part in text.split("."))


def _size(data, errors):
    try:
        return page_size(data, PAGE_SIZE)
    except BadParameter as error:
        errors.extend(error.errors)
        return PAGE_SIZE


def _criteria(data, errors):
    types, kinds = (tuple(dict.fromkeys(data.getlist(name))) for name in ("type", "kind"))
    for name, values, allowed in (("type", types, list(TYPES)), ("kind", kinds, Kind.values)):
        for value in values:
            if value not in allowed:
                message = _("There is no %(name)s “%(value)s”.") % {"name": name, "value": value[:60]}
                errors.append(parameter_error(name, message, allowed))
    company = data.get("company", "")
    companies = _companies(company) if "company" in data else ()
    if "company" in data and not companies:
        message = _("There is no company “%(slug)s”.") % {"slug": company[:60]}
        errors.append(parameter_error("company", message, ["a slug of /api/v1/companies/, or of one that was there"]))
    return Criteria(types, kinds, company, companies)


def _companies(slug):
    """The numbers of the companies that readers saw under a slug at any time."""
    if "\0" in slug:
        return ()
    table = connection.ops.quote_name(Company._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT id FROM history.{table} WHERE slug = %s AND is_published", [slug])
        return tuple(number for (number,) in cursor.fetchall())
