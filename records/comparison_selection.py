"""The selection of a comparison: up to six records of one type, stored in the URL alone.

`/compare/?company=a&company=b` shows it. Lists reached from there carry it as `compare=a,b`, so that
another record can be added to it. Only pages know `compare`; the API compares by slugs.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from .problems import BadParameter, parameter_error
from .record_type import RecordType

MAX_COMPARED = 6
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")


@dataclass(frozen=True)
class ComparisonSelection:
    """The slugs chosen so far, in their order."""

    record_type: RecordType
    slugs: tuple = ()

    @property
    def key(self):
        """The parameter that names one record: company, product."""
        return self.record_type.model._meta.model_name

    @property
    def url(self):
        return f"/compare/?{urlencode([(self.key, slug) for slug in self.slugs])}"

    @property
    def is_full(self):
        return len(self.slugs) >= MAX_COMPARED

    @property
    def query(self):
        """The query string for links to lists and records: ?compare=a,b, or nothing."""
        return f"?compare={','.join(self.slugs)}" if self.slugs else ""

    @property
    def list_url(self):
        """The URL of the list from which another record is chosen."""
        return f"/{self.record_type.name}/{self.query}"

    def names(self):
        """The names of the records in their order; an unknown slug is shown as it is. One query."""
        names = dict(self.record_type.visible().filter(slug__in=self.slugs).values_list("slug", "name"))
        return [names.get(slug, slug) for slug in self.slugs]

    def with_record(self, slug):
        return ComparisonSelection(self.record_type, (*self.slugs, *(() if slug in self.slugs else (slug,))))

    def without_record(self, slug):
        return ComparisonSelection(self.record_type, tuple(other for other in self.slugs if other != slug))


def selection_from_query(record_type, data):
    """The selection in the query string of a list. Raises BadParameter."""
    text = data.get("compare", "")
    slugs = tuple(dict.fromkeys(slug for slug in text.split(",") if slug)) if record_type.can_compare else ()
    if len(data.getlist("compare")) > 1 or len(slugs) > MAX_COMPARED or not all(SLUG.fullmatch(slug) for slug in slugs):
        message = _("“compare” takes up to %(most)s slugs with commas between them.") % {"most": MAX_COMPARED}
        raise BadParameter(parameter_error("compare", message, ["first-slug,second-slug"]))
    return ComparisonSelection(record_type, slugs)
