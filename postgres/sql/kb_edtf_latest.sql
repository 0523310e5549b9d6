-- The last day that a date in EDTF can be, with the margin of an approximate one unless its own words say which days
-- are meant; NULL where its end is open.
CREATE OR REPLACE FUNCTION public.kb_edtf_latest(edtf text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    point text := (public.kb_edtf_ends(edtf))[2];
    day timestamp := public.kb_edtf_point_first(point) + public.kb_edtf_point_step(point);
BEGIN
    RETURN CASE WHEN strpos(edtf, ' ') > 0 THEN day ELSE day + public.kb_edtf_point_margin(point) END
        - interval '1 day';
END $$;
