-- The days by which a date is filtered: from the first that it can be to the last.
CREATE OR REPLACE FUNCTION public.kb_edtf_span(edtf text) RETURNS daterange
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN edtf IS NULL THEN NULL
        ELSE daterange(public.kb_edtf_earliest(edtf), public.kb_edtf_latest(edtf), '[]') END $$;
