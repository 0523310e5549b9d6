"""The page for an address with parameters that it doesn't take."""

from django.shortcuts import render

from .problems import BadParameter, parameter_error, parameter_errors, raise_if_any


def refuse_unknown(request, known=()):
    """Raise BadParameter for a parameter that is not one of `known`, or is given twice."""
    raise_if_any(parameter_errors(request.GET, known))


def refused_page(request, error: BadParameter, status=400):
    """The page that says which parameter is wrong and what is allowed, with a link to the same without it."""
    wrong, rest = {each["parameter"] for each in error.errors}, request.GET.copy()
    for name in request.GET:
        if name in wrong or parameter_error(name, "")["parameter"] in wrong:
            del rest[name]
    query = f"?{rest.urlencode()}" if rest else ""
    context = {"errors": error.errors, "without": f"{request.path}{query}"}
    return render(request, "refused.html", context, status=status)
