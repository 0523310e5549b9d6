-- The search vector of a folded text: English stems and the pairs of its Chinese characters.
CREATE OR REPLACE FUNCTION public.kb_text_vector(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(folded) = length(folded) THEN to_tsvector('pg_catalog.english', folded)
        ELSE to_tsvector('pg_catalog.english', public.kb_latin(folded))
            || to_tsvector('pg_catalog.simple', public.kb_grams(folded)) END $$;
