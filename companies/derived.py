"""Companies by their derived rows: what the database keeps ready for lists and facets that would read all companies.

The rows follow every change by triggers (docs/decisions/0011-derived-rows.md).
"""

from django.db import connection, transaction

from companies.models.milestone_year import FIRST_YEAR, LAST_YEAR
from entities.counting import BitFacets

FACETS = BitFacets(
    "companies",
    {"coverage": "", "kind": "", "country": "", "segment": "market_segment", "authority": "regulatory_authority"},
)
"""By the names of their filters. A city has no bit sets: there are as many as somebody types."""

TABLES = "public.entities_facetbits, public.entities_facetpair, public.companies_milestoneyear"

WITH_A_MILESTONE = """
FROM public.companies_milestoneyear y
WHERE y.segment = (SELECT id FROM public.market_segment WHERE slug = %(segment)s)
    AND y.authority = (SELECT id FROM public.regulatory_authority WHERE slug = %(authority)s) AND y.year = %(year)s
"""


def has_year(year: int) -> bool:
    """Whether milestones of that year have rows; the dates answer for others."""
    return FIRST_YEAR <= year <= LAST_YEAR


def page_of_milestone_year(backwards=False, behind=False):
    """SQL for the rows (key, company) of one segment, authority and year in the list's order by name.

    Parameters: segment and authority (slugs), year, size, and behind a cursor its key and company. Backwards the
    nearest row comes first.
    """
    sign, order = ("<", "DESC") if backwards else (">", "ASC")
    place = f"AND (y.key, y.company) {sign} (%(key)s, %(company)s) " if behind else ""
    return (
        f"SELECT y.key, y.company {WITH_A_MILESTONE} {place}"
        f"ORDER BY y.key {order}, y.company {order} LIMIT %(size)s"
    )  # fmt: skip


def count_of_milestone_year():
    """SQL for how many companies that list has, counted up to %(most)s."""
    return f"SELECT count(*) FROM (SELECT {WITH_A_MILESTONE} LIMIT %(most)s) AS found"


def rebuild():
    """Derive all rows anew, all or nothing; returns (bit sets, years of milestones) as they are then.

    Readers see the old rows until it is done; writers wait. What is right already is left alone.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.entities_facetbits WHERE record_type = 'companies'")
        cursor.execute("DELETE FROM public.entities_facetpair WHERE record_type = 'companies'")
        cursor.execute(
            "SELECT public.kb_derive_companies(coalesce(array_agg(id), '{}')) FROM (SELECT id FROM "
            "public.companies_company UNION SELECT company FROM public.companies_milestoneyear) AS concerned"
        )
        cursor.execute(f"ANALYZE {TABLES}")
        cursor.execute(
            "SELECT (SELECT count(*) FROM public.entities_facetbits WHERE record_type = 'companies'),"
            " (SELECT count(*) FROM public.companies_milestoneyear)"
        )
        return cursor.fetchone()
