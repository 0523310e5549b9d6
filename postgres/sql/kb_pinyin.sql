-- The ways in which a folded name is read in pinyin, at most twelve; nothing for a name without Chinese or over 60 characters.
CREATE OR REPLACE FUNCTION public.kb_pinyin(folded text) RETURNS SETOF text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    spelled text[] := ARRAY[''];
    sounds text[];
    piece text;
    hanzi CONSTANT text := '[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]';
    others CONSTANT text := '[^\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+';
BEGIN
    IF length(folded) > 60 OR folded !~ hanzi THEN RETURN; END IF;
    FOR piece, sounds IN
        SELECT pieces.match[1], h.readings
        FROM regexp_matches(folded, hanzi || '|' || others, 'g') WITH ORDINALITY AS pieces (match, position)
        LEFT JOIN LATERAL (SELECT readings FROM public.kb_hanzi k WHERE k.letter = pieces.match[1] OFFSET 0) h ON true
        ORDER BY pieces.position
    LOOP
        sounds := coalesce(nullif(sounds, '{}'), ARRAY[btrim(piece)]);
        IF cardinality(spelled) * cardinality(sounds) > 12 THEN sounds := sounds[1:1]; END IF;
        IF cardinality(spelled) = 1 AND cardinality(sounds) = 1 THEN
            spelled[1] := spelled[1] || ' ' || sounds[1];
        ELSE
            SELECT array_agg(s.way || ' ' || t.sound ORDER BY t.rank, s.rank) INTO spelled
            FROM unnest(spelled) WITH ORDINALITY AS s (way, rank), unnest(sounds) WITH ORDINALITY AS t (sound, rank);
        END IF;
    END LOOP;
    RETURN QUERY SELECT btrim(way) FROM unnest(spelled) AS way;
END $$;
