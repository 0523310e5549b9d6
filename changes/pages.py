"""The pages of what has changed: /changes/, and the history of each record at /<type>/<slug>/history/."""

from http import HTTPStatus

import orjson
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from catalogue.record_types import TYPES
from history.models import Kind
from records.addresses import has_empties, with_query, without_empties
from records.etags import conditional_response
from records.pages import sees_drafts
from records.problems import BadParameter
from records.record_type import RecordType
from records.refusals import refused_page

from .feed import page_of
from .net import net_page
from .record_history import history_of
from .requests import ALL_OF_TIME, feed_of, is_net, net_of


class ChangesPage(View):
    """Revisions, newest first, each with the records that it changed; or two moments side by side."""

    http_method_names = ["get", "head"]
    knows_only_the_present = ALL_OF_TIME

    def get(self, request):
        if has_empties(request.GET):
            return HttpResponseRedirect(with_query(request.path, without_empties(request.GET)))
        return conditional_response(request, lambda: self._page(request))

    def _page(self, request):
        try:
            context = _between(request.GET) if is_net(request.GET) else _revisions(request.GET)
        except BadParameter as error:
            return refused_page(request, error)
        context |= {
            "data": request.GET,
            "kept": [(name, value) for name in ("type", "company") for value in request.GET.getlist(name)],
            "types": [(name, TYPES[name].menu_label) for name in TYPES],
            "kinds": Kind.choices,
            "shows_authors": sees_drafts(request),
        }
        return render(request, "changes/changes.html", context)


def _revisions(data):
    page = page_of(feed_of(data, newest_first=True))
    return {"newest": page.head, "revisions": page.results, "next": _link(data, page.next)}


def _between(data):
    net = net_of(data)
    changes, following = net_page(net)
    return {"old": net.old, "new": net.new, "changes": changes, "next": _link(data, following)}


def _link(data, parameters):
    """The address of another page of the same list; empty where there is none."""
    if parameters is None:
        return ""
    query = data.copy()
    query.pop("cursor", None)
    for name, value in parameters.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


class HistoryPage(View):
    """What changed of one record, newest first; or two moments of it side by side."""

    record_type: RecordType = None
    http_method_names = ["get", "head"]
    knows_only_the_present = ALL_OF_TIME

    def get(self, request, slug):
        if has_empties(request.GET):
            return HttpResponseRedirect(with_query(request.path, without_empties(request.GET)))
        return conditional_response(request, lambda: self._page(request, slug))

    def _page(self, request, slug):
        record_type = self.record_type
        _version, text = record_type.read(slug, ("id", *_names(record_type)), drafts=sees_drafts(request))
        if text is None:
            return self._elsewhere(request, slug)
        record = orjson.loads(text)
        try:
            found = history_of(record_type.model, record["id"], request.GET)
        except BadParameter as error:
            return refused_page(request, error)
        context = {
            "record_type": record_type, "slug": slug, "name": record.get("name") or record.get("title"),
            "found": found, "data": request.GET, "next": _link(request.GET, found.next),
            "shows_authors": sees_drafts(request),
        }  # fmt: skip
        return render(request, "changes/history.html", context)

    def _elsewhere(self, request, slug):
        """As the page of the record itself: where it leads to, or why it is gone."""
        record_type = self.record_type
        if successor := record_type.successor(slug):
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return HttpResponsePermanentRedirect(f"/{record_type.name}/{successor}/history/{query}")
        if reason := record_type.reason_gone(slug):
            context = {"record_type": record_type, "reason": reason}
            return render(request, "records/gone.html", context, status=HTTPStatus.GONE)
        raise Http404


def _names(record_type):
    return ("name",) if hasattr(record_type.model, "names") else ("title",)
