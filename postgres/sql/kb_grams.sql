-- The Chinese characters of a folded text as overlapping pairs, each run ending in its last character alone.
CREATE OR REPLACE FUNCTION public.kb_grams(folded text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN folded ~ '[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]' THEN (
        SELECT string_agg(letter || coalesce(following, ''), ' ' ORDER BY number, place) FROM (
            SELECT runs.number, letters.place, letters.letter,
                lead(letters.letter) OVER (PARTITION BY runs.number ORDER BY letters.place) AS following
            FROM regexp_matches(folded, '[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+', 'g') WITH ORDINALITY AS runs (run, number),
                string_to_table(runs.run[1], NULL) WITH ORDINALITY AS letters (letter, place)
        ) AS pairs
    ) ELSE '' END $$;
