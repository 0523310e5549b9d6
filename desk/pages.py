"""The desk of a source: its text on the left, and on the right what is done with the chosen paragraph."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .access import at_the_desk, may_end
from .chosen import chosen_entry
from .endings import missing_kinds_so_far, number_in, to_paragraph
from .keys import keys_for
from .models import Ending, SecondReading
from .passages import lines_of, paragraphs_at_desk
from .progress import Progress, why_not_finished
from .recording import may_record, saved
from .suggestions import suggestions_for

CHECK = "check"
"""The button that shows how an entry will be read, and saves nothing."""


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request, source):
    """The desk with a paragraph chosen; an entry that is sent is saved, or comes back as it was typed."""
    lines = lines_of(source)
    chosen = chosen_entry(request, source, lines)
    if request.method == "POST" and chosen and chosen.entry:
        if not may_record(request, chosen.entry):
            raise PermissionDenied
        if CHECK in request.POST:
            chosen.entry.is_valid()
        elif saved(request, chosen.entry):
            return to_paragraph(source, chosen.place.paragraph)
    context = context_of(request, source, lines)
    return TemplateResponse(request, "admin/desk/desk.html", context | (side_of(chosen, context) if chosen else {}))


def side_of(chosen, context):
    """What the side of the desk shows besides, for what is chosen."""
    paragraph = context["paragraphs"][chosen.place.paragraph - 1]
    return chosen.context | {
        "chosen": paragraph,
        "suggestions": suggestions_for(chosen.place, paragraph.sentences),
        "next_open": context["progress"].next_open(paragraph.number),
    }


def context_of(request, source, lines):
    """What the desk shows whatever is chosen."""
    progress = Progress.of(source)
    return {
        **admin.site.each_context(request),
        "title": _("Desk: %(source)s") % {"source": source},
        "is_nav_sidebar_enabled": False,
        "source": source,
        "progress": progress,
        "paragraphs": paragraphs_at_desk(progress, lines),
        "next_open": progress.next_open(number_in(request.GET, "paragraph")),
        "second": SecondReading.objects.filter(source=source).first(),
        "why_not": why_not_finished(progress, request.user),
        "may_end": may_end(request),
        "endings": Ending.choices,
        "missing_kinds": missing_kinds_so_far(),
        "keys": keys_for(request),
    }
