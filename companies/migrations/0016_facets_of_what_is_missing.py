"""Companies without a country, segment or authority have bit sets and pairs of their own: derive those of all anew."""

from django.db import migrations

VIEW = """
CREATE OR REPLACE VIEW public.kb_facets_of_companies AS
    SELECT c.id AS record, 'all' AS facet, '' AS value FROM public.companies_company c WHERE c.is_published
    UNION ALL
    SELECT c.id, 'coverage', c.coverage FROM public.companies_company c WHERE c.is_published
    UNION ALL
    SELECT c.id, 'kind', c.kind FROM public.companies_company c WHERE c.is_published
    UNION ALL
    SELECT c.id, 'country', coalesce(nullif(c.country, ''), '(none)') FROM public.companies_company c WHERE c.is_published
    UNION ALL
    SELECT c.id, 'segment', coalesce(s.slug, '(none)') FROM public.companies_company c
        LEFT JOIN (public.companies_company_segments l
            JOIN public.market_segment s ON s.id = l.segment_id AND s.is_published) ON l.company_id = c.id
        WHERE c.is_published
    UNION ALL
    SELECT c.id, 'authority', coalesce(a.slug, '(none)') FROM public.companies_company c
        LEFT JOIN (public.regulatory_milestone m
            JOIN public.regulatory_authority a ON a.id = m.authority_id AND a.is_published)
            ON m.company_id = c.id AND m.is_published
        WHERE c.is_published;
"""
DERIVE = """
SELECT public.kb_derive_companies('{}'); -- the version of the data moves, which is the lock that every writer takes
SELECT public.kb_derive_facets('companies', array_agg(id)) FROM public.companies_company GROUP BY id / 49152;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0015_countries_may_be_inferred"),
        ("entities", "0011_former_addresses_say_why"),
        ("market", "0011_labels_are_true_alone"),
        ("regulatory", "0014_outcomes_can_expire"),
        ("sources", "0014_citations_state_or_infer"),
    ]

    operations = [
        migrations.RunSQL(VIEW, migrations.RunSQL.noop),
        migrations.RunSQL(DERIVE, migrations.RunSQL.noop),
    ]
