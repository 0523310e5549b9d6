"""The filters of a record type: one FilterSet for its page, its API list and every other format.

An unknown parameter, an invalid value, or a single value given twice is an error that lists what is allowed. A filter
that is also a facet counts records by its values.
"""

from .condition_filter import ConditionFilter
from .facet_filters import ChoiceFilter, SlugFilter, ValueFilter
from .filtersets import CONTROLS, QueryFilters
from .record_filters import DATED, AmountFilters, DatedFilters, RecordFilters
from .since_filter import SinceFilter
from .value_filters import AmountFilter, DateFilter, ListFilter, NameFilter, SingleValueFilter, YearFilter
from .yes_no_filter import YesNoFilter
