"""The pages for an address with parameters that it doesn't take, in the words of its form."""

from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .addresses import with_query
from .problems import BadParameter, parameter_error, parameter_errors, raise_if_any


def refuse_unknown(request, known=()):
    """Raise BadParameter for a parameter that is not one of `known`, or is given twice."""
    raise_if_any(parameter_errors(request.GET, known))


def refused_page(request, error: BadParameter, status=400):
    """The page that says which parameter is wrong and what is allowed, with a link to the same without it."""
    context = {"errors": error.errors, "without": with_query(request.path, without_wrong(request.GET, error))}
    return render(request, "refused.html", context, status=status)


def errors_in_words(filters, error: BadParameter) -> list:
    """The errors as a page shows them: parameters by the labels of the form, where they have one.

    `filters` is the FilterSet of the page. What stands in no form keeps its name, as in an address and in the API.
    """
    known = filters.bound_filters()
    labels = {name: str(item.label or name) for name, item in known.items()} | {"ordering": _("Order")}
    shown = []
    for each in error.errors:
        name, message = each["parameter"], each["message"]
        for parameter, label in labels.items():
            message = message.replace(f"“{parameter}”", f"“{label}”")
        allowed = [labels.get(word, word) for word in each["allowed"]]
        shown.append({"parameter": capfirst(str(labels.get(name, name))), "message": message, "allowed": allowed})
    return shown


def without_wrong(data, error: BadParameter):
    """The query string without the parameters that are wrong."""
    rest, wrong = data.copy(), {each["parameter"] for each in error.errors}
    for name in data:
        if name in wrong or parameter_error(name, "")["parameter"] in wrong:
            del rest[name]
    return rest
