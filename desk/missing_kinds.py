from collections import defaultdict

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .access import at_the_desk
from .models import ReadPart


@at_the_desk
@require_safe
def missing_kinds(request):
    """What had no place in the model, by kind, the most frequent first: what to build next."""
    kinds = defaultdict(list)
    parts = ReadPart.objects.exclude(missing="").select_related("source")
    for part in parts.order_by("source__title", "paragraph", "sentence"):
        kinds[part.missing.casefold()].append(part)
    ordered = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))
    context = {
        **admin.site.each_context(request),
        "title": _("Not in the model yet"),
        "kinds": [(found[0].missing, found) for _folded, found in ordered],
    }
    return TemplateResponse(request, "admin/desk/missing_kinds.html", context)
