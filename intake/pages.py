"""The pages of the admin where a table is sent, looked at and taken in; they work without scripts."""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.record_types import TYPES

from .accepting import NotTakenIn, accept
from .columns import LEFT_OUT, keys_of
from .forms import UploadForm
from .models import Upload
from .preview import VERDICTS
from .rights import importable, may_import
from .shown import shown_columns, shown_questions, shown_rows
from .templates import template_of
from .uploads import keep, look_at, remember_columns

ROWS, QUESTIONS = 100, 50
"""How many are on a page."""


def for_importers(view):
    """A view of the admin for whoever may take in a table of some type; what it answers is stored nowhere."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not importable(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return admin.site.admin_view(never_cache(checked))


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """Send a table; the tables of one's own that wait, and templates."""
    types = importable(request.user)
    initial = {"record_type": request.GET.get("type", "")}
    form = UploadForm(types, request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        upload = keep(
            request.user, form.file_name, form.cleaned_data["record_type"], form.table, form.as_source
        )  # fmt: skip
        return HttpResponseRedirect(reverse("intake:upload", args=[upload.pk]))
    context = {
        **_common(request), "title": _("Take in a table"), "form": form, "types": types,
        "uploads": Upload.objects.of(request.user).for_list(),
    }  # fmt: skip
    return TemplateResponse(request, "admin/intake/start.html", context)


@for_importers
@require_http_methods(["GET", "HEAD"])
def template(request, record_type):
    """An empty table of a type, for a spreadsheet."""
    if not may_import(request.user, record_type):
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{record_type}.csv"'}
    return HttpResponse(template_of(TYPES[record_type].model), "text/csv; charset=utf-8", headers=headers)


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def upload_page(request, number):
    """A table that was sent: its columns, questions and rows; what is done to it is said by the button."""
    upload = get_object_or_404(Upload.objects.of(request.user), pk=number)
    if not may_import(request.user, upload.record_type):
        raise PermissionDenied
    problem = ""
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise BadRequest(_("act is one of %(allowed)s.") % {"allowed": ", ".join(ACTS)})
        try:
            return HttpResponseRedirect(act(request, upload))
        except NotTakenIn as refusal:
            problem = str(refusal)
    if not upload.is_done:
        look_at(upload)
    return TemplateResponse(request, "admin/intake/upload.html", _context(request, upload, problem))


def _context(request, upload, problem):
    found, asked = upload.found, request.GET.get("show", "")
    show = asked if asked in VERDICTS else ""
    rows = [row for row in found.get("rows", ()) if show in ("", row["verdict"])]
    columns = [] if upload.is_done else shown_columns(upload)
    of_columns = [f"{column.letter}{upload.rows['head_row']}" for column in columns]
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    is_done = upload.is_done
    return {
        **_common(request), "title": upload.file_name, "upload": upload, "found": found, "problem": problem,
        "model": TYPES[upload.record_type].model._meta, "show": show, "page": page, "page_range": _near(page),
        "counts": [(verdict, label, found["counts"].get(verdict, 0)) for verdict, label in VERDICTS.items()],
        "rows": [] if is_done else shown_rows(upload, page.object_list),
        "columns": columns, "unread": any(column.mistakes for column in columns),
        "mistakes": [one for one in found.get("mistakes", ()) if one[0] not in of_columns],
        "questions": [] if is_done else shown_questions(found["questions"][:QUESTIONS]),
        "questions_left": max(0, len(found.get("questions", ())) - QUESTIONS),
        "is_open": any(not question["answer"] for question in found.get("questions", ())),
    }  # fmt: skip


def _near(page):
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


def _common(request):
    return {**admin.site.each_context(request), "is_nav_sidebar_enabled": False}


def _map(request, upload):
    """Say what each column holds, and remember it."""
    allowed = [LEFT_OUT, *keys_of(TYPES[upload.record_type].model)]
    said = {name.partition("-")[2]: key for name, key in request.POST.items() if name.startswith("column-")}
    upload.columns = {number: key for number, key in said.items() if number.isdigit() and key in allowed}
    look_at(upload)
    upload.save()
    remember_columns(upload)
    messages.success(request, _("The columns are read so, and will be in the next table with this head."))
    return _page_of(upload)


def _answer(request, upload):
    """Keep the answers that were given; where a cell has one in words, that is it."""
    look_at(upload)
    for question in upload.found["questions"]:
        name = question["name"]
        typed = request.POST.get(f"{name}-text", "").strip()[:1000] if question["is_of_cell"] else ""
        if answer := typed or request.POST.get(name, ""):
            upload.answers[question["key"]] = answer
    look_at(upload)
    upload.save()
    return _page_of(upload)


def _accept(request, upload):
    done = accept(upload, request.user, request.POST.get("digest", ""), request.POST.get("reason", "").strip())
    if done.proposal_id:
        link, name = reverse("desk:proposal", args=[done.proposal_id]), str(done.proposal)
        text = _("What readers see is changed by a reviewer: the table is kept as {link}.")
    else:
        link = reverse("admin:history_revision_undo", args=[done.revision_id])
        name, text = _("revision %(number)s") % {"number": done.revision_id}, _("The table is taken in by {link}.")
    messages.success(request, format_html(text, link=format_html('<a href="{}">{}</a>', link, name)))
    return _page_of(done)


def _discard(request, upload):
    upload.delete()
    messages.success(request, _("The table is discarded."))
    return reverse("intake:start")


def _page_of(upload):
    return reverse("intake:upload", args=[upload.pk])


ACTS = {"map": _map, "answer": _answer, "accept": _accept, "discard": _discard}
