-- The text by which dates are ordered: first day, then last day, as stated, without a margin; an open beginning sorts
-- first, an open end last. One moment within bounds, like a deadline, is where the later bound that is known would be.
CREATE OR REPLACE FUNCTION public.kb_edtf_key(edtf text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    ends text[] := public.kb_edtf_ends(edtf);
    bound text := coalesce(nullif(ends[2], ''), ends[1]);
    days date[];
BEGIN
    IF left(edtf, 1) = '[' THEN
        ends := ARRAY[bound, bound];
    END IF;
    days := ARRAY[public.kb_edtf_point_first(ends[1]),
        (public.kb_edtf_point_first(ends[2]) + public.kb_edtf_point_step(ends[2]) - interval '1 day')::date];
    RETURN coalesce(lpad((extract(year FROM days[1]) * 10000 + extract(month FROM days[1]) * 100
            + extract(day FROM days[1]))::text, 8, '0'), '00000000') || ' ' ||
        coalesce(lpad((extract(year FROM days[2]) * 10000 + extract(month FROM days[2]) * 100
            + extract(day FROM days[2]))::text, 8, '0'), '99999999');
END $$;
