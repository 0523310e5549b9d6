-- The start and the end of a date as text: the same twice for one point, empty where it is open. What stands behind a
-- blank are the source's own words.
CREATE OR REPLACE FUNCTION public.kb_edtf_ends(edtf text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    body text := split_part(edtf, ' ', 1);
BEGIN
    IF left(body, 1) = '[' THEN
        RETURN string_to_array(btrim(body, '[]'), '..');
    ELSIF strpos(body, '/') > 0 THEN
        RETURN string_to_array(replace(body, '..', ''), '/');
    END IF;
    RETURN ARRAY[body, body];
END $$;
