"""From a record to the rows that hang on it: what must be published on the way, and each record once."""

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL


def steps(model, path):
    """[(prefix, relation)] of a path of lookups, like ("rounds__investments", …), as far as it leads over relations."""
    found, prefix = [], []
    for name in path.split("__"):
        field = model._meta.get_field(name)
        if not field.is_relation:
            break
        prefix.append(name)
        found.append(("__".join(prefix), field))
        model = field.related_model
    return found


def leads_to_many(model, path):
    """Whether one record can have several rows at the end of the path."""
    return any(field.one_to_many or field.many_to_many for _prefix, field in steps(model, path))


def published_along(model, path):
    """The lookups by which every row on the way is published: a draft neither finds a record nor counts."""
    if not leads_to_many(model, path):
        return {}
    lookups = {}
    for prefix, field in steps(model, path):
        related = field.related_model
        back = field.remote_field.name if field.remote_field else ""
        if hasattr(related, "is_published"):
            lookups[f"{prefix}__is_published"] = True
        elif getattr(related, "part_of", "") and related.part_of != back:
            lookups[f"{prefix}__{related.part_of}__is_published"] = True
    return lookups


def narrowed(queryset, lookups):
    """The records with one row that fits all the lookups; each record once, whatever the relations."""
    if any(leads_to_many(queryset.model, key) for key in lookups):
        return queryset.filter(pk__in=queryset.model.objects.filter(**lookups).values("pk"))
    return queryset.filter(**lookups)


def numbered(queryset, numbers):
    """Those of a queryset that have one of many numbers; written as one literal, which PostgreSQL reads fast."""
    condition = f'"{queryset.model._meta.db_table}"."id" = ANY (%s::bigint[])'
    literal = f"{{{','.join(map(str, numbers))}}}"
    return queryset.filter(RawSQL(condition, [literal], output_field=BooleanField()))


def column_of(model, path):
    """The column at the end of a path of relations."""
    along = steps(model, path)
    owner = along[-1][1].related_model if along else model
    return owner._meta.get_field(path.split("__")[-1])
