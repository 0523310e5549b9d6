"""What a record type can be narrowed by: one FilterSet for its page, its API list and every other face.

Filters here are strict: an unknown parameter, a value of no sense, or a single value given twice is an error that says
what is allowed. A filter that can be a facet says by which values it counts.
"""

from .conditions import Conditions
from .facetted import Choices, Slugs, Values, YesNo
from .sets import CONTROLS, DATED, AmountFilters, DatedFilters, RecordFilters, StrictFilters
from .single import Amounts, Dates, Listed, Since, Single, Words
from .years import Years

__all__ = [
    "AmountFilters",
    "Amounts",
    "CONTROLS",
    "Choices",
    "Conditions",
    "DATED",
    "DatedFilters",
    "Dates",
    "Listed",
    "RecordFilters",
    "Since",
    "Single",
    "Slugs",
    "StrictFilters",
    "Values",
    "Words",
    "Years",
    "YesNo",
]
