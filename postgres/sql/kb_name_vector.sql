-- The search vector of a folded name: its words as they are and the pairs of its Chinese characters.
CREATE OR REPLACE FUNCTION public.kb_name_vector(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(folded) = length(folded) THEN to_tsvector('pg_catalog.simple', folded)
        ELSE to_tsvector('pg_catalog.simple', public.kb_latin(folded))
            || to_tsvector('pg_catalog.simple', public.kb_grams(folded)) END $$;
