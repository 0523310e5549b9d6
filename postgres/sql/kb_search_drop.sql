-- Remove the search rows of a record.
CREATE OR REPLACE FUNCTION public.kb_search_drop(type_id integer, record bigint) RETURNS void
LANGUAGE sql AS $$
    DELETE FROM public.entities_searchname WHERE content_type_id = type_id AND object_id = record;
    DELETE FROM public.entities_searchtext WHERE content_type_id = type_id AND object_id = record;
$$;
