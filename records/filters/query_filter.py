"""The base of every filter, and the relation paths by which filters reach the rows below a record."""

import django_filters
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from records.problems import BadParameter, parameter_error


class QueryFilter(django_filters.Filter):
    """A filter that works in three steps: `read` the texts, list the `references`, `filter` a queryset.

    Reading costs nothing and refuses all that can be refused without a look at the data. Filtering builds SQL, which
    takes milliseconds; `map_parameters` saves them by handing each value that is a parameter of the SQL to a function,
    so that one statement serves every query of the same shape (records/list_queries.py).
    """

    is_facet = False
    accepts_several = False
    is_joined = False
    """Whether its one text holds several values with commas between them."""
    can_be_missing = False
    """Whether records can have no value of it, which `(none)` then asks for."""
    is_prepared = True
    """Whether queries with this filter have few enough shapes to keep their statements."""
    kind = ""
    row = ""
    allowed = ()
    key = ""
    """Its parameter in the query string; set when it is bound to a filter set."""
    labels = {}
    """The display label of each value that has one of its own."""
    replaced_by = ""
    """The present name of a filter whose own is deprecated."""

    def bind(self, key, model):
        self.key, self.model = key, model

    @property
    def present_key(self):
        return self.replaced_by or self.key

    def read(self, texts):
        """Return the value of a parameter with these texts; None or empty for no filtering. Raises BadParameter."""
        raise NotImplementedError

    def references(self, value):
        """[(model, slug)] of the records that the value refers to. Looking them up costs a query, so it comes last."""
        return ()

    def missing_error(self, model, slug):
        """The BadParameter for a reference to a record that does not exist."""
        raise NotImplementedError

    def is_proved_by_results(self, value):
        """Whether a non-empty result shows that every record that the value refers to exists."""
        return True

    def map_parameters(self, value, function):
        """The value with `function(part)` in place of each part that is a parameter of the SQL; here there is none."""
        return value

    def days_of(self, field, value):
        """The spans of days of which the date in `field` must overlap one; none for a filter of something else."""
        return ()

    def in_words(self, values, data):
        """{value: display label}, for values that were read without an error."""
        return {value: self.labels.get(value, value) for value in values}

    def bad_parameter(self, message, allowed=None):
        """A BadParameter about this filter's own parameter."""
        return BadParameter(parameter_error(self.key, message, self.allowed if allowed is None else allowed))


def nonempty(item, texts):
    """The texts that are not empty. Raises BadParameter for a character that PostgreSQL can't hold."""
    if any("\0" in text for text in texts):
        raise item.bad_parameter(_("No value holds a NUL character."))
    return tuple(text for text in texts if text)


def relation_steps(model, path):
    """[(prefix, relation)] of a lookup path like "rounds__investments__role", as far as it leads over relations."""
    steps, prefix = [], []
    for name in path.split("__"):
        field = model._meta.get_field(name)
        if not field.is_relation:
            break
        prefix.append(name)
        steps.append(("__".join(prefix), field))
        model = field.related_model
    return steps


def leads_to_many(model, path):
    """Whether one record can have several rows at the end of the path."""
    return any(field.one_to_many or field.many_to_many for _prefix, field in relation_steps(model, path))


def published_along(model, path):
    """The lookups that require every row along the path to be published: drafts neither match nor count."""
    if not leads_to_many(model, path):
        return {}
    lookups = {}
    for prefix, field in relation_steps(model, path):
        related = field.related_model
        back = field.remote_field.name if field.remote_field else ""
        if hasattr(related, "is_published"):
            lookups[f"{prefix}__is_published"] = True
        elif getattr(related, "part_of", "") and related.part_of != back:
            lookups[f"{prefix}__{related.part_of}__is_published"] = True
    return lookups


def filter_once(queryset, lookups):
    """The records with one row that fits all the lookups; each record once, whatever the relations."""
    return filter_rows(queryset, Q(**lookups), any(leads_to_many(queryset.model, key) for key in lookups))


def filter_rows(queryset, condition, has_many):
    """The records with a row that meets the condition; each record once, also where it `has_many` rows."""
    if has_many:
        return queryset.filter(pk__in=queryset.model.objects.filter(condition).values("pk"))
    return queryset.filter(condition)


def with_ids(queryset, ids):
    """The records of a queryset with one of many ids; written as one literal, which PostgreSQL parses fast."""
    condition = f'"{queryset.model._meta.db_table}"."id" = ANY (%s::bigint[])'
    literal = f"{{{','.join(map(str, ids))}}}"
    return queryset.filter(RawSQL(condition, [literal], output_field=BooleanField()))


def column_of(model, path):
    """The column at the end of a path of relations."""
    steps = relation_steps(model, path)
    owner = steps[-1][1].related_model if steps else model
    return owner._meta.get_field(path.split("__")[-1])
