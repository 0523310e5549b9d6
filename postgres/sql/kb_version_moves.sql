-- Trigger: move the version of the data, which ETags and caches are made of, in tables without a trigger from a model.
CREATE OR REPLACE FUNCTION public.kb_version_moves() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO public.sources_dataversion AS v (id, number, moved_at) VALUES (1, 1, now())
        ON CONFLICT (id) DO UPDATE SET number = v.number + 1, moved_at = now();
    RETURN NULL;
END $$;
