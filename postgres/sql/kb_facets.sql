-- The facets of all record types that have bit sets: (record_type, record, facet, value).
CREATE OR REPLACE VIEW public.kb_facets AS SELECT 'companies' AS record_type, * FROM public.kb_facets_of_companies;
