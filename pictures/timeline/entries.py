"""What a timeline shows: the dated entries of a company or product, or policies with steps of products beside them."""

from dataclasses import dataclass, field

import orjson
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalogue.record_types import RECORD_TYPES
from catalogue.timeline import KINDS, Entry, timeline
from records.comparison_selection import SLUG
from records.presenters import present
from records.problems import BadParameter, parameter_error, raise_if_any
from regulatory.record_types import MILESTONES, POLICIES
from values.dates import PartialDate

OWNERS = {
    record_type.model._meta.model_name: record_type
    for record_type in RECORD_TYPES if record_type.name in ("companies", "products")
}  # fmt: skip
BESIDE = ("milestones", "none")
SHARED = ("jurisdiction", "year", "when_certainly", "when_possibly", "dated", "source")
"""The filters of policies that hold for the steps beside them, too."""
NOT_TAKEN = ("fields", "omit", "facets", "ordering")
STEPS = 50
"""The most steps that stand beside a page of policies."""


@dataclass
class Group:
    """Entries under one heading, in the order of time; `more` is where those are that are not listed."""

    heading: str
    dated: list
    undated: list
    more: str = ""


@dataclass
class Timeline:
    """A timeline or a page of it; `query` are the parameters that its owner or filters have."""

    heading: str
    groups: list = field(default_factory=list)
    owner: object = None
    filterset: object = None
    next: str | None = None
    previous: str | None = None
    data_version: object = None
    lists: list = field(default_factory=list)  # (record type, query string, Page) behind the groups

    @property
    def entries(self):
        """Every entry in its order, group by group, the undated behind the dated."""
        return [entry for group in self.groups for entry in (*group.dated, *group.undated)]

    @property
    def sources(self):
        return sorted({citation["source"] for entry in self.entries for citation in entry.record.doc["citations"]})


def timeline_of(data) -> Timeline:
    """The timeline for a query string: `company` or `product`, else the filters of /policies/. Raises BadParameter."""
    keys = [key for key in OWNERS if key in data]
    if not keys:
        return _of_policies(data)
    known = [*OWNERS, "format"]
    errors = [
        parameter_error(name, _("With “%(key)s” there is nothing to narrow.") % {"key": keys[0]}, keys)
        for name in data if name != keys[0]
    ]  # fmt: skip
    if len(data.getlist(keys[0])) > 1:
        errors.append(parameter_error(keys[0], _("“%(name)s” takes one value.") % {"name": keys[0]}, known))
    raise_if_any(errors)
    return _of_record(OWNERS[keys[0]], keys[0], data[keys[0]])


def _of_record(record_type, key, slug) -> Timeline:
    """The timeline of one company or product, from its profile. Raises BadParameter."""
    version, text = record_type.read(slug) if SLUG.fullmatch(slug) else (None, None)
    if text is None:
        message = _("There is no %(type)s “%(slug)s”.")
        values = {"type": record_type.model._meta.verbose_name, "slug": slug[:120]}
        raise BadParameter(parameter_error(key, message % values, [f"a slug of /api/v1/{record_type.name}/"]))
    record = present(record_type.profile, orjson.loads(text))
    entries = timeline(record)
    heading = _("Timeline of %(name)s") % {"name": record.name}
    return Timeline(heading, [Group("", entries["dated"], entries["undated"])], record, data_version=version)


def _of_policies(data):
    beside = data.get("beside", BESIDE[0])
    if beside not in BESIDE or len(data.getlist("beside")) > 1:
        message = _("Beside policies stand the steps of products with authorities, or nothing.")
        raise BadParameter(parameter_error("beside", message, BESIDE))
    criteria = data.copy()
    criteria.pop("beside", None)
    message = _("A timeline takes no “%(name)s”: it is in the order of time.")
    raise_if_any([
        parameter_error(name, message % {"name": name}, [*OWNERS, "beside", *POLICIES.filters.base_filters])
        for name in NOT_TAKEN if name in criteria
    ])  # fmt: skip
    criteria["ordering"] = "when"
    filterset = POLICIES.filtered(criteria)
    page = POLICIES.page(filterset)
    groups, lists = [_group(_("Policies"), POLICIES, page.rows)], [(POLICIES, criteria, page)]
    if beside == "milestones":
        steps, of_steps = _steps(data, groups[0].dated if page.next or page.previous else ())
        groups.append(steps)
        lists.append(of_steps)
    heading = _("Policies, and the steps of products beside them") if len(groups) > 1 else _("Policies")
    return Timeline(
        heading, groups, None, filterset, page.next, page.previous, page.data_version, lists
    )  # fmt: skip


def _steps(data, policies):
    """(The milestones that the shared filters choose, their list); beside many policies, those of the page's days."""
    criteria = QueryDict(mutable=True)
    for name in SHARED:
        if name in data:
            criteria.setlist(name, data.getlist(name))
    if policies and not {"when_certainly", "when_possibly"} & set(criteria):
        days = [day for entry in policies for day in (entry.record.doc["when"][end] for end in ("earliest", "latest"))]
        days = sorted(day for day in days if day)
        criteria["when_possibly"] = f"{days[0]}/{days[-1]}"
    listed = f"/milestones/?{criteria.urlencode()}" if criteria else "/milestones/"
    criteria["ordering"] = "when"
    page = MILESTONES.page(MILESTONES.filtered(criteria), size=STEPS)
    group = _group(_("Products and companies: steps with authorities"), MILESTONES, page.rows)
    group.more = listed if page.next else ""
    return group, (MILESTONES, criteria, page)


def _group(heading, record_type, documents):
    records = [present(record_type.row, document) for document in documents]
    entries = [
        Entry(record_type.name, str(KINDS[record_type.name]), record, _date(record.doc)) for record in records
    ]  # fmt: skip
    return Group(heading, [each for each in entries if each.date], [each for each in entries if not each.date])


def _date(doc):
    return PartialDate(doc["when"]["edtf"], doc["when"].get("words", "")) if doc["when"] else None
