-- The first day of one decade, year, half, quarter, month or day in EDTF; its mark is passed over. NULL for other text.
CREATE OR REPLACE FUNCTION public.kb_edtf_point_first(point text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    part integer := 1;
    day integer := 1;
BEGIN
    IF point !~ '^[12][0-9]{2}([0-9](-(0[1-9]|1[0-2]|3[3-6]|4[01])(-[0-9]{2})?)?|X)[~?%]?$' THEN
        RETURN NULL;
    END IF;
    IF substr(point, 5, 1) = '-' THEN
        part := substr(point, 6, 2);
        IF substr(point, 8, 1) = '-' THEN
            day := substr(point, 9, 2);
        END IF;
        part := CASE WHEN part <= 12 THEN part WHEN part <= 36 THEN part * 3 - 98 ELSE part * 6 - 239 END;
    END IF;
    RETURN make_date(replace(left(point, 4), 'X', '0')::integer, part, 1) + day - 1;
END $$;
