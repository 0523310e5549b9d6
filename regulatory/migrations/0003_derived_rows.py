"""What is derived from companies, their segments and milestones: bit sets of facets, and years of milestones.

The filters of companies/filters.py say the same in the ORM; tests/companies/test_derived_rows.py holds them together.
"""

from django.db import migrations

FACETS = """
CREATE VIEW public.kb_facets_of_companies AS
    SELECT c.id AS record, 'all' AS facet, '' AS value FROM public.companies_company c WHERE c.is_published
    UNION ALL
    SELECT c.id, 'coverage', c.coverage FROM public.companies_company c WHERE c.is_published
    UNION ALL
    SELECT c.id, 'kind', c.kind FROM public.companies_company c WHERE c.is_published
    UNION ALL
    SELECT c.id, 'country', c.country FROM public.companies_company c WHERE c.is_published AND c.country <> ''
    UNION ALL
    SELECT c.id, 'segment', s.slug FROM public.companies_company c
        JOIN public.companies_company_segments l ON l.company_id = c.id
        JOIN public.market_segment s ON s.id = l.segment_id AND s.is_published
        WHERE c.is_published
    UNION ALL
    SELECT c.id, 'authority', a.slug FROM public.companies_company c
        JOIN public.regulatory_milestone m ON m.company_id = c.id AND m.is_published
        JOIN public.regulatory_authority a ON a.id = m.authority_id AND a.is_published
        WHERE c.is_published;
CREATE VIEW public.kb_facets AS SELECT 'companies' AS record_type, * FROM public.kb_facets_of_companies
"""

# Every year that the date touches, from 1950 to 2049 (companies.models.milestone_year): so an open end has an end.
YEARS = """
CREATE VIEW public.kb_milestone_years AS
    SELECT DISTINCT c.id AS company, s.id AS segment, a.id AS authority, year::smallint AS year, lower(c.name) AS key
    FROM public.companies_company c
        JOIN public.companies_company_segments l ON l.company_id = c.id
        JOIN public.market_segment s ON s.id = l.segment_id AND s.is_published
        JOIN public.regulatory_milestone m ON m.company_id = c.id AND m.is_published
            AND m.when_span && daterange('1950-01-01', '2050-01-01')
        JOIN public.regulatory_authority a ON a.id = m.authority_id AND a.is_published
        CROSS JOIN LATERAL (SELECT m.when_span * daterange('1950-01-01', '2050-01-01') AS days) AS within
        CROSS JOIN generate_series(extract(year FROM lower(days))::integer, extract(year FROM upper(days) - 1)::integer)
            AS year
    WHERE c.is_published
"""

# Moving the version of the data first takes the one lock that every writer takes: so two can't wait for each other here,
# and what the statements below see is what the last writer left.
DERIVING = """
CREATE FUNCTION public.kb_derive_companies(ids bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    INSERT INTO public.sources_dataversion AS v (id, number, moved_at) VALUES (1, 1, now())
        ON CONFLICT (id) DO UPDATE SET number = v.number + 1, moved_at = now();
    PERFORM public.kb_derive_facets('companies', ids);
    WITH fresh AS MATERIALIZED (
        SELECT company, segment, authority, year, key FROM public.kb_milestone_years WHERE company = ANY (ids)
    ), gone AS (
        DELETE FROM public.companies_milestoneyear y WHERE y.company = ANY (ids)
            AND NOT EXISTS (SELECT FROM fresh f WHERE (f.company, f.segment, f.authority, f.year, f.key)
                = (y.company, y.segment, y.authority, y.year, y.key))
    )
    INSERT INTO public.companies_milestoneyear (company, segment, authority, year, key)
    SELECT company, segment, authority, year, key FROM fresh ORDER BY segment, authority, year, key, company
    ON CONFLICT DO NOTHING;
END $$;
"""

# Which table is watched, which of its columns count, and whose rows a change of one of its rows concerns.
WATCHED = [
    ("companies_company", "id, name, is_published, country, kind, coverage", "SELECT id FROM changed"),
    ("companies_company_segments", "company_id, segment_id", "SELECT company_id FROM changed"),
    ("regulatory_milestone", "company_id, authority_id, is_published, when_span", "SELECT company_id FROM changed"),
    (
        "market_segment", "id, is_published",
        "SELECT l.company_id FROM public.companies_company_segments l JOIN changed ON changed.id = l.segment_id",
    ),
    (
        "regulatory_authority", "id, is_published",
        "SELECT m.company_id FROM public.regulatory_milestone m JOIN changed ON changed.id = m.authority_id",
    ),
]
ROWS = {
    "insert": "NEW TABLE AS fresh",
    "update": "OLD TABLE AS stale NEW TABLE AS fresh",
    "delete": "OLD TABLE AS stale",
}


def triggers():
    for table, columns, whose in WATCHED:
        for act, rows in ROWS.items():
            yield (
                f"CREATE TRIGGER derived_follows_{act} AFTER {act.upper()} ON public.{table} REFERENCING {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION public.kb_derived_follows('companies', '{columns}', '{whose}')"
            )


DROP = [
    *(f"DROP TRIGGER derived_follows_{act} ON public.{table}" for table, _columns, _whose in WATCHED for act in ROWS),
    "DROP FUNCTION public.kb_derive_companies(bigint[])",
    "DROP VIEW public.kb_milestone_years, public.kb_facets, public.kb_facets_of_companies",
]
FILL = "SELECT public.kb_derive_companies(array_agg(id)) FROM public.companies_company GROUP BY id / 49152"


class Migration(migrations.Migration):
    dependencies = [
        ("regulatory", "0002_search_follows"),
        ("companies", "0005_milestone_years"),
        ("entities", "0003_facet_bits"),
    ]
    operations = [migrations.RunSQL([FACETS, YEARS, DERIVING, *triggers(), FILL], DROP)]
