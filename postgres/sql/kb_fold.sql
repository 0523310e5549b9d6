-- A text as search compares it: lower case, without accents, punctuation and trade marks, Chinese in simplified characters.
-- A soft hyphen or a character without a width does not part a word.
CREATE OR REPLACE FUNCTION public.kb_fold(given text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(given) = length(given)
        THEN btrim(regexp_replace(lower(translate(given, '''`', '') COLLATE "C"), '[^a-z0-9]+', ' ', 'g'))
        ELSE public.kb_simple(btrim(regexp_replace(
            lower(public.unaccent('public.unaccent', normalize(translate(given, E'®™©''’‘ʼ`\u00ad\u200b\u200c\u200d\u2060\ufeff', ''), NFKC))),
            '[^[:alnum:]\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+', ' ', 'g'))) END $$;
