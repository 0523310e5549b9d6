-- Trigger of a watched table: derive anew what depends on the changed rows.
-- Arguments: the record type, the columns that matter, and the query for the numbers of the records concerned.
CREATE OR REPLACE FUNCTION public.kb_derived_follows() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    changed text := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT %1$s FROM fresh'
        WHEN 'DELETE' THEN 'SELECT %1$s FROM stale'
        ELSE '(SELECT %1$s FROM fresh EXCEPT SELECT %1$s FROM stale) UNION '
            || '(SELECT %1$s FROM stale EXCEPT SELECT %1$s FROM fresh)' END;
    ids bigint[];
BEGIN
    EXECUTE format('WITH changed AS (' || changed || ') SELECT array_agg(DISTINCT id) FROM (%2$s) AS concerned (id) '
        || 'WHERE id IS NOT NULL', TG_ARGV[1], TG_ARGV[2]) INTO ids;
    IF ids IS NOT NULL THEN
        EXECUTE format('SELECT public.%I($1)', 'kb_derive_' || TG_ARGV[0]) USING ids;
    END IF;
    RETURN NULL;
END $$;
