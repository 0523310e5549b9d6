-- The number of this transaction's revision, taken at its first change. Numbers have no gaps and run in the order of commits,
-- since the lock is held to the end. The head names the transaction; a restored database may meet its number again, but
-- not after the time of the revision. Where somebody had the deferred triggers run before the end (SET CONSTRAINTS), the
-- time of the revision is put down once more at the commit.
CREATE OR REPLACE FUNCTION public.kb_history_revision() RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    mine bigint;
BEGIN
    SELECT h.number INTO mine FROM history.head h JOIN history.revision r USING (number)
        WHERE h.transaction = pg_current_xact_id() AND r.at >= transaction_timestamp();
    IF mine IS NULL THEN
        PERFORM pg_advisory_xact_lock(20260101);
        UPDATE history.head SET number = number + 1, transaction = pg_current_xact_id() RETURNING number INTO mine;
        INSERT INTO history.revision (number, at, author, kind, reason) VALUES (
            mine, greatest(clock_timestamp(), transaction_timestamp(), (SELECT at FROM history.revision WHERE number = mine - 1)),
            coalesce(current_setting('kb.author', true), ''), coalesce(current_setting('kb.kind', true), ''),
            coalesce(current_setting('kb.reason', true), ''));
    ELSIF current_setting('kb.timed', true) = mine::text THEN
        PERFORM set_config('kb.timed', '', true);
        UPDATE history.revision SET at = at WHERE number = mine;  -- queues kb_history_committed again
    END IF;
    RETURN mine;
END $$;
