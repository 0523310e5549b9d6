-- (record, facet, value) of every published company: what its bit sets and pairs are derived from. The filters in
-- companies/filters.py say the same in the ORM; tests/companies/test_derived_rows.py holds the two together.
-- The value of a company that has none is (none), as in addresses (records/clean_text.py).
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
