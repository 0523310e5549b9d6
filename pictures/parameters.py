"""The parameters of pictures in the API schema: the filters of a list, and the moment."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes

from records.as_of import DESCRIPTION, PARAMETER
from records.clean_text import NOT_STATED

AS_OF = OpenApiParameter(PARAMETER, OpenApiTypes.STR, description=DESCRIPTION)


def filter_parameters(filterset_class) -> list:
    """One parameter for each filter."""
    return [_parameter(name, item) for name, item in filterset_class.bound_filters().items()]


def _parameter(name, item):
    about = str(item.extra.get("help_text", "") or item.label or "")
    if item.can_be_missing:
        about = f"{about.rstrip('.')}; {NOT_STATED} for records without one."
    enum = list(item.allowed) if item.is_facet and item.allowed else None
    deprecated = bool(item.replaced_by)
    several = item.accepts_several
    return OpenApiParameter(name, OpenApiTypes.STR, description=about, enum=enum, many=several, deprecated=deprecated)
