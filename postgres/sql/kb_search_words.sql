-- The search vector of a record: its names weigh A, its passages B. Texts are joined by a stop word, which keeps a phrase
-- from matching across two of them.
CREATE OR REPLACE FUNCTION public.kb_search_words(
    type_id integer, record bigint, address text, own text, passages jsonb
) RETURNS TABLE(words tsvector)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT setweight(public.kb_text_vector(names), 'A') || setweight(public.kb_text_vector('the ' || texts), 'B')
        || public.kb_type_word(address)
    FROM (SELECT
        (SELECT string_agg(public.kb_fold(n.text), ' the ' ORDER BY n.id) FROM (
            SELECT own AS text, 0 AS id
            UNION ALL
            SELECT text, id FROM public.entities_name WHERE content_type_id = type_id AND object_id = record
        ) AS n) AS names,
        (SELECT coalesce(string_agg(public.kb_fold(passage ->> 'text'), ' the ' ORDER BY position), '')
            FROM jsonb_array_elements(passages) WITH ORDINALITY AS numbered (passage, position)) AS texts
        OFFSET 0
    ) AS folded $$;
