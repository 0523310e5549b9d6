-- Derive the name rows of a record anew, and the words that misspelled queries are compared with.
CREATE OR REPLACE FUNCTION public.kb_search_names(type_id integer, record bigint, address text, own text) RETURNS void
LANGUAGE sql AS $$
    DELETE FROM public.entities_searchname WHERE content_type_id = type_id AND object_id = record;
    INSERT INTO public.entities_searchname
        (content_type_id, object_id, record_type, text, kind, folded, compact, words)
    SELECT type_id, record, address, n.* FROM public.kb_search_names_of(type_id, record, address, own) AS n;
    INSERT INTO public.entities_searchword (word, slips)
    SELECT w.word, public.kb_slips(w.word) FROM (
        SELECT DISTINCT word FROM public.entities_searchname n, public.kb_words_of(n.words) AS word
        WHERE n.content_type_id = type_id AND n.object_id = record AND n.kind <> 'pinyin'
    ) AS w
    WHERE NOT EXISTS (SELECT FROM public.entities_searchword known WHERE known.word = w.word);
$$;
