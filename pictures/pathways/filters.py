"""By what the matrix can be narrowed: what a row is, and what one of its steps must meet.

What a step must meet are the filters of the list of milestones themselves; several must be met by the same step. They
choose rows, and never hide a step of a row: where it stands today depends on all of them. Only `marketing=false` is
about all steps that meet the others: none of them allows marketing.
"""

from copy import deepcopy

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from products.models import Product
from records.filters import QueryFilters, RecordFilters, SlugFilter, ValueFilter, YesNoFilter
from records.filters.query_filter import QueryFilter
from records.problems import parameter_error
from regulatory.filters import MilestoneFilters
from regulatory.models import Milestone

from .documents import NAMES_NO_PRODUCT

OF_A_STEP = (
    "jurisdiction", "authority", "pathway", "outcome", "marketing", "strength", "device_class", "year", "dated",
    "when_certainly", "when_possibly", "contested", "source",
)  # fmt: skip
"""The filters of the list of milestones that the matrix takes."""
NOT_TAKEN = ("fields", "omit", "facets")
"""Parameters of lists that the matrix has not."""


class StepFilter(QueryFilter):
    """A filter of the list of milestones, which one step of a row must meet."""

    def __init__(self, of_list):
        self.of_list = of_list
        super().__init__(label=of_list.label, help_text=of_list.extra.get("help_text"))
        for name in ("is_facet", "accepts_several", "is_prepared", "kind", "allowed"):
            setattr(self, name, getattr(of_list, name))
        for name in ("read", "references", "missing_error", "is_proved_by_results", "map_parameters", "in_words"):
            setattr(self, name, getattr(of_list, name))

    def __deepcopy__(self, memo):
        return type(self)(deepcopy(self.of_list, memo))

    def bind(self, key, model):
        super().bind(key, model)
        self.of_list.bind(key, Milestone)


class OwnSlugFilter(SlugFilter):
    """Any of the records of the list itself, by slug."""

    column, label_path = "", "name"

    @property
    def _related(self):
        return self.model

    def published(self):
        return {}


class CountryOfCompanyFilter(ValueFilter):
    """The country of the company that makes a product, unless the company is a draft."""

    def published(self):
        return {"company__is_published": True}


class NamesNoneFilter(SlugFilter):
    """A product, of a row whose steps name none: no row is it."""

    def filter(self, queryset, value):
        return queryset.filter(slug__in=value, pk=-1)


class GroupFilter(YesNoFilter):
    """Whether any step is stated. It chooses whole groups of rows (groups.py), and filters none of them."""

    def __init__(self, **kwargs):
        super().__init__(Q(), **kwargs)

    def filter(self, queryset, value):
        return queryset


COMPANY, PRODUCT, SEGMENT, COUNTRY = _("company"), _("product"), _("segment"), _("country of the company")
HAS_STEPS = {"label": _("has steps"), "help_text": _("Whether some source states a step with an authority.")}


class RowFilters(QueryFilters):
    """The filters of rows; `of_row` is what binds a step to its row, `owner` the column of a step that names it."""

    of_row, owner = Q(), ""

    q = RecordFilters.base_filters["q"]

    @classmethod
    def get_filters(cls):
        steps = {name: StepFilter(MilestoneFilters.base_filters[name]) for name in OF_A_STEP}
        return super().get_filters() | steps

    @classmethod
    def steps(cls, criteria=()):
        """The published steps of all rows that meet the criteria of steps."""
        steps = Milestone.objects.published().filter(cls.of_row).order_by()
        for item, value in criteria:
            steps = item.of_list.filter(steps, value)
        return steps

    def filtered(self, criteria):
        of_steps = [(item, value) for item, value in criteria if isinstance(item, StepFilter)]
        rows = super().filtered([(item, value) for item, value in criteria if not isinstance(item, StepFilter)])
        if not of_steps:
            return rows
        others = [(item, value) for item, value in of_steps if (item.key, value) != ("marketing", "false")]
        rows = rows.filter(self._has_step(others))
        if len(others) < len(of_steps):  # a row of which no step allows marketing, not one with any other step
            rows = rows.exclude(self._has_step([*others, (self.filters["marketing"], "true")]))
        return rows

    def _has_step(self, criteria):
        """The condition that a row has a step that meets all of the criteria."""
        return Exists(self.steps(criteria).filter(**{self.owner: OuterRef("pk")}))

    def _incomplete(self):
        for name in NOT_TAKEN:
            if name in self.data:
                message = _("The matrix takes no “%(name)s”.") % {"name": name}
                yield parameter_error(name, message, [*self.filters, "ordering", "page_size", "cursor", "format"])


class ProductRowFilters(RowFilters):
    model, owner = Product, "product"

    company = SlugFilter("company", label=COMPANY)
    product = OwnSlugFilter("slug", label=PRODUCT)
    segment = SlugFilter("segments", label=SEGMENT)
    country = CountryOfCompanyFilter("company__country", label=COUNTRY)
    has_steps = GroupFilter(**HAS_STEPS)


class CompanyRowFilters(RowFilters):
    model, owner, of_row = Company, "company", NAMES_NO_PRODUCT

    company = OwnSlugFilter("slug", label=COMPANY)
    product = NamesNoneFilter("milestones__product", label=PRODUCT)
    segment = SlugFilter("segments", label=SEGMENT)
    country = ValueFilter("country", label=COUNTRY)
    has_steps = GroupFilter(**HAS_STEPS)
