-- Trigger after TRUNCATE of a curated table: the versions of all its rows end with this transaction's revision.
CREATE OR REPLACE FUNCTION public.kb_history_truncated() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mine bigint;
    any_row boolean;
    twin history.twin;
BEGIN
    SELECT * INTO STRICT twin FROM history.twin WHERE relation = TG_RELID;
    EXECUTE format('SELECT EXISTS (SELECT FROM history.%I WHERE until IS NULL)', twin.name) INTO any_row;
    IF NOT any_row THEN
        RETURN NULL;
    END IF;
    mine := public.kb_history_revision();
    EXECUTE format('SELECT public.kb_history_touch($1, $2, array_agg(%s), %s) FROM history.%I WHERE until IS NULL',
        coalesce(quote_ident(twin.record_column), 'NULL::bigint'),
        CASE WHEN twin.record_column IS NULL THEN 'array_agg(content_type_id), array_agg(object_id)' ELSE 'NULL, NULL' END,
        twin.name) USING twin.name, mine;
    EXECUTE format('DELETE FROM history.%I WHERE until IS NULL AND since = $1', twin.name) USING mine;
    EXECUTE format('UPDATE history.%I SET until = $1 WHERE until IS NULL', twin.name) USING mine;
    RETURN NULL;
END $$;
