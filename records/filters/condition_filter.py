"""Conditions that one row of a relation must meet as a whole, several of them at once.

`milestone=ce_mdr:certified&milestone=fda_ide:trial_allowed` selects the records with one milestone that has both that
pathway and that outcome, and another (or the same) that meets the second condition.
"""

import re
from functools import partial

from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from values.dates import ALLOWED, PartialDate

from .counted_values import MAX_VALUES
from .query_filter import QueryFilter, column_of, filter_once, nonempty, published_along
from .value_filters import days, days_lookup

MAX_CONDITIONS = 8


class ConditionFilter(QueryFilter):
    """Each value is a condition of words separated by colons that must hold for one row; a facet.

    `words` are the columns with a vocabulary (no two share a word, so a word tells its column), `record` is a relation
    written as @slug, `date` the date. The facet counts pairs of the first two columns; because all chosen conditions
    must hold, its counts are what remains when one more is added.
    """

    is_facet = True
    accepts_several = True
    kind = "conditions"

    def __init__(self, relation, words, record, date="when", **kwargs):
        self.relation, self.words, self.record, self.date = relation, words, record, date
        super().__init__(**kwargs)

    def read(self, texts):
        """Return each condition as ((lookup, value), …). Raises BadParameter."""
        conditions = [self._condition(text) for text in dict.fromkeys(nonempty(self, texts))]
        if len(conditions) > MAX_CONDITIONS:
            raise self._error(_("At most %(most)s conditions at once.") % {"most": MAX_CONDITIONS})
        return tuple(tuple((path, value) for path, (value, _label) in condition.items()) for condition in conditions)

    def map_parameters(self, value, function):
        return tuple(
            tuple((path, part if path in self.words else function(part)) for path, part in condition)
            for condition in value
        )

    def filter(self, queryset, value):
        published = published_along(self.model, self.relation)
        for condition in value:
            lookups = {f"{self.relation}__{path}": part for path, part in condition}
            queryset = filter_once(queryset, lookups | published)
        return queryset

    def references(self, value):
        path = f"{self.record}__slug"
        slugs = (part for condition in value for name, part in condition if name == path)
        return [(self._record_model, slug) for slug in dict.fromkeys(slugs)]

    def missing_error(self, model, slug):
        return self._error(_("There is no %(type)s “%(slug)s”.") % {"type": model._meta.verbose_name, "slug": slug})

    def _condition(self, text):
        """Return {lookup: (value, label)} of one condition. Raises BadParameter."""
        condition = {}
        for part in text.split(":"):
            path, value, label = self._part(part.strip())
            if path in condition:
                raise self._error(_("“%(text)s” says the same thing twice.") % {"text": text[:120]})
            condition[path] = (value, label)
        return condition

    def _part(self, part):
        for path, labels in self._vocabularies.items():
            if part in labels:
                return path, part, str(labels[part])
        if part.startswith("@") and re.fullmatch(r"[-\w]{1,120}", part[1:], re.ASCII):
            return f"{self.record}__slug", part[1:], part
        is_certain, span = part.startswith("certainly "), part.removeprefix("certainly ").removeprefix("possibly ")
        if re.match(r"[0-9.\[]", span):
            return self._date(is_certain, span)
        raise self._error(_("“%(text)s” is no part of a condition.") % {"text": part[:60]})

    def _date(self, is_certain, span):
        try:
            date = PartialDate.read(span)
        except ValueError as error:
            raise self._error(str(error)) from None
        label = _("certainly in %(date)s") if is_certain else _("possibly in %(date)s")
        label = partial(_date_label, label, date)  # worked out only where it is shown
        return days_lookup(self.date, is_certain), days(date), label

    def _names(self, slugs):
        published = self._record_model.objects.published()
        return dict(published.filter(slug__in=slugs).values_list("slug", "name")) if slugs else {}

    @cached_property
    def _row_model(self):
        return self.model._meta.get_field(self.relation).related_model

    @cached_property
    def _record_model(self):
        return self._row_model._meta.get_field(self.record).related_model

    @cached_property
    def _vocabularies(self):
        return {path: dict(column_of(self._row_model, path).flatchoices) for path in self.words}

    def _error(self, message):
        words = [", ".join(labels) for labels in self._vocabularies.values()]
        parts = ":".join(path.split("__")[-1] for path in self.words)
        allowed = [f"{parts}:@{self.record}:span, any of them, once each"]
        allowed += [*words, f"@ and a slug of /api/v1/{self._record_model.record_type}/", ALLOWED, "certainly 2025"]
        return self.bad_parameter(message, allowed)

    def counts(self, queryset, same_row=None, chosen=(), among=0):
        """([(value, label, count)], True) of the pairs that occur, and of the other chosen conditions."""
        paths = [f"{self.relation}__{path}" for path in self.words[:2]]
        pairs = queryset.filter(**published_along(self.model, self.relation)).order_by().values_list(*paths)
        counts = {(first, second): count for first, second, count in pairs.annotate(Count("pk", distinct=True))}
        firsts, seconds = [self._vocabularies[path] for path in self.words[:2]]
        rows = [
            (f"{first}:{second}", f"{firsts[first]}: {seconds[second]}", counts[first, second])
            for first in firsts for second in seconds if (first, second) in counts
        ]  # fmt: skip
        others = [value for value in dict.fromkeys(chosen) if value not in {row[0] for row in rows}]
        if others:
            remaining, labels = queryset.count(), self.in_words(others, {})
            rows += [(value, labels[value], remaining) for value in others]
        return rows[:MAX_VALUES], True

    def in_words(self, values, data):
        """Like “FDA investigational device exemption: trial allowed, possibly in 2021”, as the facet labels pairs."""
        conditions = {value: self._condition(value) for value in values}
        path = f"{self.record}__slug"
        names = self._names({condition[path][0] for condition in conditions.values() if path in condition})
        return {value: self._condition_label(condition, names) for value, condition in conditions.items()}

    def _condition_label(self, condition, names):
        labels = {
            lookup: str(names.get(value) or (label() if callable(label) else label))
            for lookup, (value, label) in condition.items()
        }
        pair = [labels.pop(lookup) for lookup in self.words[:2] if lookup in labels]
        return ", ".join(filter(None, [": ".join(pair), *labels.values()]))


def _date_label(label, date):
    return label % {"date": date.in_words}
