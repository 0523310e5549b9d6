-- Note which records the rows of a curated table belong to, given as (record, content_type, object) by number, and set their
-- time of change where it is not of this transaction; but not while an undo puts back rows as they were.
CREATE OR REPLACE FUNCTION public.kb_history_touch(of_table text, mine bigint, records bigint[], types integer[], objects bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    twin history.twin;
    found record;
    owners bigint[];
    restoring boolean := current_setting('kb.restoring', true) IS NOT DISTINCT FROM 'on';
BEGIN
    SELECT * INTO twin FROM history.twin WHERE name = of_table;
    IF twin.record_column IS NOT NULL THEN
        INSERT INTO history.touched SELECT DISTINCT mine, twin.record_type, r FROM unnest(records) r WHERE r IS NOT NULL
            ON CONFLICT DO NOTHING;
        IF twin.record_table <> of_table AND NOT restoring THEN
            EXECUTE format('UPDATE public.%I SET updated_at = clock_timestamp()
                WHERE id = ANY ($1) AND updated_at < transaction_timestamp()', twin.record_table) USING records;
        END IF;
        RETURN;
    END IF;
    FOR found IN
        SELECT t.name, array_agg(DISTINCT o.object) AS facts FROM unnest(types, objects) AS o (type, object)
        JOIN django_content_type c ON c.id = o.type JOIN history.twin t ON t.name = c.app_label || '_' || c.model
        WHERE o.object IS NOT NULL AND t.record_column IS NOT NULL GROUP BY t.name
    LOOP
        EXECUTE format('SELECT array_agg(DISTINCT %1$I) FROM public.%2$I WHERE id = ANY ($1)',
            (SELECT record_column FROM history.twin WHERE name = found.name), found.name) INTO owners USING found.facts;
        SELECT * INTO twin FROM history.twin WHERE name = found.name;
        INSERT INTO history.touched SELECT mine, twin.record_type, r FROM unnest(owners) r ON CONFLICT DO NOTHING;
        IF NOT restoring THEN
            EXECUTE format('UPDATE public.%I SET updated_at = clock_timestamp()
                WHERE id = ANY ($1) AND updated_at < transaction_timestamp()', twin.record_table) USING owners;
        END IF;
    END LOOP;
END $$;
