"""What the desk's buttons do to the reading of a source: end a paragraph or a sentence, open it again, finish."""

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sources.models import Source

from .access import at_the_desk, may_end
from .models import ReadPart
from .progress import NotYet, Progress, end, finish, reopen

OPEN = "open"
"""The word by which a form takes an ending back."""


@at_the_desk
@require_POST
def ending(request, source):
    """End the paragraph or sentence that the form names, or open it again; a closed paragraph leads to the next."""
    _check_right(request)
    paragraph, sentence = number_in(request.POST, "paragraph"), number_in(request.POST, "sentence")
    word = request.POST.get("ending", "")
    is_said = _end(request, source, paragraph, sentence, word, request.POST.get("missing", ""))
    goes_on = is_said and word != OPEN and not sentence
    source.refresh_from_db()
    return to_paragraph(source, Progress.of(source).next_open(paragraph) if goes_on else paragraph)


@at_the_desk
@require_POST
def sentences(request, source):
    """End several sentences of a paragraph at once: `ending-3` and `missing-3` are of the third."""
    _check_right(request)
    paragraph = number_in(request.POST, "paragraph")
    ended = Progress.of(source).ended
    for key, word in request.POST.items():
        number = key.removeprefix("ending-")
        if number == key or not number.isdecimal():
            continue
        part, missing = ended.get((paragraph, int(number))), request.POST.get(f"missing-{number}", "").strip()
        if (word, missing) != ((part.ending, part.missing) if part else (OPEN, "")):
            _end(request, source, paragraph, int(number), word, missing)
    return to_paragraph(source, paragraph)


@at_the_desk
@require_POST
def finishing(request, source):
    """Note the second reading of the source: it is done."""
    _check_right(request)
    try:
        finish(source, request.user)
    except NotYet as reason:
        messages.error(request, str(reason))
    else:
        message = _("Read to the end, and a second time as an adversary.")
        admin.site.get_model_admin(Source).log_change(request, source, message)
        messages.success(request, message)
    return to_paragraph(source, None)


def number_in(data, name) -> int:
    """A number that a form of the desk sends; 0 where it sends none. Raises BadRequest for what no form sends."""
    text = data.get(name) or "0"
    if not (text.isdecimal() and text.isascii() and len(text) < 7):
        raise BadRequest(_("“%(name)s” is a number, not “%(text)s”.") % {"name": name, "text": text[:40]})
    return int(text)


def to_paragraph(source, number):
    """A redirect to the desk, at this paragraph."""
    place = f"?paragraph={number}#paragraph-{number}" if number else ""
    return HttpResponseRedirect(reverse("desk:desk", args=[source.pk]) + place)


def missing_kinds_so_far():
    """The kinds that editors have missed, in the words of whoever named them."""
    return ReadPart.objects.exclude(missing="").order_by("missing").values_list("missing", flat=True).distinct()


def _check_right(request):
    if not may_end(request):
        raise PermissionDenied


def _end(request, source, paragraph, sentence, word, missing):
    """Whether it ended so; a message says why not."""
    try:
        if word == OPEN:
            reopen(source, paragraph, sentence, request.user)
        else:
            end(source, paragraph, sentence, word, " ".join(missing.split()), request.user)
    except (NotYet, ValidationError) as reason:
        refusal = str(reason) if isinstance(reason, NotYet) else " ".join(reason.messages)
        messages.error(request, _("Paragraph %(number)s: %(refusal)s") % {"number": paragraph, "refusal": refusal})
        return False
    return True
