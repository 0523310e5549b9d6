-- The number of this transaction's revision; NULL where it has none. The head names the transaction; a restored database may
-- meet its number again, but not after the time of the revision. Where the deferred triggers were run before the end (SET
-- CONSTRAINTS), the time of the revision is put down once more at the commit.
CREATE OR REPLACE FUNCTION public.kb_history_mine() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mine bigint;
    was_timed boolean;
BEGIN
    SELECT h.number, h.is_timed INTO mine, was_timed FROM history.head h JOIN history.revision r USING (number)
        WHERE h.transaction = pg_current_xact_id_if_assigned() AND r.at >= transaction_timestamp();
    IF was_timed THEN
        UPDATE history.head SET is_timed = false;
        UPDATE history.revision SET at = at WHERE number = mine;  -- queues kb_history_committed again
    END IF;
    RETURN mine;
END $$;
