"""What one click does to an item of the worklist."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest, PermissionDenied
from django.utils.translation import gettext as _

from records.admin.rights import PUBLISH

from .owners import give_back, owners_of, take
from .settling import SETTLING


def act_on(request, line):
    """Do what the button says that was pressed. Raises BadRequest for what no form sends, and PermissionDenied."""
    allowed = {"take": _take, "give": _give} | {word: SETTLING[word] for word in line.settled_by}
    act = allowed.get(request.POST.get("act", ""))
    if act is None:
        raise BadRequest(_("act is one of %(allowed)s.") % {"allowed": ", ".join(allowed)})
    item = _item_named(request, line)
    if item is None:
        messages.info(request, _("That is settled already, by you or somebody else."))
        return
    if not line.works_on(request.user, item):
        raise PermissionDenied
    act(request, line, item)


def _item_named(request, line):
    """The item of the line that the form names; None where it does not wait any more."""
    kind, _hyphen, number = request.POST.get("item", "").partition("-")
    if not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in (kind, number)):
        raise BadRequest(_("item is a type and a number."))
    for queryset in line.waiting(request.user):
        if ContentType.objects.get_for_model(queryset.model).pk == int(kind):
            return queryset.filter(pk=int(number)).first()
    return None


def _take(request, line, item):
    owner = take(line, item, request.user.get_username())
    if owner == request.user.get_username():
        messages.success(request, _("It is yours now."))
    else:
        messages.warning(request, _("%(owner)s has it already.") % {"owner": owner})


def _give(request, line, item):
    owner = owners_of(line, [item])[item]
    if owner and owner != request.user.get_username() and not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    give_back(line, item, owner)
    messages.success(request, _("It is nobody's now."))
