"""/report/: where readers say what is wrong with a value, without an account."""

import re
from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from records.problems import BadParameter
from records.refusals import refuse_unknown, refused_page
from search.search_query import PRESENT_ALONE

from ..models.report import LONGEST
from .forms import ReportForm, keep, new_number
from .subjects import subject_of_page, subject_of_value

PARAMETERS = ("value", "page")
OF_THIS_SITE = re.compile(r"/(?![/\\])[^\0\s]*")
"""A path: what begins with two slashes, of whichever kind, would lead elsewhere."""


@method_decorator(never_cache, name="dispatch")
class ReportPage(View):
    """A form on a page of its own, so that no other page holds a form's token and all of them can be stored."""

    knows_only_the_present = PRESENT_ALONE
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request):
        try:
            refuse_unknown(request, PARAMETERS)
        except BadParameter as error:
            return refused_page(request, error)
        self.value = request.GET.get("value", "")[: LONGEST["value"]]
        page = request.GET.get("page", "")[: LONGEST["page"]]
        self.page = page if OF_THIS_SITE.fullmatch(page) else ""
        self.subject = None if "\0" in self.value else subject_of_value(self.value)
        self.subject = self.subject or subject_of_page(self.page)
        return super().dispatch(request)

    def get(self, request):
        initial = {"form_number": new_number(), "field": self.subject.field if self.subject else ""}
        return self._page(request, ReportForm(self.subject, initial=initial))

    def post(self, request):
        form = ReportForm(self.subject, request.POST)
        if not form.is_valid():
            return self._page(request, form, status=400)
        if not form.cleaned_data["website"]:
            keep(form, self.subject, self.page)
        return render(request, "report/thanks.html", {"back": self._back()})

    def _page(self, request, form, status=200):
        given = {name: text for name, text in (("value", self.value), ("page", self.page)) if text}
        context = {
            "form": form, "subject": self.subject, "page": self.page, "action": f"/report/?{urlencode(given)}",
            "back": self._back(), "most": LONGEST,
        }  # fmt: skip
        return render(request, "report/report.html", context, status=status)

    def _back(self):
        return self.subject.record.get_absolute_url() if self.subject else self.page or "/"
