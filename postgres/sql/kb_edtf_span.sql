-- The days by which a date is filtered: from the first that it can be to the last.
CREATE OR REPLACE FUNCTION public.kb_edtf_span(edtf text) RETURNS daterange
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    earliest date := public.kb_edtf_earliest(edtf);
    latest date := public.kb_edtf_latest(edtf);
BEGIN
    RETURN CASE WHEN earliest > latest THEN NULL ELSE daterange(earliest, latest, '[]') END;
END $$;
