-- The text by which dates are ordered: first day, then last day, as stated, without a margin; an open beginning sorts
-- first, an open end last. One moment within bounds, like a deadline, is where the later bound that is known would be.
CREATE OR REPLACE FUNCTION public.kb_edtf_key(edtf text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    ends text[] := public.kb_edtf_ends(edtf);
    bound text := coalesce(nullif(ends[2], ''), ends[1]);
    first_day date;
    last_day timestamp;
BEGIN
    IF left(edtf, 1) = '[' THEN
        ends := ARRAY[bound, bound];
    END IF;
    first_day := public.kb_edtf_point_first(ends[1]);
    last_day := CASE WHEN ends[1] = ends[2] THEN first_day ELSE public.kb_edtf_point_first(ends[2]) END
        + public.kb_edtf_point_step(ends[2]) - interval '1 day';
    RETURN coalesce(to_char(first_day, 'YYYYMMDD'), '00000000') || ' '
        || coalesce(to_char(last_day, 'YYYYMMDD'), '99999999');
END $$;
