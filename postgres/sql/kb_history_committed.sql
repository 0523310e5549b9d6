-- Deferred trigger of a new revision: its time is that of the commit, so that a moment before it does not show it.
CREATE OR REPLACE FUNCTION public.kb_history_committed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE history.revision r SET at = greatest(r.at + interval '1 microsecond', clock_timestamp())
        FROM history.head h
        WHERE r.number = NEW.number AND h.number = NEW.number AND h.transaction = pg_current_xact_id();
    UPDATE history.head SET is_timed = true WHERE number = NEW.number;
    RETURN NULL;
END $$;
