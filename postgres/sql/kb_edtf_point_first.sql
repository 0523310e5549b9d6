-- The first day of one year, month or day in EDTF; an approximation mark is passed over.
CREATE OR REPLACE FUNCTION public.kb_edtf_point_first(point text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE length(rtrim(point, '~'))
        WHEN 4 THEN make_date(left(point, 4)::int, 1, 1)
        WHEN 7 THEN make_date(left(point, 4)::int, substr(point, 6, 2)::int, 1)
        WHEN 10 THEN make_date(left(point, 4)::int, substr(point, 6, 2)::int, substr(point, 9, 2)::int)
    END $$;
