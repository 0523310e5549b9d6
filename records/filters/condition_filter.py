"""Conditions that one row of a relation must fulfil as a whole, several of them at once.

`milestone=ce_mdr:certified&milestone=fda_ide:trial_allowed` takes the records with a milestone that is both on that
route and of that result, and with another (or the same) that fulfils the second condition.
"""

import re
from functools import partial

from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from values.dates import ALLOWED, PartialDate

from .facet_filters import VALUES_AT_MOST
from .query_filter import QueryFilter, no_nul
from .relation_paths import column_of, narrowed, published_along
from .value_filters import days

CONDITIONS_AT_MOST = 8


class ConditionFilter(QueryFilter):
    """Every value is a condition of words with colons between them, and each must hold for one row; a facet.

    `words` are the columns with a vocabulary (their words differ, so each says which column it means), `record` is a
    relation asked for as @slug, `date` the date. The facet counts pairs of the first two columns; because all chosen
    conditions must hold, its counts say what is left when one more is added.
    """

    is_facet = True
    takes_several = True
    kind = "conditions"

    def __init__(self, relation, words, record, date="when", **kwargs):
        self.relation, self.words, self.record, self.date = relation, words, record, date
        super().__init__(**kwargs)

    def read(self, texts):
        """Each condition as ((lookup, wanted), …)."""
        conditions = [self._condition(text) for text in dict.fromkeys(no_nul(self, texts))]
        if len(conditions) > CONDITIONS_AT_MOST:
            raise self._refused(_("At most %(most)s conditions at once.") % {"most": CONDITIONS_AT_MOST})
        return tuple(tuple((path, wanted) for path, (wanted, _words) in condition.items()) for condition in conditions)

    def mapped(self, value, leaf):
        return tuple(
            tuple((path, wanted if path in self.words else leaf(wanted)) for path, wanted in condition)
            for condition in value
        )

    def filter(self, queryset, value):
        published = published_along(self.model, self.relation)
        for condition in value:
            lookups = {f"{self.relation}__{path}": wanted for path, wanted in condition}
            queryset = narrowed(queryset, lookups | published)
        return queryset

    def named(self, value):
        path = f"{self.record}__slug"
        asked = (wanted for condition in value for name, wanted in condition if name == path)
        return [(self._recorded, slug) for slug in dict.fromkeys(asked)]

    def missed(self, model, slug):
        return self._refused(_("There is no %(type)s “%(slug)s”.") % {"type": model._meta.verbose_name, "slug": slug})

    def _condition(self, text):
        """{lookup: (wanted, in words)} of one condition. Raises BadParameter."""
        condition = {}
        for part in text.split(":"):
            path, wanted, words = self._part(part.strip())
            if path in condition:
                raise self._refused(_("“%(text)s” says the same thing twice.") % {"text": text[:120]})
            condition[path] = (wanted, words)
        return condition

    def _part(self, part):
        for path, labels in self._vocabularies.items():
            if part in labels:
                return path, part, str(labels[part])
        if part.startswith("@") and re.fullmatch(r"[-\w]{1,120}", part[1:], re.ASCII):
            return f"{self.record}__slug", part[1:], part
        sure, span = part.startswith("certainly "), part.removeprefix("certainly ").removeprefix("possibly ")
        if re.match(r"[0-9.]", span):
            return self._date(sure, span)
        raise self._refused(_("“%(text)s” is no part of a condition.") % {"text": part[:60]})

    def _date(self, sure, span):
        try:
            date = PartialDate.read(span)
        except ValueError as error:
            raise self._refused(str(error)) from None
        words = _("certainly in %(date)s") if sure else _("possibly in %(date)s")
        words = partial(_dated, words, date)  # worked out where it is said: most questions are only asked
        lookup = f"{self.date}_span__{'contained_by' if sure else 'overlap'}"
        return lookup, days(date), words

    def _names(self, slugs):
        known = self._recorded.objects.published()
        return dict(known.filter(slug__in=slugs).values_list("slug", "name")) if slugs else {}

    @cached_property
    def _rows(self):
        return self.model._meta.get_field(self.relation).related_model

    @cached_property
    def _recorded(self):
        return self._rows._meta.get_field(self.record).related_model

    @cached_property
    def _vocabularies(self):
        return {path: dict(column_of(self._rows, path).flatchoices) for path in self.words}

    def _refused(self, message):
        words = [", ".join(labels) for labels in self._vocabularies.values()]
        parts = ":".join(path.split("__")[-1] for path in self.words)
        allowed = [f"{parts}:@{self.record}:span, any of them, once each"]
        allowed += [*words, f"@ and a slug of /api/v1/{self._recorded.record_type}/", ALLOWED, "certainly 2025"]
        return self.refused(message, allowed)

    def counts(self, queryset, same_row=None, chosen=()):
        """([(value, label, count)], True) of the pairs that occur, and of the conditions chosen besides."""
        paths = [f"{self.relation}__{path}" for path in self.words[:2]]
        found = queryset.filter(**published_along(self.model, self.relation)).order_by().values_list(*paths)
        found = {(first, second): count for first, second, count in found.annotate(Count("pk", distinct=True))}
        firsts, seconds = [self._vocabularies[path] for path in self.words[:2]]
        rows = [
            (f"{first}:{second}", f"{firsts[first]}: {seconds[second]}", found[first, second])
            for first in firsts for second in seconds if (first, second) in found
        ]  # fmt: skip
        others = [value for value in dict.fromkeys(chosen) if value not in {row[0] for row in rows}]
        if others:
            left, words = queryset.count(), self.in_words(others, {})
            rows += [(value, words[value], left) for value in others]
        return rows[:VALUES_AT_MOST], True

    def in_words(self, values, data):
        """Like “FDA investigational device exemption: trial allowed, possibly in 2021”: as the facet says its pairs."""
        conditions = {value: self._condition(value) for value in values}
        path = f"{self.record}__slug"
        names = self._names({condition[path][0] for condition in conditions.values() if path in condition})
        return {value: self._said(condition, names) for value, condition in conditions.items()}

    def _said(self, condition, names):
        said = {
            lookup: str(names.get(wanted) or (words() if callable(words) else words))
            for lookup, (wanted, words) in condition.items()
        }
        pair = [said.pop(lookup) for lookup in self.words[:2] if lookup in said]
        return ", ".join(filter(None, [": ".join(pair), *said.values()]))


def _dated(words, date):
    return words % {"date": date.in_words}
