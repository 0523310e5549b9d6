-- Deferred trigger of a new revision: its time is that of the commit, so that a moment before it does not show it.
CREATE OR REPLACE FUNCTION public.kb_history_committed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE history.revision SET at = greatest(at, clock_timestamp()) WHERE number = NEW.number;
    RETURN NULL;
END $$;
