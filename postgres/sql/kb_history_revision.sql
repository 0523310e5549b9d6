-- The number of this transaction's revision, taken at its first change. Numbers have no gaps and run in the order of commits,
-- since the lock is held to the end. It writes with the owner's rights and is called by triggers alone; what a revision says
-- of itself comes from its connection, but only the owner can say that it erased or migrated.
CREATE OR REPLACE FUNCTION public.kb_history_revision() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mine bigint;
BEGIN
    mine := public.kb_history_mine();
    IF mine IS NULL THEN
        IF current_setting('kb.kind', true) IN ('erasure', 'migration', 'baseline')
            AND NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
            RAISE EXCEPTION 'a revision of kind % is written by the owner of the tables', current_setting('kb.kind')
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        PERFORM pg_advisory_xact_lock(20260101);
        UPDATE history.head SET number = number + 1, transaction = pg_current_xact_id(), is_timed = false RETURNING number INTO mine;
        INSERT INTO history.revision (number, at, author, kind, reason) VALUES (
            mine, greatest(clock_timestamp(), transaction_timestamp(), (SELECT at FROM history.revision WHERE number = mine - 1)),
            coalesce(current_setting('kb.author', true), ''), coalesce(current_setting('kb.kind', true), ''),
            coalesce(current_setting('kb.reason', true), ''));
    END IF;
    RETURN mine;
END $$;
