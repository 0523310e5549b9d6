-- Derive anew what lists and facets of companies read: their bit sets and pairs, and the years of their milestones.
-- The version of the data moves first: that takes the one lock that every writer takes, so two writers can't wait for
-- each other here.
CREATE OR REPLACE FUNCTION public.kb_derive_companies(ids bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode TO 'force_generic_plan' AS $$
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
