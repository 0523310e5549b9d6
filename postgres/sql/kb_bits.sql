-- Aggregate: the bit set that has a 1 at each of the given places; it begins with 49,152 zeros (records/facet_counts.py).
-- It is set_bit itself, so that no function of ours runs for each record.
DO $$
BEGIN
    EXECUTE format(
        'CREATE OR REPLACE AGGREGATE public.kb_bits(integer, integer) (sfunc = pg_catalog.set_bit, stype = bit, initcond = %L)',
        repeat('0', 49152)
    );
END $$;
