-- How long one decade, year, half, quarter, month or day in EDTF lasts.
CREATE OR REPLACE FUNCTION public.kb_edtf_point_step(point text) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE length(rtrim(point, '~?%'))
        WHEN 4 THEN CASE WHEN point LIKE '___X%' THEN interval '10 years' ELSE interval '1 year' END
        WHEN 7 THEN CASE WHEN substr(point, 6, 1) = '4' THEN interval '6 months'
            WHEN substr(point, 6, 1) = '3' THEN interval '3 months' ELSE interval '1 month' END
        ELSE interval '1 day' END $$;
