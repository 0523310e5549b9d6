-- The words of a name vector that may be misspelled: Latin ones of some length.
CREATE OR REPLACE FUNCTION public.kb_words_of(words tsvector) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT word FROM unnest(tsvector_to_array(words)) AS word WHERE word ~ '^[a-z]{4,30}$' $$;
