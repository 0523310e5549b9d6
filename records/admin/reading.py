"""How a date or an amount will be read, asked by the form while an editor types it."""

from types import SimpleNamespace

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from values.amounts import StatedAmount
from values.dates import PartialDate

from .values import amount_in_words

MAX_CHARACTERS = 200


@require_GET
@never_cache
def reading(request: HttpRequest) -> JsonResponse:
    """Answer {"is_read", "text"} for `date`, or for `amount` and its `unit`; an error says what is allowed."""
    if not may_edit(request):
        raise PermissionDenied
    requested = {name: request.GET.get(name, "").strip() for name in ("date", "amount", "unit")}
    if bool(requested["date"]) == bool(requested["amount"]):
        return JsonResponse({"is_read": False, "text": _("Ask for a date or for an amount.")}, status=400)
    if any(len(text) > MAX_CHARACTERS or "\0" in text for text in requested.values()):
        message = _("At most %(most)s characters of text.") % {"most": MAX_CHARACTERS}
        return JsonResponse({"is_read": False, "text": message}, status=400)
    if requested["amount"]:
        amount = StatedAmount.read(requested["amount"], requested["unit"])
        text = amount_in_words(SimpleNamespace(amount=amount))
        return JsonResponse({"is_read": bool(amount.bounds) or not amount.is_disclosed, "text": text})
    try:
        return JsonResponse({"is_read": True, "text": _date_in_words(PartialDate.read(requested["date"]))})
    except ValueError as error:
        return JsonResponse({"is_read": False, "text": str(error)})


def may_edit(request: HttpRequest) -> bool:
    """Whether the user may change records of some type."""
    admins = admin.site._registry.items()
    return any(
        model_admin.has_change_permission(request)
        for model, model_admin in admins if not model.__module__.startswith("django.")
    )  # fmt: skip


def _date_in_words(when: PartialDate) -> str:
    """Like “by 2026: until 31 December 2026”, with the days by which filters find it."""
    first, last = (date_format(day, "j F Y") if day else "" for day in (when.earliest, when.latest))
    if first == last:
        days = first
    elif not first:
        days = _("until %(last)s") % {"last": last}
    elif not last:
        days = _("from %(first)s on") % {"first": first}
    else:
        days = _("%(first)s to %(last)s") % {"first": first, "last": last}
    notes = [_("approximate")] * when.approximate + [_("uncertain")] * when.uncertain
    return ", ".join([f"{when.in_words} ({when.edtf}): {days}", *notes])
