-- Every year from 1950 to 2049 that the date of a company's milestone touches, with the company's segment and the
-- authority: lists narrowed by these three read its table instead of the milestones.
CREATE OR REPLACE VIEW public.kb_milestone_years AS
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
    WHERE c.is_published;
