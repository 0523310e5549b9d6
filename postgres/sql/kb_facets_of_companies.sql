-- (record, facet, value) of every published company: what its bit sets and pairs are derived from. The filters in
-- companies/filters.py say the same in the ORM; tests/companies/test_derived_rows.py holds the two together.
CREATE OR REPLACE VIEW public.kb_facets_of_companies AS
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
