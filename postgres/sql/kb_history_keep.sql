-- Trigger after each statement on a curated table: the versions of the changed rows end, and their new ones begin, with
-- this transaction's revision. A row that changes twice in a transaction keeps its last state; a statement that changes no
-- row makes no revision. The new version is read from the table and not from the statement, since another trigger may have
-- changed the row again by now.
CREATE OR REPLACE FUNCTION public.kb_history_keep() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mine bigint;
    moved bigint[];
    twin history.twin;
    kept_in text;
    taken_from text;
    touch text := 'SELECT public.kb_history_touch($1, $2, array_agg(%1$s), %2$s) FROM %3$s WHERE id = ANY ($3)';
    owner text;
    facts text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(id) INTO moved FROM fresh;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(id) INTO moved FROM stale;
    ELSE
        SELECT array_agg(coalesce(f.id, s.id)) INTO moved FROM stale s FULL JOIN fresh f ON f.id = s.id
            WHERE s.id IS NULL OR f.id IS NULL OR f *<> s;
    END IF;
    IF moved IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT * INTO STRICT twin FROM history.twin WHERE relation = TG_RELID;
    mine := public.kb_history_revision();
    EXECUTE format('DELETE FROM history.%I WHERE id = ANY ($1) AND until IS NULL AND since = $2', twin.name) USING moved, mine;
    EXECUTE format('UPDATE history.%I SET until = $2 WHERE id = ANY ($1) AND until IS NULL', twin.name) USING moved, mine;
    -- By numbers, since a migration may have renamed columns; by names in a database that was restored from a dump.
    SELECT string_agg(quote_ident(c.column_name), ', '), string_agg('t.' || quote_ident(a.attname), ', ')
        INTO kept_in, taken_from
        FROM history.twin_column c
        JOIN pg_attribute a ON a.attrelid = TG_RELID AND NOT a.attisdropped AND a.attnum > 0
            AND CASE WHEN twin.numbered = TG_RELID THEN a.attnum = c.attribute ELSE a.attname = c.column_name END
        JOIN pg_attribute h ON h.attrelid = format('history.%I', twin.name)::regclass AND h.attname = c.column_name
            AND h.atttypid = a.atttypid
        WHERE c.name = twin.name;
    EXECUTE format('INSERT INTO history.%I (%s, since) SELECT %s, $1 FROM public.%I t WHERE t.id = ANY ($2)',
        twin.name, kept_in, taken_from, TG_TABLE_NAME) USING mine, moved;
    -- The records of the rows as they were and as they are: a part may have moved from one to another.
    owner := coalesce((SELECT quote_ident(a.attname) FROM history.twin_column c JOIN pg_attribute a ON a.attrelid = TG_RELID
            AND CASE WHEN twin.numbered = TG_RELID THEN a.attnum = c.attribute ELSE a.attname = c.column_name END
        WHERE c.name = twin.name AND c.column_name = twin.record_column), 'NULL::bigint');
    facts := CASE WHEN twin.record_column IS NULL THEN 'array_agg(content_type_id), array_agg(object_id)' ELSE 'NULL, NULL' END;
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format(touch, owner, facts, 'stale') USING twin.name, mine, moved;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format(touch, owner, facts, 'fresh') USING twin.name, mine, moved;
    END IF;
    RETURN NULL;
END $$;
