-- Derive all search rows of a record anew. `passages` are its texts: [{"field": …, "text": …}].
CREATE OR REPLACE FUNCTION public.kb_search_put(
    type_id integer, record bigint, address text, slug text, own text, country text, city text, passages jsonb
) RETURNS void
LANGUAGE sql AS $$
    SELECT public.kb_search_names(type_id, record, address, own);
    INSERT INTO public.entities_searchtext AS t
        (content_type_id, object_id, record_type, slug, name, country, city, passages, words)
    SELECT type_id, record, address, slug, own, country, city, passages, w.words
    FROM public.kb_search_words(type_id, record, address, own, passages) AS w
    ON CONFLICT (content_type_id, object_id) DO UPDATE SET
        slug = excluded.slug, name = excluded.name, country = excluded.country, city = excluded.city,
        passages = excluded.passages, words = excluded.words;
$$;
