-- The name rows of a record: its own name, its further names, and the pinyin of those in Chinese.
CREATE OR REPLACE FUNCTION public.kb_search_names_of(type_id integer, record bigint, address text, own text)
RETURNS TABLE(text text, kind text, folded text, compact text, words tsvector)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT w.text, s.kind, s.folded, left(replace(s.folded, ' ', ''), 200),
        public.kb_name_vector(s.folded) || public.kb_type_word(address)
    FROM (
        SELECT own AS text, 'name' AS kind, 0 AS rank
        UNION ALL
        SELECT n.text, n.kind, n.id FROM public.entities_name n
        WHERE n.content_type_id = type_id AND n.object_id = record
    ) AS n
    CROSS JOIN LATERAL (SELECT n.text, n.kind, n.rank, public.kb_fold(n.text) AS folded OFFSET 0) AS w
    CROSS JOIN LATERAL (
        SELECT w.kind, w.folded, 0 AS way WHERE w.folded <> ''
        UNION ALL
        SELECT 'pinyin', spelled.folded, spelled.way
        FROM public.kb_pinyin(w.folded) WITH ORDINALITY AS spelled (folded, way)
        WHERE octet_length(w.folded) <> length(w.folded)
    ) AS s
    ORDER BY w.rank, s.way $$;
