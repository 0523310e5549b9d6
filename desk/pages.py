"""The desk of a source: its text on the left, and on the right what is done with the chosen paragraph."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .access import at_the_desk, may_end
from .endings import missing_kinds_so_far, number_in
from .models import Ending, SecondReading
from .passages import lines_of, paragraphs_at_desk
from .progress import Progress, why_not_finished


@at_the_desk
@require_safe
def desk(request, source):
    """The desk, with the paragraph of the query chosen."""
    paragraphs = paragraphs_at_desk(progress := Progress.of(source), lines_of(source))
    number = number_in(request.GET, "paragraph")
    context = {
        **admin.site.each_context(request),
        "title": _("Desk: %(source)s") % {"source": source},
        "is_nav_sidebar_enabled": False,
        "source": source,
        "progress": progress,
        "paragraphs": paragraphs,
        "chosen": paragraphs[number - 1] if 0 < number <= len(paragraphs) else None,
        "next_open": progress.next_open(number),
        "second": SecondReading.objects.filter(source=source).first(),
        "why_not": why_not_finished(progress, request.user),
        "may_end": may_end(request),
        "endings": Ending.choices,
        "missing_kinds": missing_kinds_so_far(),
    }
    return TemplateResponse(request, "admin/desk/desk.html", context)
