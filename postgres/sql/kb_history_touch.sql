-- Note which records the rows of a curated table belong to: given as numbers of records, or of facts by their type. A record
-- gets its time of change where it is not of this transaction, but for a record's own row, and while an undo puts back
-- rows as they were.
CREATE OR REPLACE FUNCTION public.kb_history_touch(of_table text, mine bigint, records bigint[], types integer[], objects bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found record;
    owners bigint[];
    record_table text;
BEGIN
    FOR found IN
        SELECT t.*, records AS facts FROM history.twin t WHERE t.name = of_table AND t.record_column IS NOT NULL
        UNION ALL
        SELECT t.*, array_agg(DISTINCT o.object) FROM unnest(types, objects) AS o (type, object)
        JOIN public.django_content_type c ON c.id = o.type JOIN history.twin t ON t.name = c.app_label || '_' || c.model
        WHERE o.object IS NOT NULL AND t.record_column IS NOT NULL GROUP BY t.name
    LOOP
        owners := found.facts;
        IF found.name <> of_table AND found.record_column <> 'id' THEN
            EXECUTE format('SELECT array_agg(%I) FROM %s WHERE id = ANY ($1)', found.record_column, found.relation)
                INTO owners USING found.facts;
        END IF;
        INSERT INTO history.touched SELECT DISTINCT mine, found.record_type, r FROM unnest(owners) r WHERE r IS NOT NULL
            ON CONFLICT DO NOTHING;
        IF found.record_table <> of_table AND current_setting('kb.restoring', true) IS DISTINCT FROM 'on' THEN
            SELECT format('public.%I', c.relname) INTO record_table  -- a migration may have renamed it
                FROM history.twin t JOIN pg_class c ON c.oid = t.relation WHERE t.name = found.record_table;
            EXECUTE format('UPDATE %s SET updated_at = clock_timestamp()
                WHERE id = ANY ($1) AND updated_at < transaction_timestamp()', record_table) USING owners;
        END IF;
    END LOOP;
END $$;
