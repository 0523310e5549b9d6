-- Trigger before a record's row is updated and its time of change is not written: it gets it where another column changes,
-- but not while an undo puts back rows as they were. Its arguments are the columns that do not count: generated ones are
-- not computed yet.
CREATE OR REPLACE FUNCTION public.kb_history_stamp() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_setting('kb.restoring', true) IS DISTINCT FROM 'on'
        AND to_jsonb(NEW) - TG_ARGV::text[] IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV::text[] THEN
        NEW.updated_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
