-- The word, the word without one of its letters, and from eight letters on without two: words that share one of these
-- differ by at most two letters each.
CREATE OR REPLACE FUNCTION public.kb_slips(word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    size integer := length(word);
    spellings text[] := ARRAY[word];
    without text;
BEGIN
    FOR i IN 1..size LOOP
        without := left(word, i - 1) || substr(word, i + 1);
        spellings := spellings || without;
        IF size >= 8 THEN  -- a second letter behind the first, both among the first fourteen
            FOR j IN i..least(size, 14) - 1 LOOP
                spellings := spellings || (left(without, j - 1) || substr(without, j + 1));
            END LOOP;
        END IF;
    END LOOP;
    RETURN ARRAY(SELECT DISTINCT slip FROM unnest(spellings) AS slip);
END $$;
