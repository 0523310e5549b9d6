-- Trigger before each statement that writes curated rows: writers wait for each other here, before they lock any row, so
-- that no two of them wait for rows of one another. The lock is let go when the transaction ends.
CREATE OR REPLACE FUNCTION public.kb_history_turn() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(20260101);
    RETURN NULL;
END $$;
