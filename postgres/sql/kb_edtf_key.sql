-- The text by which dates are ordered: first day, then last day; an open beginning sorts first, an open end last.
CREATE OR REPLACE FUNCTION public.kb_edtf_key(edtf text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN edtf IS NULL THEN NULL ELSE
        coalesce(lpad(extract(year from public.kb_edtf_earliest(edtf))::text, 4, '0')
            || lpad(extract(month from public.kb_edtf_earliest(edtf))::text, 2, '0')
            || lpad(extract(day from public.kb_edtf_earliest(edtf))::text, 2, '0'), '00000000') || ' ' ||
        coalesce(lpad(extract(year from public.kb_edtf_latest(edtf))::text, 4, '0')
            || lpad(extract(month from public.kb_edtf_latest(edtf))::text, 2, '0')
            || lpad(extract(day from public.kb_edtf_latest(edtf))::text, 2, '0'), '99999999') END $$;
