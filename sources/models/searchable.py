"""The triggers that keep the search rows of records and their parts, generated from their text fields.

A model that inherits `Cited` or `Record` has them without further code. Its name (`name`, or `title` where it has none)
and every text of it and its parts, except words of a vocabulary, addresses and codes, go to `kb_search_put`
(names/migrations/0002_search). A new text field changes the trigger, so `makemigrations` sees it.
"""

import pgtrigger
from django.apps import apps
from django.db import models

from .triggers import THIS_TYPE, citation_key

CODES = {"slug", "sha256", "country", "language", "amount_currency", "amount_bounds"}


def name_of(model):
    """The field that holds the name of a record."""
    fields = {field.name for field in model._meta.concrete_fields}
    return "name" if "name" in fields else "title"


def texts_of(model):
    """The fields of a record or part whose texts are searched, its name left out."""
    named = "" if model.part_of else name_of(model)
    return [
        field for field in model._meta.concrete_fields
        if type(field) in (models.CharField, models.TextField) and field.editable and not field.choices
        and field.name not in {named, *CODES}
    ]  # fmt: skip


def parts_of(model):
    """[(relation, part model)] of a record: positions of a person, outcomes of a study."""
    return [
        (relation.get_accessor_name(), relation.related_model) for relation in model._meta.related_objects
        if getattr(relation.related_model, "part_of", "") == relation.field.name
    ]  # fmt: skip


def put(model, condition):
    """The SQL that derives the search rows of the published records `r` that meet the condition."""
    arguments = ", ".join(sql for sql, _name in _columns(model))
    return (
        f"public.kb_search_put({arguments}) FROM public.{model._meta.db_table} r WHERE r.is_published AND {condition}"
    )


def published(model):
    """The SELECT of the arguments of `kb_search_put` for every published record of a type."""
    columns = ", ".join(f"{sql} AS {name}" for sql, name in _columns(model))
    return f"SELECT {columns} FROM public.{model._meta.db_table} r WHERE r.is_published"


def _columns(model):
    columns = {field.name for field in model._meta.concrete_fields}
    country, city = (f"r.{name}" if name in columns else "''" for name in ("country", "city"))
    return [
        (THIS_TYPE.format(meta=model._meta), "type_id"), ("r.id", "record"), (f"'{model.record_type}'", "address"),
        ("r.slug", "slug"), (f"r.{name_of(model)}", "own"), (country, "country"), (city, "city"),
        (_passages(model), "passages"),
    ]  # fmt: skip


def _passages(model):
    values = [f"('{citation_key(field)}', r.{field.column}, 0)" for field in texts_of(model)]
    rows = [f"SELECT * FROM (VALUES {', '.join(values)}) AS own (field, text, id)"] if values else []
    for relation, part in parts_of(model):
        column = part._meta.get_field(part.part_of).column
        rows += [
            f"SELECT '{relation}.{citation_key(field)}', p.{field.column}, p.id FROM public.{part._meta.db_table} p "
            f"WHERE p.{column} = r.id"
            for field in texts_of(part)
        ]
    if not rows:
        return "'[]'::jsonb"
    return (
        "(SELECT coalesce(jsonb_agg(jsonb_build_object('field', field, 'text', left(text, 100000)) ORDER BY id), '[]') "
        f"FROM ({' UNION ALL '.join(rows)}) AS told WHERE text <> '')"
    )


class SearchFollows(pgtrigger.Trigger):
    """Derives a record's search rows anew when the record or one of its parts changes in what is searched."""

    name = "search_follows"
    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model):
        model = apps.get_model(model._meta.label)  # a migration's own models know no part_of and no record_type
        return _of_part(model) if model.part_of else _of_record(model)


def _unchanged(fields):
    old, new = (", ".join(f"{row}.{field.column}" for field in fields) for row in ("OLD", "NEW"))
    return f"IF TG_OP = 'UPDATE' AND ({old}) IS NOT DISTINCT FROM ({new}) THEN RETURN NULL; END IF;"


def _of_record(model):
    names = [name_of(model), "slug", "is_published", "country", "city"]
    fields = [field for field in model._meta.concrete_fields if field.name in names]
    this = THIS_TYPE.format(meta=model._meta)
    return f"""
        {_unchanged([*fields, *texts_of(model)])}
        IF TG_OP = 'DELETE' THEN
            PERFORM public.kb_search_drop({this}, OLD.id);
        ELSIF NEW.is_published THEN
            PERFORM {put(model, "r.id = NEW.id")};
        ELSIF TG_OP = 'UPDATE' THEN
            PERFORM public.kb_search_drop({this}, NEW.id);
        END IF;
        RETURN NULL;
    """


def _of_part(part):
    owner = part._meta.get_field(part.part_of)
    return f"""
        {_unchanged([owner, *texts_of(part)])}
        IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.{owner.column} <> NEW.{owner.column}) THEN
            PERFORM {put(owner.related_model, f"r.id = OLD.{owner.column}")};
        END IF;
        IF TG_OP <> 'DELETE' THEN
            PERFORM {put(owner.related_model, f"r.id = NEW.{owner.column}")};
        END IF;
        RETURN NULL;
    """


search_follows = SearchFollows()
