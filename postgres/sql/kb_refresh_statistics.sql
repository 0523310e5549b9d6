-- Update the planner's statistics of all curated tables and their versions; only an owner may ANALYZE a table.
CREATE OR REPLACE FUNCTION public.kb_refresh_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    twin history.twin;
BEGIN
    FOR twin IN SELECT * FROM history.twin LOOP
        EXECUTE format('ANALYZE %s, history.%I', twin.relation, twin.name);
    END LOOP;
END $$;
