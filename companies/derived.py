"""Lists and facets of companies from derived rows, where they would otherwise read every company.

The rows follow every change by triggers (docs/decisions/0011-derived-rows.md).
"""

from django.db import connection, transaction

from companies.models import MilestoneYear
from companies.models.milestone_year import FIRST_YEAR, LAST_YEAR
from names.models import FacetBits
from names.models.facet_bits import BITS
from records.clean_text import NOT_STATED
from records.facet_counts import BitFacets
from records.prepared_statements import with_placeholders

FACETS = BitFacets(
    "companies",
    {"coverage": "", "kind": "", "country": "", "segment": "market_segment", "authority": "regulatory_authority"},
)
"""By filter name, with the table of labels. Cities have no bit sets: there are as many as editors type."""

TABLES = "public.entities_facetbits, public.entities_facetpair, public.companies_milestoneyear"

MATCHING_ROWS = """
FROM public.companies_milestoneyear y
WHERE y.segment = (SELECT id FROM public.market_segment WHERE slug = %(segment)s)
    AND y.authority = (SELECT id FROM public.regulatory_authority WHERE slug = %(authority)s)
    AND y.year = extract(year FROM lower(%(days)s))::smallint
"""
AUTHORITY, DAYS = "authority__slug", "when_span__overlap"


class MilestoneYears:
    """The list of companies in one segment with a milestone with one authority possibly in one year, by name.

    A filter set returns it as its `shortcut`, so that the page's ids and the count are read off an index.
    """

    order = "name"

    def covers(self, criteria):
        """Whether [(filter, value)] is one segment, one authority and one whole year that has rows, and no more."""
        values = {item.key: value for item, value in criteria}
        if NOT_STATED in values.get("segment", ()):
            return False
        if set(values) != {"segment", "milestone"} or len(values["segment"]) != 1 or len(values["milestone"]) != 1:
            return False
        condition = dict(values["milestone"][0])
        return set(condition) == {AUTHORITY, DAYS} and _is_year(condition[DAYS])

    def page_query(self, criteria, position, after):
        """(SQL, parameters) for the ids of the companies of a page and one more."""
        sign, order = ("<", "DESC") if position.is_down else (">", "ASC")
        continues = f"AND (y.key, y.company) {sign} (%(key)s, %(company)s) " if after else ""
        parameters = self._parameters(criteria) | dict(zip(("key", "company"), after, strict=False))
        sql = f"SELECT y.company {MATCHING_ROWS} {continues}"
        sql += f"ORDER BY y.key {order}, y.company {order} LIMIT {position.size + 1}"
        return with_placeholders(sql, parameters)

    def count_query(self, criteria, most):
        """(SQL, parameters) for how many companies the list has, counted up to `most`."""
        sql = f"SELECT count(*) FROM (SELECT {MATCHING_ROWS} LIMIT {most}) AS matches"
        return with_placeholders(sql, self._parameters(criteria))

    def _parameters(self, criteria):
        values = {item.key: value for item, value in criteria}
        condition = dict(values["milestone"][0])
        return {"segment": values["segment"][0], "authority": condition[AUTHORITY], "days": condition[DAYS]}


def _is_year(days):
    """Whether the days are those of one whole year that has rows."""
    first, last = days.lower, days.upper
    return bool(
        first and last and first.year == last.year and FIRST_YEAR <= first.year <= LAST_YEAR
        and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    )  # fmt: skip


MILESTONE_YEARS = MilestoneYears()


REBUILD = f"""
DELETE FROM public.entities_facetbits WHERE record_type = 'companies';
DELETE FROM public.entities_facetpair WHERE record_type = 'companies';
DELETE FROM public.companies_milestoneyear y
    WHERE NOT EXISTS (SELECT FROM public.companies_company c WHERE c.id = y.company);
SELECT public.kb_derive_companies(array_agg(id)) FROM public.companies_company GROUP BY id / {BITS};
ANALYZE {TABLES}
"""


def rebuild():
    """Derive all rows anew in one transaction; return the numbers of (bit sets, years of milestones).

    Readers see the old rows until it commits; writers wait. It goes block by block, so that memory stays bounded.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT public.kb_derive_companies('{}')")  # nothing yet but the lock that every writer takes
        cursor.execute(REBUILD)
    return FacetBits.objects.filter(record_type="companies").count(), MilestoneYear.objects.count()
