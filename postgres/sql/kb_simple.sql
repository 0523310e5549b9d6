-- A text with traditional Chinese characters replaced by simplified ones (table kb_hanzi, names/hanzi).
CREATE OR REPLACE FUNCTION public.kb_simple(given text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    traditional text;
    simple text;
BEGIN
    IF given !~ '[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]' THEN RETURN given; END IF;
    SELECT string_agg(h.letter, ''), string_agg(h.simple, '') INTO traditional, simple
    FROM public.kb_hanzi h WHERE h.simple <> h.letter AND h.letter = ANY (string_to_array(given, NULL));
    RETURN CASE WHEN traditional IS NULL THEN given ELSE translate(given, traditional, simple) END;
END $$;
