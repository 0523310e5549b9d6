"""The filter of a condition that records meet or do not."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .query_filter import QueryFilter


class YesNoFilter(QueryFilter):
    """True or false; a facet. `condition` is the name of a queryset method or a Q."""

    is_facet = True
    kind = "yesno"
    allowed = ("true", "false")

    def __init__(self, condition, words=None, **kwargs):
        self.condition = condition
        self.labels = words or {"true": _("yes"), "false": _("no")}
        super().__init__(**kwargs)

    def read(self, texts):
        if texts[-1] not in ("", *self.allowed):
            raise self.bad_parameter(_("It is true or false, not “%(value)s”.") % {"value": texts[-1][:60]})
        return texts[-1]

    def as_q(self, model):
        """The condition as a Q over the model's rows."""
        if isinstance(self.condition, Q):
            return self.condition
        return Q(Exists(getattr(model.objects, self.condition)().filter(pk=OuterRef("pk"))))

    def filter(self, queryset, value):
        condition = self.as_q(queryset.model)
        return queryset.filter(condition) if value == "true" else queryset.exclude(condition)

    def counts(self, queryset, same_row=None, chosen=(), among=0):
        counts = queryset.order_by().aggregate(true=Count("pk", filter=self.as_q(queryset.model)), all=Count("pk"))
        counts["false"] = counts["all"] - counts["true"]
        return [(value, label, counts[value]) for value, label in self.labels.items() if counts[value]], True
