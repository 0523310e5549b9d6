-- How long one year, month or day in EDTF lasts.
CREATE OR REPLACE FUNCTION public.kb_edtf_point_step(point text) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE length(rtrim(point, '~')) WHEN 4 THEN interval '1 year' WHEN 7 THEN interval '1 month'
        ELSE interval '1 day' END $$;
