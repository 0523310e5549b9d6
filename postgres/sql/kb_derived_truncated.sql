-- Trigger of a watched table: derive everything about companies anew after a TRUNCATE, which names no rows.
CREATE OR REPLACE FUNCTION public.kb_derived_truncated() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM public.entities_facetbits WHERE record_type = 'companies';
    DELETE FROM public.entities_facetpair WHERE record_type = 'companies';
    DELETE FROM public.companies_milestoneyear;
    PERFORM public.kb_derive_companies(array_agg(id)) FROM public.companies_company GROUP BY id / 49152;
    RETURN NULL;
END $$;
