-- Whether a text is a date in the one spelling of values/edtf.py, for the CHECK of every column of dates.
CREATE OR REPLACE FUNCTION public.kb_edtf_is_date(edtf text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    body text := split_part(edtf, ' ', 1);
    ends text[] := public.kb_edtf_ends(edtf);
    point text;
    days date[];
BEGIN
    IF edtf ~ '^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$' THEN
        RETURN true;  -- nearly all are such points
    END IF;
    IF edtf !~ '^[^ ]+( [^ ]+)*$' OR cardinality(ends) <> 2 OR ends = ARRAY['', ''] OR body NOT IN (
        CASE WHEN ends[1] = ends[2] THEN ends[1] ELSE ends[1] || '/' || ends[2] END,
        CASE WHEN ends[1] = '' THEN '../' || ends[2] WHEN ends[2] = '' THEN ends[1] || '/..' ELSE '' END,
        CASE WHEN ends[1] <> ends[2] THEN '[' || ends[1] || '..' || ends[2] || ']' ELSE '' END
    ) THEN
        RETURN false;
    END IF;
    FOREACH point IN ARRAY ends LOOP
        days := days || public.kb_edtf_point_first(point);
        IF point <> '' AND (public.kb_edtf_point_first(point) IS NULL
            OR point ~ '^.{7}-' AND extract(month FROM public.kb_edtf_point_first(point)) <> substr(point, 6, 2)::integer)
        THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN coalesce(days[1] < days[2] + public.kb_edtf_point_step(ends[2]), true);
END $$;
