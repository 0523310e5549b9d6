-- Trigger after each statement on a curated table: the versions of the changed rows end, and their new ones begin, with this
-- transaction's revision. A row that changes twice in a transaction keeps its last state; a statement that changes no row
-- makes no revision. A record whose time of change was not written gets it here. Columns are found by their numbers, so that a migration may rename them in between.
CREATE OR REPLACE FUNCTION public.kb_history_keep() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    mine bigint;
    gone bigint[];
    added bigint[];
    twin history.twin;
    kept_in text;
    taken_from text;
    owner text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(id) INTO added FROM fresh;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(id) INTO gone FROM stale;
    ELSE
        SELECT array_agg(s.id) INTO gone FROM stale s LEFT JOIN fresh f ON f.id = s.id WHERE f IS DISTINCT FROM s;
        SELECT array_agg(f.id) INTO added FROM fresh f LEFT JOIN stale s ON s.id = f.id WHERE f IS DISTINCT FROM s;
    END IF;
    IF gone IS NULL AND added IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT * INTO twin FROM history.twin WHERE relation = TG_RELID;
    mine := public.kb_history_revision();
    IF gone IS NOT NULL THEN
        EXECUTE format('DELETE FROM history.%I WHERE id = ANY ($1) AND until IS NULL AND since = $2', twin.name)
            USING gone, mine;
        EXECUTE format('UPDATE history.%I SET until = $2 WHERE id = ANY ($1) AND until IS NULL', twin.name)
            USING gone, mine;
    END IF;
    IF added IS NOT NULL THEN
        SELECT string_agg(quote_ident(c.column_name), ', '), string_agg('f.' || quote_ident(a.attname), ', ')
            INTO kept_in, taken_from
            FROM history.twin_column c
            JOIN pg_attribute a ON a.attrelid = TG_RELID AND a.attnum = c.attribute AND NOT a.attisdropped
            JOIN pg_attribute h ON h.attrelid = format('history.%I', twin.name)::regclass AND h.attname = c.column_name
                AND h.atttypid = a.atttypid
            WHERE c.name = twin.name;
        EXECUTE format('INSERT INTO history.%I (%s, since) SELECT %s, $1 FROM fresh f WHERE f.id = ANY ($2)',
            twin.name, kept_in, taken_from) USING mine, added;
    END IF;
    IF TG_OP = 'UPDATE' AND twin.name = twin.record_table AND current_setting('kb.restoring', true) IS DISTINCT FROM 'on' THEN
        EXECUTE format('UPDATE public.%I r SET updated_at = clock_timestamp() FROM fresh f JOIN stale s ON s.id = f.id
            WHERE r.id = f.id AND f IS DISTINCT FROM s AND f.updated_at = s.updated_at', twin.name);
    END IF;
    owner := coalesce(quote_ident(twin.record_column), 'NULL::bigint');
    FOR n IN 1..2 LOOP  -- the rows as they were, then as they are: a part may have moved from one record to another
        IF (n = 1 AND gone IS NULL) OR (n = 2 AND added IS NULL) THEN
            CONTINUE;
        END IF;
        EXECUTE format('SELECT public.kb_history_touch($1, $2, array_agg(%1$s), %2$s) FROM %3$s WHERE id = ANY ($3)', owner,
            CASE WHEN twin.record_column IS NULL THEN 'array_agg(content_type_id), array_agg(object_id)'
                ELSE 'NULL, NULL' END,
            CASE n WHEN 1 THEN 'stale' ELSE 'fresh' END) USING twin.name, mine, CASE n WHEN 1 THEN gone ELSE added END;
    END LOOP;
    RETURN NULL;
END $$;
