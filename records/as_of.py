"""Reads as of a moment of the past: what `?as_of=` asks for, and what is answered where it can't be.

The parameter is taken out of the query string before a view sees it (medtech_kb/asked_moment.py): `request.as_of` are
its texts. Once it is read, `request.moment` is the revision that the answer shows.
"""

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.moments import NoMoment, OutOfRange, as_of, moment_of
from postgres.replicas.replica import Unanswered

from . import problems
from .prepared_statements import set_up_session
from .problems import BadParameter, parameter_error
from .refusals import refused_page

PARAMETER = "as_of"
ALLOWED = ("a revision, like 12", "a day, like 2026-12-01", "a time, like 2026-12-01T09:30Z")
DESCRIPTION = (
    "The data as they were: a revision, a day (its end in UTC) or a time; the answer names its revision in the header "
    "`Revision`, and `next` carries it."
)
PRESENT_ALONE = gettext_lazy("This address knows the present only.")


def of_the_present(view, reason=True):
    """Mark the function of a view that can't answer about the past; a class says so by itself.

    `knows_only_the_present` of a view's class, function or action is True, or the reason in words.
    """
    view.knows_only_the_present = reason
    return view


def why_present_only(view):
    """Why the view of an address can't answer about the past; None where it can."""
    owner = getattr(view, "view_class", None) or getattr(view, "cls", None)
    action = getattr(owner, (getattr(view, "actions", None) or {}).get("get", ""), None)
    reasons = (getattr(each, "knows_only_the_present", None) for each in (view, owner, action))
    reason = next((reason for reason in reasons if reason), None)
    return PRESENT_ALONE if reason is True else reason


def moment_asked(request):
    """The moment that a request is about. Raises BadParameter, and OutOfRange.

    A replica that lacks the revision may be behind: another server is asked.
    """
    if len(request.as_of) > 1:
        raise BadParameter(parameter_error(PARAMETER, _("“%(name)s” takes one value.") % {"name": PARAMETER}, ALLOWED))
    (text,) = request.as_of
    try:
        return moment_of(text)
    except NoMoment:
        message = _("“%(text)s” is no revision, day or time.") % {"text": text[:60]}
        raise BadParameter(parameter_error(PARAMETER, message, ALLOWED)) from None
    except OutOfRange as error:
        if connection.alias != "default":
            raise Unanswered(f"It has revisions up to {error.last}.") from None
        raise


def answer_as_of(request, answer):
    """What `answer()` returns when all that it reads is as of the moment that a request asks for; else the refusal."""
    try:
        request.moment = moment_asked(request)
    except BadParameter as error:
        return refusal(request, error)
    except OutOfRange as error:
        return _out_of_range(request, error)
    set_up_session()
    with as_of(request.moment):
        return answer()


def refusal(request, error, status=400, **more):
    """The answer to an `as_of` that can't be answered, for a program or a reader; its links lead to the present."""
    request.as_of = None
    if request.path_info.startswith("/api/"):
        return problems.response(status, str(error), errors=error.errors, **more)
    return refused_page(request, error, status)


def _out_of_range(request, error):
    values = {"text": request.as_of[0][:60], "first": error.first, "last": error.last}
    message = _("There is no revision for “%(text)s”: the first is %(first)s, the last is %(last)s.") % values
    allowed = [f"{error.first} to {error.last}"]
    return refusal(
        request, BadParameter(parameter_error(PARAMETER, message, allowed)), 404, first=error.first, last=error.last
    )


def refuse_the_past(request, reason):
    """The answer of a view that knows the present only."""
    message = _("%(reason)s It can't be read as of a moment of the past.") % {"reason": reason}
    return refusal(request, BadParameter(parameter_error(PARAMETER, message, [_("the same without it")])))
