-- The days by which a date is filtered. An approximate date may be off by one year, month or day, so its span is wider.
CREATE OR REPLACE FUNCTION public.kb_edtf_span(edtf text) RETURNS daterange
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN edtf IS NULL THEN NULL ELSE daterange(
        (public.kb_edtf_earliest(edtf) - CASE WHEN split_part(edtf, '/', 1) LIKE '%~'
            THEN public.kb_edtf_point_step(split_part(edtf, '/', 1)) ELSE interval '0' END)::date,
        (public.kb_edtf_latest(edtf) + CASE WHEN edtf LIKE '%~'
            THEN public.kb_edtf_point_step(regexp_replace(edtf, '^.*/', '')) ELSE interval '0' END)::date,
        '[]') END $$;
