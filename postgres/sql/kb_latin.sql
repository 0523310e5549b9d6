-- A folded text without its Chinese characters.
CREATE OR REPLACE FUNCTION public.kb_latin(folded text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(folded) = length(folded) THEN folded
        ELSE regexp_replace(folded, '[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+', ' ', 'g') END $$;
