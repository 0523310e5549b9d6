-- How far an approximate point may be off each way: one step of its own, and a year for a decade; nothing for others.
CREATE OR REPLACE FUNCTION public.kb_edtf_point_margin(point text) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN point ~ '[~%]$' THEN least(public.kb_edtf_point_step(point), interval '1 year')
        ELSE interval '0' END $$;
