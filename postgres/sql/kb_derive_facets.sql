-- Bring the bit sets and pairs of a record type up to date for some of its records (docs/decisions/0011-derived-rows.md).
-- Only what differs is written. A set that has become empty stays: finding it would cost more than it does.
CREATE OR REPLACE FUNCTION public.kb_derive_facets(type text, ids bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode TO 'force_generic_plan' AS $$
BEGIN
    WITH given AS MATERIALIZED (
        SELECT id / 49152 AS block, public.kb_bits((id % 49152)::integer, 1) AS mask
        FROM unnest(ids) AS each (id) GROUP BY 1
    ), before AS MATERIALIZED (
        SELECT s.facet, s.value, s.block, s.bits & g.mask AS bits
        FROM public.entities_facetbits s JOIN given g ON g.block = s.block
        WHERE s.record_type = type AND s.bits & g.mask <> 0::bit(49152)
    ), after AS MATERIALIZED (
        SELECT f.facet, f.value, f.record / 49152 AS block, public.kb_bits((f.record % 49152)::integer, 1) AS bits
        FROM public.kb_facets f WHERE f.record_type = type AND f.record = ANY (ids) GROUP BY 1, 2, 3
    ), sets AS MATERIALIZED (
        SELECT facet, value, block, b.bits IS DISTINCT FROM a.bits AS differs,
            coalesce(b.bits, 0::bit(49152)) AS before, coalesce(a.bits, 0::bit(49152)) AS after
        FROM before b FULL JOIN after a USING (facet, value, block)
    ), together AS MATERIALIZED (
        SELECT a.facet, a.value, b.facet AS other_facet, b.value AS other_value,
            bit_count(a.after & b.after) - bit_count(a.before & b.before) AS members
        FROM sets a JOIN sets b USING (block) WHERE a.differs OR b.differs
    ), paired AS (
        INSERT INTO public.entities_facetpair AS p (record_type, facet, value, other_facet, other_value, members)
        SELECT type, facet, value, other_facet, other_value, sum(members)
        FROM together GROUP BY 2, 3, 4, 5 HAVING sum(members) <> 0
        ON CONFLICT (record_type, facet, value, other_facet, other_value)
            DO UPDATE SET members = p.members + excluded.members
    )
    INSERT INTO public.entities_facetbits AS s (record_type, facet, value, block, bits)
    SELECT type, facet, value, block, before # after FROM sets WHERE differs
    ON CONFLICT (record_type, facet, value, block) DO UPDATE SET bits = s.bits # excluded.bits;
END $$;
