-- The last day that a date in EDTF can be; NULL where its end is open.
CREATE OR REPLACE FUNCTION public.kb_edtf_latest(edtf text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN edtf IS NULL OR edtf LIKE '%/..' THEN NULL
        ELSE (public.kb_edtf_point_first(regexp_replace(edtf, '^.*/', ''))
            + public.kb_edtf_point_step(regexp_replace(edtf, '^.*/', '')) - interval '1 day')::date END $$;
