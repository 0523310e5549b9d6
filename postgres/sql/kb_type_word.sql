-- The record type as a word that no text contains: a search within one type looks for it with the others.
CREATE OR REPLACE FUNCTION public.kb_type_word(address text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(ARRAY['@' || address]) $$;
