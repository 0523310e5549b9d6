-- The first day that a date in EDTF can be; NULL where its beginning is open.
CREATE OR REPLACE FUNCTION public.kb_edtf_earliest(edtf text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN edtf IS NULL OR edtf LIKE '../%' THEN NULL
        ELSE public.kb_edtf_point_first(split_part(edtf, '/', 1)) END $$;
