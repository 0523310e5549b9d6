"""Where a value that is to change is stated now, for the reviewer to hold the new one against."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from sources.models import Citation, Cited

from .row_owners import model_of


class PresentPlaces:
    """The citations of the records that a proposal changes, read at once."""

    def __init__(self, units):
        changed = {
            (model_of(unit.row.table), unit.row.number) for unit in units
            if unit.key and unit.row.before is not None and issubclass(model_of(unit.row.table), Cited)
        }  # fmt: skip
        types = {model: ContentType.objects.get_for_model(model).pk for model, _number in changed}
        self.types, self.places = types, defaultdict(list)
        if changed:
            of_them = reduce(or_, (Q(content_type=types[model], object_id=number) for model, number in changed))
            for citation in Citation.objects.filter(of_them).select_related("source").order_by("paragraph", "pk"):
                self.places[citation.content_type_id, citation.object_id, citation.field].append(citation)

    def of(self, unit) -> list[Citation]:
        """The citations of a value that is there, in the order of their paragraphs."""
        model = model_of(unit.row.table)
        return self.places.get((self.types.get(model), unit.row.number, unit.key), []) if unit.key else []
