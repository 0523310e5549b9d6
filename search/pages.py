"""/search/ and /match/ for readers."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views import View

from records.etags import conditional_response
from records.problems import BadParameter
from records.refusals import refuse_unknown, refused_page
from records.spreadsheets import BYTE_ORDER_MARK, csv_lines
from records.wording import plural_name
from sources.models.searchable import parts_of

from .match_request import LIMITS, MAX_NAMES
from .matcher import match_names
from .name_parts import RequestedName
from .request_parameters import PARAMETERS, check_parameters, grouped_results, requested_types, result_page
from .search_query import MODELS, PRESENT_ALONE

GROUP_SIZE = 5
VERDICTS = ("match", "unsure", "none")
COUNTRY = re.compile("([A-Za-z]{2})?")


class SearchPage(View):
    """All results of a query grouped by type; those of one type page by page."""

    knows_only_the_present = PRESENT_ALONE
    http_method_names = ["get", "head"]

    def get(self, request):
        return conditional_response(request, lambda: self._page(request), reports_version=True, by_day=True)

    def _page(self, request):
        data, context = request.GET, {"q": request.GET.get("q", "")[:1000]}
        try:
            check_parameters(data, PARAMETERS)
            types = requested_types(data)
            if context["q"].strip():
                context |= self._results(data, types)
        except BadParameter as error:
            return render(request, "search/search.html", context | {"errors": error.errors}, status=400)
        response = render(request, "search/search.html", context)
        response.data_version = "results" in context and context["results"].version
        return response

    def _results(self, data, types):
        if types:
            page = result_page(data)
            groups = [(types[0] if len(types) == 1 else "", page.results.count, page.documents)]
        else:
            page, groups = grouped_results(data, GROUP_SIZE)
        return {
            "results": page.results, "types": types,
            "groups": [
                {"type": name, "label": plural_name(MODELS[name]) if name else _("Results"), "count": number,
                 "rows": [_row(document) for document in documents],
                 "all": _link(data, type=name) if not types and number > len(documents) else ""}
                for name, number, documents in groups
            ],
            "facets": [
                {"label": plural_name(MODELS[name]), "count": number, "selected": name in types,
                 "link": _link(data, type="" if [name] == types else name)}
                for name, number in page.types.items()
            ],
            "everything": _link(data, type=""),
            "next": _link(data, cursor=page.next) if page.next else "",
            "previous": _link(data, cursor=page.previous) if page.previous else "",
        }  # fmt: skip


def _link(data, **changes):
    query = data.copy()
    query.pop("cursor", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"/search/?{query.urlencode()}"


def _row(document):
    """A hit with a label that says why it was found."""
    reason = document["why"]
    return document | {
        "url": f"/{document['type']}/{document['slug']}/", "segments": reason["segments"],
        "label": plural_name(MODELS[document["type"]]), "reason": reason_label(document["type"], reason),
        "is_name": reason["kind"] == "name",
    }  # fmt: skip


def reason_label(record_type, reason):
    """The label of a reason: “former name”, “summary”, “similar spelling”; empty for a match of the name itself."""
    kinds = {
        "pinyin": _("pinyin of"), "former": _("former name"), "variant": _("also written"), "short": _("short name"),
        "full": _("full name"), "brand": _("brand"), "legal": _("legal name"), "primary": _("name"),
        "translation": _("machine translation"), "name": "",
    }  # fmt: skip
    if reason["field"]:
        return field_label(MODELS[record_type], reason["field"])
    label = kinds.get(reason["kind"], reason["kind"])
    if reason["match"] == "similar":
        return _("spelled nearly so") if not label else _("%(kind)s, spelled nearly so") % {"kind": label}
    return label


def field_label(model, field):
    """The label of a field, or of a field of a part: “positions.title”."""
    relation, _dot, name = field.rpartition(".")
    if relation:
        model = dict(parts_of(model))[relation]
    label = _("amount") if name == "amount" else model._meta.get_field(name).verbose_name
    return capfirst(f"{model._meta.verbose_name}, {label}" if relation else str(label))


class MatchPage(View):
    """Match a pasted list of names to records: matched, doubtful, not found; on screen or as a file."""

    knows_only_the_present = PRESENT_ALONE
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request):
        try:
            refuse_unknown(request)
        except BadParameter as error:
            return refused_page(request, error)
        return super().dispatch(request)

    def get(self, request):
        return render(request, "search/match.html", {"most": MAX_NAMES, "types": _types()})

    def post(self, request):
        text, chosen = request.POST.get("names", ""), request.POST.get("type", "")
        names, errors = parse_list(text, chosen)
        context = {"names": text[: MAX_NAMES * 350], "most": MAX_NAMES, "errors": errors, "types": _types(chosen)}
        if errors:
            return render(request, "search/match.html", context, status=400)
        results = match_names(names)
        if request.POST.get("as") == "csv":
            return as_csv(results)
        context["groups"] = [
            (verdict, [result for result in results if result.verdict == verdict]) for verdict in VERDICTS
        ]
        context["labels"] = {name: str(model._meta.verbose_name) for name, model in MODELS.items()}
        context["total"] = len(results)
        return render(request, "search/match.html", context)


def _types(chosen=""):
    return [(name, plural_name(model), name == chosen) for name, model in MODELS.items()]


def parse_list(text, record_type=""):
    """(names, errors) of a pasted list: one name per line, blank lines ignored.

    Columns pasted from a spreadsheet are separated by tabs: the name, then its city and country, if known.
    """
    lines = [[cell.strip() for cell in line.rstrip().split("\t")] for line in text.splitlines()]
    names = [line for line in lines if any(line)]
    errors = [*_column_errors(lines)]
    if not names:
        errors.append(_("Paste at least one name."))
    if len(names) > MAX_NAMES:
        values = {"number": len(names), "most": MAX_NAMES}
        errors.append(_("There are %(number)s names; at most %(most)s are matched at once.") % values)
    if long := [number for number, line in enumerate(lines, 1) if len(line[0]) > LIMITS["name"]]:
        values = {"lines": _numbers(long), "most": LIMITS["name"]}
        errors.append(_("A name has at most %(most)s characters; see line %(lines)s.") % values)
    if "\0" in text:
        errors.append(_("The list holds a character that is none."))
    if record_type and record_type not in MODELS:
        errors.append(_("There is no record type “%(name)s”.") % {"name": record_type[:40]})
    return [] if errors else [RequestedName(name, record_type, *location) for name, *location in names], errors


def _column_errors(lines):
    """The errors in the columns of the list, each with the numbers of its lines."""
    numbered = [(number, line) for number, line in enumerate(lines, 1) if any(line)]
    unnamed = [number for number, line in numbered if not line[0]]
    if unnamed:
        yield _("A name is missing in line %(lines)s.") % {"lines": _numbers(unnamed)}
    wide = [
        number for number, line in numbered if len(line) > 3 or any(len(city) > LIMITS["city"] for city in line[1:2])
    ]
    if wide:
        values = {"lines": _numbers(wide)}
        yield _("Behind a name stand at most its city and its country; see line %(lines)s.") % values
    odd = [number for number, line in numbered if any(not COUNTRY.fullmatch(country) for country in line[2:3])]
    if odd:
        values = {"lines": _numbers(odd)}
        yield _("A country is its ISO 3166 code of two letters, like CN; see line %(lines)s.") % values


def _numbers(lines):
    return ", ".join(map(str, lines[:10]))


def as_csv(results):
    """The results for a spreadsheet: UTF-8 with a byte order mark, and no cell that would run as a formula."""
    rows = [["name", "verdict", "type", "slug", "record", "score", "explanation", "other candidates"]]
    for result in results:
        best = result.best if result.verdict != "none" else None
        others = "; ".join(f"{other.type}/{other.slug} {other.score}" for other in result.candidates[1:])
        columns = [best.type, best.slug, best.name, best.score] if best else ["", "", "", ""]
        rows.append([result.requested.name, result.verdict, *columns, result.explanation, others])
    response = HttpResponse(BYTE_ORDER_MARK + csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="matched-names.csv"'
    return response
