"""The list of one line of the worklist: its items, fifty at a time, with who has each and what settles it."""

from itertools import islice

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from records.admin.rights import PUBLISH

from ..models import Proposal
from .acts import act_on
from .counting import MOST, counts_for, in_words
from .home import list_url
from .lines import BY_WORD
from .owners import MINE, NOBODYS, of_owner, owners_of
from .rows import may
from .waiting_proposals import say_what_is_proposed

SIZE = 50
OWNERS = {"": gettext_lazy("all"), MINE: gettext_lazy("mine"), NOBODYS: gettext_lazy("nobody's")}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def worklist(request, word):
    """Show the items of a line; what a button says is done to one of them, and the list is shown again."""
    line = BY_WORD.get(word)
    if line is None:
        raise Http404
    if not line.waiting(request.user):
        raise PermissionDenied
    owner, number = request.GET.get("owner", ""), _page_number(request)
    if owner not in OWNERS:
        raise BadRequest(_("owner is one of %(allowed)s.") % {"allowed": ", ".join(filter(None, OWNERS))})
    if request.method == "POST":
        act_on(request, line)
        return HttpResponseRedirect(request.get_full_path())
    (count,) = counts_for(request.user, [line])
    items = _items(line, request.user, owner, number)
    context = {
        **admin.site.each_context(request), "title": line.label, "line": line, "is_nav_sidebar_enabled": False,
        "rows": _with_owners(request, line, line.rows(request, items[:SIZE])), "owner": owner,
        "filters": _filters(line, owner, count), "most": in_words(MOST), "is_more": count.all > MOST,
        "previous": _page_url(line, owner, number - 1) if number > 1 else "",
        "next": _page_url(line, owner, number + 1) if len(items) > SIZE and number * SIZE < MOST else "",
    }  # fmt: skip
    return TemplateResponse(request, "admin/desk/worklist.html", context)


def _page_number(request):
    text = request.GET.get("page", "1")
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= MOST // SIZE):
        raise BadRequest(_("page is a number from 1 to %(last)s.") % {"last": MOST // SIZE})
    return int(text)


def _items(line, user, owner, number):
    """The items of a page and one more, if there is one, in the order of the line's models and their numbers."""
    first, found = (number - 1) * SIZE, []
    for queryset in line.waiting(user):
        wanted = first + SIZE + 1 - len(found)
        if wanted <= 0:
            break
        found += of_owner(queryset, line, owner, user.get_username()).order_by("pk")[:wanted]
    return list(islice(found, first, first + SIZE + 1))


def _with_owners(request, line, rows):
    """The rows, with who has each item, and whether the user may take it or give it back."""
    owners, username = owners_of(line, [row.item for row in rows]), request.user.get_username()
    for row in rows:
        works = line.works_on(request.user, row.item)
        row.owner = owners[row.item]
        row.may_take = works and not row.owner
        row.may_give = works and bool(row.owner) and (row.owner == username or request.user.has_perm(PUBLISH))
        row.buttons = row.buttons if works else ()
    if may(request.user, "view", Proposal):
        say_what_is_proposed(rows)
    return rows


def _filters(line, owner, count):
    numbers = {"": count.all, MINE: count.mine, NOBODYS: count.nobodys}
    return [(label, in_words(numbers[word]), list_url(line, word), word == owner) for word, label in OWNERS.items()]


def _page_url(line, owner, number):
    address = list_url(line, owner)
    return f"{address}{'&' if owner else '?'}page={number}"
