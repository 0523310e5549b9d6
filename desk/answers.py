"""What the desk's script asks for: the entry form alone, likely duplicates of a name, where words stand."""

from django.contrib import admin
from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.record_types import TYPES
from records.admin.duplicates import likely_duplicates
from records.admin.relations import form_url
from sources.texts import as_written, folded, places_of

from .access import at_the_desk
from .chosen import chosen_entry
from .endings import number_in
from .entry import types_to_add
from .pages import context_of, side_of
from .passages import lines_of
from .slugs import proposed_slug

MAX_CHARACTERS = 200


@at_the_desk
@require_safe
def entry_form(request, source):
    """The side of the desk for `paragraph`, `words`, `begins` and `type`, as a part of a page."""
    lines = lines_of(source)
    chosen = chosen_entry(request, source, lines)
    if chosen is None:
        raise BadRequest(_("This source has no such paragraph, or its text is not attached."))
    context = context_of(request, source, lines)
    return TemplateResponse(request, "admin/desk/entry.html", context | side_of(chosen, context))


@at_the_desk
@require_safe
def words_at(request, source):
    """{"begins", "written"}: where `words` begin in `paragraph`, or how that writes them where it does otherwise."""
    lines, number = lines_of(source), number_in(request.GET, "paragraph")
    if not 0 < number <= len(lines):
        raise BadRequest(_("This source has no such paragraph, or its text is not attached."))
    words = folded(request.GET.get("words", "")).strip()
    begins = places_of(words, lines[number - 1])
    written = as_written(words, lines[number - 1]) if words and not begins else ""
    return JsonResponse({"begins": begins, "written": written})


@at_the_desk
@require_safe
def duplicates(request):
    """{"slug", "records"}: a free address for a new record of `type` and `name`, and those that it may repeat."""
    record_type, name = request.GET.get("type", ""), request.GET.get("name", "").strip()
    allowed = types_to_add(request)
    if record_type not in allowed:
        raise BadRequest(_("type is one of %(allowed)s.") % {"allowed": ", ".join(allowed)})
    if not name or len(name) > MAX_CHARACTERS or "\0" in name:
        raise BadRequest(_("name has 1 to %(most)s characters.") % {"most": MAX_CHARACTERS})
    model = TYPES[record_type].model
    records = [
        {"name": str(record), "slug": record.slug, "url": form_url(record)}
        for record in likely_duplicates(model, [name], admin.site.get_model_admin(model).title_field)
    ]  # fmt: skip
    return JsonResponse({"slug": proposed_slug(model, name), "records": records})
