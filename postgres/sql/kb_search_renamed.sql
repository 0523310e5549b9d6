-- Derive the search rows of a record anew after its further names changed; nothing for a record that is not searched.
CREATE OR REPLACE FUNCTION public.kb_search_renamed(type_id integer, record bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    t public.entities_searchtext;
BEGIN
    SELECT * INTO t FROM public.entities_searchtext WHERE content_type_id = type_id AND object_id = record;
    IF FOUND THEN
        PERFORM public.kb_search_names(type_id, record, t.record_type, t.name);
        UPDATE public.entities_searchtext SET words = w.words
        FROM public.kb_search_words(type_id, record, t.record_type, t.name, t.passages) AS w WHERE id = t.id;
    END IF;
END $$;
