"""What a record type can be narrowed by: one FilterSet for its page, its API list and every other format.

Filters here are strict: an unknown parameter, a value of no sense, or a single value given twice is an error that says
what is allowed. A filter that can be a facet says by which values it counts.
"""

from .condition_filter import ConditionFilter
from .facet_filters import ChoiceFilter, SlugFilter, ValueFilter, YesNoFilter
from .filtersets import CONTROLS, QueryFilters
from .record_filters import DATED, AmountFilters, DatedFilters, RecordFilters
from .value_filters import AmountFilter, DateFilter, ListFilter, NameFilter, SinceFilter, SingleValueFilter
from .year_filter import YearFilter

__all__ = [
    "AmountFilters",
    "AmountFilter",
    "CONTROLS",
    "ChoiceFilter",
    "ConditionFilter",
    "DATED",
    "DatedFilters",
    "DateFilter",
    "ListFilter",
    "RecordFilters",
    "SinceFilter",
    "SingleValueFilter",
    "SlugFilter",
    "QueryFilters",
    "ValueFilter",
    "NameFilter",
    "YearFilter",
    "YesNoFilter",
]
