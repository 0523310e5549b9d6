-- The first day that a date in EDTF can be, with the margin of an approximate one unless its own words say which days
-- are meant; NULL where its beginning is open.
CREATE OR REPLACE FUNCTION public.kb_edtf_earliest(edtf text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    point text := (public.kb_edtf_ends(edtf))[1];
    day date := public.kb_edtf_point_first(point);
BEGIN
    RETURN CASE WHEN strpos(edtf, ' ') > 0 THEN day ELSE day - public.kb_edtf_point_margin(point) END;
END $$;
