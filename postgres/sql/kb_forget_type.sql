-- Remove what belongs to the records of a type after its table was truncated: row triggers do not fire on TRUNCATE.
CREATE OR REPLACE FUNCTION public.kb_forget_type(type_id integer) RETURNS void
LANGUAGE sql AS $$
    DELETE FROM public.entities_searchname WHERE content_type_id = type_id;
    DELETE FROM public.entities_searchtext WHERE content_type_id = type_id;
    DELETE FROM public.entities_name WHERE content_type_id = type_id;
    DELETE FROM public.entities_successor WHERE content_type_id = type_id;
    DELETE FROM public.sources_citation WHERE content_type_id = type_id;
$$;
