-- The days by which a date is counted in years: of one moment within bounds, like a deadline, those of the later bound
-- that is known, for it is no span that lasts.
CREATE OR REPLACE FUNCTION public.kb_edtf_counted(edtf text) RETURNS daterange
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    ends text[];
BEGIN
    IF left(edtf, 1) <> '[' THEN
        RETURN public.kb_edtf_span(edtf);
    END IF;
    ends := public.kb_edtf_ends(edtf);
    RETURN public.kb_edtf_span(coalesce(nullif(ends[2], ''), ends[1]) || substr(edtf, strpos(edtf || ' ', ' ')));
END $$;
